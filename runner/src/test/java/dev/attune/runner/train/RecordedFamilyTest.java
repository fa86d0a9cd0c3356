package dev.attune.runner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.TrainingConfig;
import dev.attune.runner.data.HostBatch;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.plugin.ComponentKind;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.trial.SampleNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every model of the registry, recorded, against itself as it is written: outputs, losses, gradients, training.
 *
 * <p>A model that cannot be recorded fails. Both ways run the same kernels, or others that add up in another order, so that they agree to
 * rounding of 32-bit numbers.
 */
final class RecordedFamilyTest {
    private static final PluginHost PLUGINS = PluginHost.ofProcess();
    private static final List<TargetInfo> TARGETS =
            List.of(TargetInfo.continuous("valence"), TargetInfo.continuous("arousal"));
    private static final Map<String, Integer> THREE = modalities("visual", 8, "audio", 6, "text", 5);
    private static final Map<String, Integer> TWO = modalities("visual", 8, "audio", 6);
    private static final int STEPS = 20;
    private static final double RATE = 1e-2;

    /** Outputs are of the order of one: a hundred roundings. */
    private static final double OUTPUT = 1e-5;

    /** Of the largest gradient: sums of thousands of terms of either sign. */
    private static final double GRADIENT = 1e-5;

    /** Of the loss, after as many steps. */
    private static final double LOSS = 1e-4;

    /** Of a parameter, after as many steps of {@link #RATE}. */
    private static final double PARAMETER = 1e-4;

    /** Fusions that learn nothing step by step; they are recorded for their predictions alone. */
    private static final Map<String, String> NOT_TRAINED =
            Map.of("linear", "it is fitted at once", "constant", "it is known beforehand");

    /** Fusions of exactly two modalities. */
    private static final Set<String> PAIRS = Set.of("cross-attention");

    /** Options without which a model has no shape here, and such as make it another model. */
    private static final Map<String, List<String>> OPTIONS = Map.ofEntries(
            Map.entry("unimodal", List.of("modality: audio")),
            Map.entry("dca", List.of("of: jca", "of: {type: rjcma, depth: 2}")),
            Map.entry("iaca", List.of("of: jca")),
            Map.entry("grjca", List.of("depth: 2", "depth: 2, hierarchical: true")),
            Map.entry("rjcma", List.of("depth: 2", "depth: 0", "variant: reference-code, dropout: 0.3")),
            Map.entry("rcma", List.of("depth: 2")),
            Map.entry("rjca", List.of("depth: 2, width: 6", "depth: 1, joint-lstm: false")),
            Map.entry("late", List.of("weights: mean", "weights: softmax, missing: skip")),
            Map.entry("sum", List.of("mode: sum, width: 6", "mode: max, width: 6", "mode: mean, width: 6")),
            Map.entry("concat", List.of("", "hidden: [9, 7], dropout: 0.2")),
            Map.entry("mult", List.of("width: 4, heads: 2, levels: 1, memory-levels: 1")),
            Map.entry("transformer", List.of("width: 8, heads: 2, layers: 2, dropout: 0.2")),
            Map.entry("mbt", List.of("width: 8, heads: 2, layers: 2")),
            Map.entry("tfn", List.of("width: 3, hidden: 5, dropout: 0.3")),
            Map.entry("lmf", List.of("width: 4, outputs: 6, dropout: 0.3")),
            Map.entry("mfn", List.of("hidden: 3, memory: 4, attention: 5")),
            Map.entry("can", List.of("width: 6")),
            Map.entry("gmu", List.of("width: 6")),
            Map.entry("lfan", List.of("width: 6, heads: 2")),
            Map.entry("multiplicative", List.of("width: 4")),
            Map.entry("misa", List.of("width: 6, heads: 2")));

    /** Temporal models, by name; others are tried as they are. */
    private static final Map<String, List<String>> TEMPORAL_OPTIONS = Map.of(
            "tcn",
            List.of(
                    "channels: [6, 4], kernel: 3, dropout: 0.2",
                    "channels: [6, 6], kernel: 3, dropout: 0.2, norm: true"),
            "bilstm",
            List.of("hidden: 3"),
            "bigru",
            List.of("hidden: 3"),
            "transformer",
            List.of("width: 8, heads: 2, layers: 2", "width: 8, heads: 2, layers: 1, causal: true"));

    /** A model of the registry with options. */
    record Case(String fusion, String temporal) {
        @Override
        public String toString() {
            return fusion + " after " + temporal;
        }

        SampleNetwork network() {
            return new SampleNetwork(config("auto"), available(), TARGETS);
        }

        /** Returns the first choice of modalities that the fusion works with. */
        private Map<String, Integer> available() {
            return PAIRS.stream().anyMatch(name -> fusion.contains("type: " + name + "}")) ? TWO : THREE;
        }

        /** Adam with an epsilon that is not far below gradients: where one is zero but for rounding, rounding must not decide on a step. */
        ExperimentConfig config(String compile) {
            return new ConfigLoader(PLUGINS)
                    .experimentFromYaml(
                            """
                            data: {type: synthetic, modalities: %s, window: {length: %d, stride: %d}}
                            temporal: %s
                            fusion: %s
                            head: {hidden: 8, dropout: 0.1}
                            training: {optimizer: {epsilon: 1.0e-3}, gradient-clip: 1, compile: %s}
                            """.formatted(
                                            available().keySet(),
                                            SampleBatches.LENGTH,
                                            SampleBatches.LENGTH,
                                            temporal,
                                            fusion,
                                            compile),
                            Path.of("sample.yaml"));
        }

        boolean isTrained() {
            return NOT_TRAINED.keySet().stream().noneMatch(name -> fusion.contains("type: " + name + "}"));
        }
    }

    private static int threadsBefore;

    /** More than one thread costs models of this size more than it gives. */
    @BeforeAll
    static void useOneThread() {
        threadsBefore = ComputeEngine.threads();
        ComputeEngine.useThreads(1);
    }

    @AfterAll
    static void useThreadsAsBefore() {
        ComputeEngine.useThreads(threadsBefore);
    }

    private static Map<String, Integer> modalities(Object... namesAndWidths) {
        Map<String, Integer> modalities = new LinkedHashMap<>();
        for (int i = 0; i < namesAndWidths.length; i += 2) {
            modalities.put((String) namesAndWidths[i], (Integer) namesAndWidths[i + 1]);
        }
        return modalities;
    }

    static Stream<Case> models() {
        List<Case> cases = new ArrayList<>();
        texts(ComponentKind.FUSION, OPTIONS).forEach(fusion -> cases.add(new Case(fusion, "none")));
        texts(ComponentKind.TEMPORAL, TEMPORAL_OPTIONS).forEach(temporal -> cases.add(new Case("concat", temporal)));
        cases.add(new Case("{type: rjcma, depth: 2}", "{type: tcn, channels: [6, 6], kernel: 3, norm: true}"));
        return cases.stream();
    }

    private static List<String> texts(ComponentKind kind, Map<String, List<String>> options) {
        List<String> texts = new ArrayList<>();
        for (String name : PLUGINS.registry().components(kind).keySet()) {
            options.getOrDefault(name, List.of(""))
                    .forEach(text -> texts.add("{type: " + name + (text.isEmpty() ? "" : ", " + text) + "}"));
        }
        return texts;
    }

    static Stream<Case> trainedModels() {
        return models().filter(Case::isTrained);
    }

    @ParameterizedTest
    @MethodSource("models")
    void predictsTheSame(Case model) {
        try (SampleNetwork network = model.network()) {
            assertThat(network.parameters().size() > 0).isEqualTo(model.isTrained());
            for (HostBatch host : batches(network)) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    List<NDArray> arrays = tensors(network).features(host);
                    RandomSource none = RandomSource.of(0);
                    Recorded.Computation predictions = (pass, inputs) -> List.of(network.model()
                            .apply(pass, ModalityBatch.fromList(new NDList(inputs)))
                            .predictions());
                    float[] expected = predictions
                            .run(new Pass(network.parameters().forEvaluation(), false, none), arrays)
                            .get(0)
                            .toFloatArray();
                    try (Recorded recorded =
                            Recorded.of(network.parameters(), arrays, false, none, network.manager(), predictions)) {
                        float[] found = recorded.run(network.parameters().values(), arrays, none, false)
                                .get(0)
                                .toFloatArray();
                        assertThat(found).containsExactly(expected, offset((float) OUTPUT));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("trainedModels")
    void hasTheSameLossesAndGradients(Case model) {
        try (SampleNetwork network = model.network()) {
            Map<String, Tensor> initial = network.parameters().snapshot();
            for (HostBatch host : batches(network)) {
                Slope expected = slope(network, host, false);
                Map<String, Tensor> moved = network.parameters().snapshot();
                network.parameters().restore(initial);
                Slope found = slope(network, host, true);
                assertThat(found.losses).as("losses").containsExactly(expected.losses, offset((float) OUTPUT));
                assertThat(found.gradient).as("gradient").containsExactly(expected.gradient, offset((float)
                        (GRADIENT * largest(expected.gradient))));
                requireClose(network.parameters().snapshot(), moved, OUTPUT); // running moments have moved
                network.parameters().restore(initial);
            }
        }
    }

    /** What a training pass gives. */
    private static final class Slope {
        private final float[] losses;
        private final float[] gradient;

        private Slope(float[] losses, float[] gradient) {
            this.losses = losses;
            this.gradient = gradient;
        }
    }

    private static Slope slope(SampleNetwork network, HostBatch host, boolean isRecorded) {
        Objective objective = new Objective(network.model(), network.loss());
        Recorded.Computation losses = (pass, inputs) -> {
            Objective.Value value = objective.evaluate(pass, inputs);
            List<NDArray> all = new ArrayList<>(List.of(value.total()));
            all.addAll(value.parts());
            return all;
        };
        RandomSource noise = RandomSource.of(3);
        noise.startStep(1);
        FlatParameters parameters = network.parameters();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            List<NDArray> arrays = tensors(network).all(host);
            FlatParameters.TrainingPass training = parameters.beginTraining();
            if (!isRecorded) {
                return slope(network, training, () -> {
                    training.cut();
                    return losses.run(new Pass(training.store(), true, noise), arrays);
                });
            }
            try (Recorded recorded = Recorded.of(parameters, arrays, true, noise, network.manager(), losses)) {
                return slope(network, training, () -> recorded.run(training.leaf(), arrays, noise, true));
            }
        }
    }

    private static Slope slope(
            SampleNetwork network, FlatParameters.TrainingPass training, Supplier<List<NDArray>> computation) {
        try (GradientCollector collector = network.manager().getEngine().newGradientCollector()) {
            List<NDArray> losses = computation.get();
            float[] values = new float[losses.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = losses.get(i).getFloat();
            }
            collector.backward(losses.get(0));
            float[] gradient = training.gradient().toFloatArray();
            assertThat(largest(gradient)).isPositive();
            return new Slope(values, gradient);
        }
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    @ParameterizedTest
    @MethodSource("trainedModels")
    void trainsTheSame(Case model) {
        try (SampleNetwork eager = model.network();
                SampleNetwork recorded = model.network()) {
            Map<String, Tensor> initial = eager.parameters().snapshot();
            List<Double> expected = train(eager, model.config("off").training(), false);
            List<Double> found = train(recorded, model.config("auto").training(), true);
            for (int step = 0; step < STEPS; step++) {
                assertThat(found.get(step))
                        .as("loss at step %d", step)
                        .isCloseTo(expected.get(step), offset(LOSS * Math.max(1, Math.abs(expected.get(step)))));
            }
            Map<String, Tensor> after = eager.parameters().snapshot();
            requireClose(recorded.parameters().snapshot(), after, PARAMETER);
            assertThat(after.keySet().stream()
                            .filter(name -> distance(Lookup.required(after, name), Lookup.required(initial, name))
                                    > 10 * PARAMETER))
                    .as("parameters that moved")
                    .isNotEmpty();
        }
    }

    private static List<Double> train(SampleNetwork network, TrainingConfig config, boolean isRecorded) {
        List<HostBatch> batches = batches(network);
        RandomSource noise = RandomSource.of(11);
        List<Double> losses = new ArrayList<>();
        try (Learner learner = new Learner(
                network.model(),
                network.parameters(),
                network.loss(),
                network.targets(),
                config,
                network.manager(),
                noise)) {
            for (int step = 0; step < STEPS; step++) {
                noise.startStep(step);
                losses.add(
                        learner.step(batches.get(step % batches.size()), RATE).loss());
            }
            assertThat(learner.runsAsGraph()).isEqualTo(isRecorded);
        }
        return losses;
    }

    private static List<HostBatch> batches(SampleNetwork network) {
        return SampleBatches.of(network.modalities(), network.targets());
    }

    private static void requireClose(Map<String, Tensor> found, Map<String, Tensor> expected, double tolerance) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, tensor) -> assertThat(distance(Lookup.required(found, name), tensor))
                .as(name)
                .isLessThanOrEqualTo(tolerance));
    }

    private static double distance(Tensor one, Tensor other) {
        double distance = 0;
        for (int i = 0; i < one.values().length; i++) {
            distance = Math.max(distance, Math.abs((double) one.values()[i] - other.values()[i]));
        }
        return distance;
    }

    /** Makes tensors that live as long as the network. */
    private static BatchTensors tensors(SampleNetwork network) {
        return new BatchTensors(network.manager(), network.model().modalities(), network.targets());
    }
}
