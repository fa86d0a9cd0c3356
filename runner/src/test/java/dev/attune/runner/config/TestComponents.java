package dev.attune.runner.config;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.Citation;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.Explanation;
import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.NoOptions;
import dev.attune.api.config.Range;
import dev.attune.api.config.Shorthand;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityCount;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.temporal.TemporalContext;
import dev.attune.api.temporal.TemporalFactory;
import dev.attune.api.temporal.TemporalModel;
import dev.attune.runner.plugin.ComponentRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Components that exist only to be configured: one for every type of option and every kind of check. */
final class TestComponents implements AttunePlugin {
    static final ComponentRegistry REGISTRY = ComponentRegistry.of(List.of(new TestComponents()));

    static ConfigLoader loader() {
        return new ConfigLoader(REGISTRY, List.of(), Map.of("CORPUS", "/corpus", "EPOCHS", "7"));
    }

    @Override
    public String id() {
        return "test-components";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<FusionFactory<?>> fusions() {
        return List.of(
                new Fusion<>("rjcma", RjcmaOptions.class),
                new Fusion<>("jca", JcaOptions.class),
                new Fusion<>("concat", NoOptions.class),
                new Fusion<>("gate", GateOptions.class),
                new FixedWindowFusion(),
                new PairFusion());
    }

    @Override
    public List<TemporalFactory<?>> temporals() {
        return List.of(new Temporal<>("none", NoOptions.class), new Temporal<>("tcn", TcnOptions.class));
    }

    @Override
    public List<DatasetFactory<?>> datasets() {
        return List.of(new FeaturesDataset(), new PackedDataset());
    }

    @Override
    public List<LossFactory<?>> losses() {
        return List.of(new Loss("ccc"), new Loss("mse"));
    }

    @Override
    public List<MetricFactory<?>> metrics() {
        return List.of(
                new MetricOf<>("ccc", NoOptions.class),
                new MetricOf<>("pearson", NoOptions.class),
                new MetricOf<>("rmse", RmseOptions.class));
    }

    enum Variant {
        PAPER,
        REFERENCE_CODE
    }

    record RjcmaOptions(
            @Doc("How often attention is applied.") @DefaultValue("3") @Range(min = 0, max = 16)
            int depth,

            @Doc("Which publication.") @DefaultValue("paper")
            Variant variant,

            @Doc("Whether steps share parameters.") @DefaultValue("false")
            boolean shareWeights,

            @Doc("A text.") @DefaultValue("plain") String label,

            @Doc("Weights by name.") @DefaultValue("{}") @Range(min = 0)
            Map<String, Double> weights) {}

    record JcaOptions(
            @Doc("Attended features.") @DefaultValue("64") @Range(min = 1)
            int width,

            @Doc("Probability of dropping a feature.") @DefaultValue("0.1") @Range(min = 0, max = 0.95)
            double dropout) {
        JcaOptions {
            if (width % 2 != 0) {
                throw new IllegalArgumentException("width must be even, found " + width);
            }
        }
    }

    record GateOptions(@Doc("What is gated.") String of) {}

    record FixedWindowOptions(
            @Doc("The only window length.") @DefaultValue("300")
            int frames) {}

    record TcnOptions(
            @Doc("Channels of each level.") @DefaultValue("[256, 128]") @Range(min = 1, max = 65536)
            List<Integer> channels,

            @Doc("Taps of a kernel.") @DefaultValue("5") @Range(min = 1, max = 99)
            int kernel) {}

    record FeaturesOptions(
            @Doc("Folder of the store.") Path root,

            @Doc("Which fold is for validation.") @Range(min = 0, max = 9)
            Optional<Integer> fold) {}

    @Shorthand("file")
    record SplitOptions(
            @Doc("The file.") Path file,

            @Doc("Weight of its windows.") @DefaultValue("1.0") @Range(min = 0)
            double weight) {}

    record PackedOptions(
            @Doc("Training split.") SplitOptions train,
            @Doc("Validation split.") SplitOptions validation,
            @Doc("Test split.") Optional<SplitOptions> test) {}

    record RmseOptions(
            @Doc("What errors are multiplied by.") @DefaultValue("1.0")
            double scale) {}

    private record Fusion<C extends Record>(String name, Class<C> configType) implements FusionFactory<C> {
        @Override
        public String summary() {
            return name.equals("gate") ? "Needs an option." : "Fusion " + name + " of the tests.";
        }

        @Override
        public Optional<Citation> citation() {
            return name.equals("rjcma")
                    ? Optional.of(new Citation("A. Author, A Title, 2024.", "arXiv:0000.00000", "@misc{author2024}"))
                    : Optional.empty();
        }

        @Override
        public FusionModel create(C config, FusionContext context) {
            throw new UnsupportedOperationException("configured only");
        }
    }

    /** Fits one window length only, and at least two modalities. */
    private static final class FixedWindowFusion implements FusionFactory<FixedWindowOptions> {
        @Override
        public String name() {
            return "fixed-window";
        }

        @Override
        public Class<FixedWindowOptions> configType() {
            return FixedWindowOptions.class;
        }

        @Override
        public String summary() {
            return "Works on windows of one length.";
        }

        @Override
        public List<ConfigProblem> check(FixedWindowOptions config, ExperimentFacts facts) {
            if (config.frames() < 0) {
                throw new IllegalStateException("a check that fails");
            }
            if (facts.modalities().size() == 1) {
                return List.of(new ConfigProblem(
                        "", "found one modality, wanted at least two", Optional.of("data.modalities")));
            }
            return config.frames() == facts.windowLength()
                    ? List.of()
                    : List.of(new ConfigProblem(
                            "frames",
                            "found " + config.frames() + ", wanted the window's length, " + facts.windowLength(),
                            Optional.of("data.window.length")));
        }

        @Override
        public FusionModel create(FixedWindowOptions config, FusionContext context) {
            throw new UnsupportedOperationException("configured only");
        }
    }

    /** Works with two modalities and explains itself. */
    private static final class PairFusion implements FusionFactory<NoOptions> {
        @Override
        public String name() {
            return "pair";
        }

        @Override
        public Class<NoOptions> configType() {
            return NoOptions.class;
        }

        @Override
        public String summary() {
            return "Works with two modalities.";
        }

        @Override
        public Optional<Explanation> explanation() {
            return Optional.of(new Explanation(
                    "y = x_0 + x_1\nz = y | y",
                    "2 x (B, L, D) -> (B, L, D)",
                    "Use it in tests.",
                    "Elsewhere, where * and < stand."));
        }

        @Override
        public ModalityCount modalities(NoOptions config) {
            return ModalityCount.exactly(2);
        }

        @Override
        public boolean fixedLength(NoOptions config) {
            return true;
        }

        @Override
        public FusionModel create(NoOptions config, FusionContext context) {
            throw new UnsupportedOperationException("configured only");
        }
    }

    private record Temporal<C extends Record>(String name, Class<C> configType) implements TemporalFactory<C> {
        @Override
        public String summary() {
            return "Temporal model " + name + " of the tests.";
        }

        @Override
        public TemporalModel create(C config, TemporalContext context) {
            throw new UnsupportedOperationException("configured only");
        }
    }

    private static final class FeaturesDataset implements DatasetFactory<FeaturesOptions> {
        @Override
        public String name() {
            return "features";
        }

        @Override
        public Class<FeaturesOptions> configType() {
            return FeaturesOptions.class;
        }

        @Override
        public String summary() {
            return "A store of features.";
        }

        @Override
        public Optional<String> foldOption() {
            return Optional.of("fold");
        }

        @Override
        public List<Integer> folds(FeaturesOptions config) {
            return List.of(0, 1, 2);
        }

        @Override
        public Dataset open(FeaturesOptions config, DatasetContext context) {
            throw new UnsupportedOperationException("configured only");
        }
    }

    private static final class PackedDataset implements DatasetFactory<PackedOptions> {
        @Override
        public String name() {
            return "packed";
        }

        @Override
        public Class<PackedOptions> configType() {
            return PackedOptions.class;
        }

        @Override
        public String summary() {
            return "Packed files.";
        }

        @Override
        public List<ConfigProblem> check(PackedOptions config, ExperimentFacts facts) {
            return config.train().file().equals(config.validation().file())
                    ? List.of(new ConfigProblem(
                            "validation",
                            "found the file of the training split, wanted another",
                            Optional.of("data.train")))
                    : List.of();
        }

        @Override
        public Dataset open(PackedOptions config, DatasetContext context) {
            throw new UnsupportedOperationException("configured only");
        }
    }

    private record Loss(String name) implements LossFactory<NoOptions> {
        @Override
        public Class<NoOptions> configType() {
            return NoOptions.class;
        }

        @Override
        public String summary() {
            return "Loss " + name + " of the tests.";
        }

        @Override
        public SequenceLoss create(NoOptions config) {
            throw new UnsupportedOperationException("configured only");
        }
    }

    private record MetricOf<C extends Record>(String name, Class<C> configType) implements MetricFactory<C> {
        @Override
        public String summary() {
            return "Metric " + name + " of the tests.";
        }

        @Override
        public Metric create(C config) {
            throw new UnsupportedOperationException("configured only");
        }
    }
}
