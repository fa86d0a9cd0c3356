package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.AttunePlugin;
import dev.attune.api.ComponentFactory;
import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.config.Doc;
import dev.attune.api.config.NoOptions;
import dev.attune.api.corpus.CorpusContext;
import dev.attune.api.corpus.CorpusFactory;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityCount;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.metric.MetricState;
import dev.attune.testkit.ContractResult.Status;
import dev.attune.testkit.ScaledFusion.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs all contracts over plugins that are right and plugins that are wrong, and reads the reports. */
class ContractSuiteTest {
    private static Optional<Record> defaults(ComponentFactory<?> factory) {
        return factory.configType() == NoOptions.class ? Optional.of(new NoOptions()) : Optional.empty();
    }

    private static List<ContractResult> run(AttunePlugin plugin) {
        List<ContractResult> told = new ArrayList<>();
        List<ContractResult> results = new ContractSuite(plugin, ContractSuiteTest::defaults).run(told::add);
        assertThat(told).isEqualTo(results);
        return results;
    }

    private static ExamplePlugin plugin(Object... factories) {
        return new ExamplePlugin(
                only(FusionFactory.class, factories),
                only(DatasetFactory.class, factories),
                only(MetricFactory.class, factories),
                List.of(ExampleMedia.factory(ExampleMedia.Fault.NONE)),
                only(CorpusFactory.class, factories));
    }

    @SuppressWarnings("unchecked") // a list of what was asked for
    private static <T> List<T> only(Class<?> kind, Object... factories) {
        return (List<T>) Stream.of(factories).filter(kind::isInstance).toList();
    }

    private static ContractResult find(List<ContractResult> results, String component, String check) {
        return results.stream()
                .filter(result ->
                        result.component().equals(component) && result.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + component + ", " + check + " in " + results));
    }

    private static List<ContractResult> failures(List<ContractResult> results) {
        return results.stream()
                .filter(result -> result.status() == Status.FAILED)
                .toList();
    }

    @Test
    void passesWhatIsSound() {
        List<ContractResult> results = run(plugin(
                new Named("scaled", Fault.NONE),
                ExampleDataset.factory(ExampleDataset.Fault.NONE),
                new AbsoluteError("absolute-error", false)));
        assertThat(failures(results)).isEmpty();
        assertThat(results)
                .extracting(ContractResult::kind)
                .containsSubsequence("plugin", "fusion", "dataset", "metric", "media");
        ContractResult result = find(results, "scaled", "is deterministic in evaluation: 2 modalities");
        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(result.message()).isEmpty();
        assertThat(result.duration()).isPositive();
        assertThat(find(results, "example", "is named by the services file").kind())
                .isEqualTo("plugin");
    }

    @Test
    void saysWhatIsWrongWithFusions() {
        List<ContractResult> results = run(plugin(
                new Named("blind", Fault.UNMASKED_MEAN),
                new Named("wide", Fault.WRONG_SHAPE),
                new Named("fickle", Fault.STATIC_NOISE)));
        assertThat(find(results, "blind", "ignores frames that do not exist: 2 modalities")
                        .message())
                .startsWith("what stands at frames that do not exist must not matter, training=false; multiply by "
                        + "Masks.column(frames) before anything that mixes frames")
                .doesNotContain("\tat ");
        assertThat(find(results, "wide", "gives the shape that it declares: 2 modalities")
                        .message())
                .isEqualTo("""
                        the output must be (batch, time, outputs()); compare outputs() with what combine() returns
                        expected: (3, 8, 5)
                        but was: (3, 8, 4)""");
        ContractResult fickle = find(results, "fickle", "is deterministic in evaluation: 2 modalities");
        assertThat(fickle.status()).isEqualTo(Status.FAILED);
        assertThat(fickle.message())
                .startsWith(
                        "outside training, two passes over the same batch must give the same bits; is dropout active");
        assertThat(fickle.failure()).get().isInstanceOf(AssertionError.class);
    }

    @Test
    void saysWhatIsWrongWithAMetric() {
        List<ContractResult> results = run(plugin(new AbsoluteError("forgetful", true)));
        assertThat(find(results, "forgetful", "merging equals adding in any order")
                        .message())
                .startsWith("forgetful: merged parts differ from the whole.");
        assertThat(find(results, "forgetful", "refuses states of others").status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void saysWhereAComponentThrows() {
        List<ContractResult> results = run(plugin(new Named("broken", Fault.NONE) {
            @Override
            public FusionModel create(NoOptions config, FusionContext context) {
                throw new UnsupportedOperationException("later");
            }
        }));
        // Only frames of others count as the author's, and these tests stand in a package of ours.
        assertThat(find(results, "broken", "is an ordinary block: 2 modalities").message())
                .isEqualTo("it must not fail, but it threw UnsupportedOperationException: later");
        assertThat(FailureText.of(new NoSuchMethodError("no such method"))).endsWith("the interface of this host");
    }

    @Test
    void saysWhatCannotBeCheckedHere() {
        List<ContractResult> results = run(plugin(new Deep(), new Made(), new Elsewhere()));
        assertThat(find(results, "deep", "all checks of its kind"))
                .isEqualTo(skipped(
                        "dataset",
                        "deep",
                        "the option depth has no default value; extend DatasetContract in the plugin's own tests"));
        assertThat(find(results, "made", "all checks of its kind"))
                .isEqualTo(skipped(
                        "corpus",
                        "made",
                        "the checks make the corpus several times, so they need options that keep it small; extend "
                                + "CorpusContract in the plugin's own tests"));
        assertThat(find(results, "elsewhere", "all checks of its kind"))
                .isEqualTo(skipped(
                        "dataset",
                        "elsewhere",
                        "the checks need a small corpus, and with default options there is none (There is no folder data.);"
                                + " extend DatasetContract in the plugin's own tests"));
    }

    private static ContractResult skipped(String kind, String component, String message) {
        return new ContractResult(
                kind, component, "all checks of its kind", Status.SKIPPED, message, Duration.ZERO, Optional.empty());
    }

    @Test
    void outlivesAPluginThatFailsAtEveryCall() {
        List<ContractResult> results = run(new AttunePlugin() {
            @Override
            public String id() {
                throw new IllegalStateException("no id");
            }

            @Override
            public int apiVersion() {
                return 99;
            }

            @Override
            public List<FusionFactory<?>> fusions() {
                throw new NoClassDefFoundError("gone/Gone");
            }

            @Override
            @SuppressWarnings("NullAway") // this is the fault
            public List<MetricFactory<?>> metrics() {
                return null;
            }
        });
        assertThat(results)
                .hasSize(7)
                .allSatisfy(result -> assertThat(result.status()).isEqualTo(Status.FAILED));
        assertThat(results)
                .anySatisfy(result -> assertThat(result.message())
                        .startsWith("it must not fail, but it threw NoClassDefFoundError: gone/Gone"));
        assertThat(results).anySatisfy(result -> assertThat(result.message()).contains("\nexpected: 1\nbut was: 99"));
        assertThat(results)
                .anySatisfy(result -> assertThat(result.message())
                        .contains("must be a public final class with a public constructor without arguments"));
        assertThat(results)
                .anySatisfy(result ->
                        assertThat(result.message()).contains("write the line dev.attune.testkit.ContractSuiteTest$"));
    }

    @Test
    void findsTwoComponentsOfOneName() {
        List<ContractResult> failed = failures(
                run(plugin(new AbsoluteError("absolute-error", false), new AbsoluteError("absolute-error", false))));
        assertThat(failed)
                .singleElement()
                .satisfies(result -> assertThat(result.message())
                        .startsWith(
                                "configurations choose a metric by its name, so each must have its own; rename one of them")
                        .contains("absolute-error"));
    }

    @Test
    void saysThatDefaultsAreRefused() {
        List<ContractResult> results = new ContractSuite(
                        plugin(new AbsoluteError("absolute-error", false)), factory -> {
                            throw new IllegalArgumentException("depth must be at least 1, found 0");
                        })
                .run(result -> {});
        assertThat(find(results, "absolute-error", "has options that can be made of their defaults")
                        .message())
                .startsWith("the options of a component must be a record whose default values it accepts itself; ")
                .contains("depth must be at least 1, found 0");
    }

    /** A fusion of two modalities that is right, or wrong in one way. */
    private static class Named extends ExampleFactory implements FusionFactory<NoOptions> {
        private final Fault fault;

        Named(String name, Fault fault) {
            super(name);
            this.fault = fault;
        }

        @Override
        public ModalityCount modalities(NoOptions config) {
            return ModalityCount.exactly(2);
        }

        @Override
        public FusionModel create(NoOptions config, FusionContext context) {
            return new ScaledFusion(fault, context);
        }
    }

    /** Mean absolute error, which may forget how many frames it merges. */
    private static final class AbsoluteError extends ExampleFactory implements MetricFactory<NoOptions> {
        private final boolean forgetful;

        AbsoluteError(String name, boolean forgetful) {
            super(name);
            this.forgetful = forgetful;
        }

        @Override
        public Metric create(NoOptions config) {
            return new Metric() {
                @Override
                public MetricState newState() {
                    return new ErrorState(forgetful);
                }

                @Override
                public boolean higherIsBetter() {
                    return false;
                }
            };
        }
    }

    private static final class ErrorState implements MetricState {
        private final boolean forgetful;
        private long count;
        private double sum;

        ErrorState(boolean forgetful) {
            this.forgetful = forgetful;
        }

        @Override
        public void add(double prediction, double label) {
            count++;
            sum += Math.abs(prediction - label);
        }

        @Override
        public void merge(MetricState other) {
            if (!(other instanceof ErrorState error)) {
                throw new IllegalArgumentException("the state of another metric");
            }
            if (error.count > 0) {
                count += forgetful ? 1 : error.count;
                sum += forgetful ? error.sum / error.count : error.sum;
            }
        }

        @Override
        public OptionalDouble value() {
            return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
        }
    }

    /** Options of which one has no default. */
    private record Depth(@Doc("How deep.") int depth) {}

    private static final class Deep implements DatasetFactory<Depth> {
        @Override
        public String name() {
            return "deep";
        }

        @Override
        public Class<Depth> configType() {
            return Depth.class;
        }

        @Override
        public String summary() {
            return "Has an option without a default.";
        }

        @Override
        public Dataset open(Depth config, DatasetContext context) {
            throw new ConfigException("never opened");
        }
    }

    private static final class Made extends ExampleFactory implements CorpusFactory<NoOptions> {
        Made() {
            super("made");
        }

        @Override
        public void make(NoOptions config, CorpusContext context) {
            throw new DataException("never made");
        }
    }

    private static final class Elsewhere extends ExampleFactory implements DatasetFactory<NoOptions> {
        Elsewhere() {
            super("elsewhere");
        }

        @Override
        public Dataset open(NoOptions config, DatasetContext context) {
            throw new DataException("There is no folder data.");
        }
    }
}
