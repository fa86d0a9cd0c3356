package dev.attune.runner.plugin;

import java.nio.file.Path;
import java.util.Locale;

/** Plugins as somebody else might write them, as source text. */
public final class PluginSources {
    private PluginSources() {}

    /**
     * Begins the jar of a plugin with one metric, in the package {@code pl.ID} with the class {@code Plugin}.
     *
     * @param work folder of intermediate files
     * @param id of the plugin
     * @param metric its name
     */
    public static JarBuilder withMetric(Path work, String id, String metric) {
        String home = home(id);
        return JarBuilder.in(work)
                .source(home + ".Plugin", plugin(id, "ApiVersion.CURRENT", ""))
                .source(home + ".Factory", factory(id, metric, ""))
                .source(home + ".Share", metric(id, ""))
                .provides(home + ".Plugin");
    }

    static String home(String id) {
        return "pl." + id.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Returns a plugin class that has {@code Factory}, with a statement in its constructor. */
    static String plugin(String id, String version, String constructor) {
        return """
                package %s;

                import dev.attune.api.ApiVersion;
                import dev.attune.api.AttunePlugin;
                import dev.attune.api.metric.MetricFactory;
                import java.util.List;

                public final class Plugin implements AttunePlugin {
                    public Plugin() {
                        %s
                    }

                    @Override
                    public String id() {
                        return "%s";
                    }

                    @Override
                    public int apiVersion() {
                        return %s;
                    }

                    @Override
                    public List<MetricFactory<?>> metrics() {
                        return List.of(new Factory());
                    }
                }
                """.formatted(home(id), constructor, id, version);
    }

    /** Returns the factory of a metric whose options are a record with one key, with a statement before it makes the metric. */
    public static String factory(String id, String metric, String statement) {
        return """
                package %s;

                import dev.attune.api.config.DefaultValue;
                import dev.attune.api.config.Doc;
                import dev.attune.api.config.Range;
                import dev.attune.api.metric.Metric;
                import dev.attune.api.metric.MetricFactory;

                final class Factory implements MetricFactory<Factory.Options> {
                    public record Options(@Doc("How near is near.") @DefaultValue("0.1") @Range(min = 0, max = 1) double within) {}

                    @Override
                    public String name() {
                        return "%s";
                    }

                    @Override
                    public Class<Options> configType() {
                        return Options.class;
                    }

                    @Override
                    public String summary() {
                        return "The share of frames whose prediction is near the label.";
                    }

                    @Override
                    public Metric create(Options options) {
                        %s
                        return new Share(options.within());
                    }
                }
                """.formatted(home(id), metric, statement);
    }

    /** Returns the metric, with a statement in the constructor of its state. */
    public static String metric(String id, String statement) {
        return METRIC.formatted(home(id), statement);
    }

    private static final String METRIC = """
            package %s;

            import dev.attune.api.metric.Metric;
            import dev.attune.api.metric.MetricState;
            import java.util.OptionalDouble;

            record Share(double within) implements Metric {
                @Override
                public MetricState newState() {
                    return new State(within);
                }

                @Override
                public boolean higherIsBetter() {
                    return true;
                }

                private static final class State implements MetricState {
                    private final double within;
                    private long near;
                    private long all;

                    State(double within) {
                        this.within = within;
                        %s
                    }

                    @Override
                    public void add(double prediction, double label) {
                        all++;
                        near += Math.abs(prediction - label) <= within ? 1 : 0;
                    }

                    @Override
                    public void merge(MetricState other) {
                        if (!(other instanceof State state)) {
                            throw new IllegalArgumentException("cannot merge a state of another metric");
                        }
                        near += state.near;
                        all += state.all;
                    }

                    @Override
                    public OptionalDouble value() {
                        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) near / all);
                    }
                }
            }
            """;
}
