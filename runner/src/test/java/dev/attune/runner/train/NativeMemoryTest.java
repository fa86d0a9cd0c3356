package dev.attune.runner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.attune.api.data.Clip;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricState;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.RegressionHead;
import dev.attune.api.nn.Scalars;
import dev.attune.api.temporal.TemporalModel;
import dev.attune.fusion.rjcma.Rjcma;
import dev.attune.fusion.rjcma.RjcmaConfig;
import dev.attune.fusion.rjcma.Tcn;
import dev.attune.fusion.rjcma.TcnConfig;
import dev.attune.runner.config.TrainingConfig;
import dev.attune.runner.data.Collator;
import dev.attune.runner.data.CorpusSummary;
import dev.attune.runner.data.FeatureScaler;
import dev.attune.runner.data.Window;
import dev.attune.runner.engine.ComputeEngine;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trains for some hundred steps and looks at what is left in native memory. */
final class NativeMemoryTest {
    private static final Map<String, Integer> MODALITIES = Map.of("audio", 6, "visual", 9);
    private static final List<TargetInfo> TARGETS = List.of(TargetInfo.continuous("valence"));
    private static final int LENGTH = 24;
    private static final int STEPS_PER_EPOCH = 40;

    /** Waves, of which the label is one. */
    private record WaveClip(String id, int length, double phase) implements Clip {
        @Override
        public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
            int width = MODALITIES.getOrDefault(modality, 0);
            for (int frame = from; frame < to; frame++) {
                for (int column = 0; column < width; column++) {
                    destination.put((float) Math.sin(phase + 0.1 * frame * (column + 1)));
                }
            }
        }

        @Override
        public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
            Arrays.fill(destination, offset, offset + to - from, true);
        }

        @Override
        public void readLabels(int from, int to, FloatBuffer destination) {
            for (int frame = from; frame < to; frame++) {
                destination.put((float) Math.sin(phase + 0.1 * frame));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftOfAStep(TrainingConfig.Compile compile) throws IOException {
        List<Window> windows = new ArrayList<>();
        for (int clip = 0; clip < 2 * STEPS_PER_EPOCH; clip++) {
            windows.addAll(Window.cut(new WaveClip("wave-" + clip, LENGTH, clip), LENGTH, LENGTH));
        }
        List<Long> arrays = new ArrayList<>();
        List<Long> resident = new ArrayList<>();
        try (NDManager manager = ComputeEngine.newManager(Device.cpu())) {
            AffectModel model = model();
            model.initialize(manager, DataType.FLOAT32);
            try (FlatParameters parameters = new FlatParameters(model, manager)) {
                Trainer trainer = trainer(model, parameters, manager, compile);
                trainer.fit(windows, List.of(new WaveClip("validation", 60, 0.5)), epoch -> {
                    arrays.add(count(manager));
                    System.gc(); // or the young generation grows from epoch to epoch, which is not what is looked for
                    resident.add(residentBytes());
                });
            }
        }
        assertThat(arrays).hasSize(12); // 480 steps
        assertThat(arrays).as("arrays alive after each epoch").containsOnly(arrays.get(0));
        assumeThat(resident.get(0))
                .as("/proc/self/status tells the resident size")
                .isPositive();
        long growth = resident.get(11) - resident.get(3);
        assertThat(growth)
                .as("bytes of growth from epoch 4 to epoch 12, 320 steps")
                .isLessThan(64L << 20);
    }

    /** Seeds are the unit of repetition: what one seed draws, no other seed may draw. */
    @Test
    void seedsShareNoRandomStream() {
        java.util.Set<Long> draws = new java.util.HashSet<>();
        for (long seed = 1; seed <= 5; seed++) {
            for (int epoch = 0; epoch < 4; epoch++) {
                RandomSource source = RandomSource.of(seed).fork("order");
                source.startStep(epoch);
                for (int batch = 0; batch < 50; batch++) {
                    java.util.SplittableRandom random = source.next();
                    for (int draw = 0; draw < 8; draw++) {
                        assertThat(draws.add(random.nextLong()))
                                .as("seed %d, epoch %d", seed, epoch)
                                .isTrue();
                    }
                }
            }
        }
    }

    private static long count(NDManager manager) {
        // The manager, and those that parameters and optimiser opened under it.
        return manager.getManagedArrays().size();
    }

    private static long residentBytes() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmRSS:")) {
                    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return 0;
    }

    private static AffectModel model() {
        Map<String, TemporalModel> temporals = new LinkedHashMap<>();
        Map<String, Integer> widths = new LinkedHashMap<>();
        MODALITIES.forEach((modality, width) -> {
            temporals.put(modality, new Tcn(new TcnConfig(List.of(8, 8), 3, 0.1, true), width, RandomSource.of(width)));
            widths.put(modality, 8);
        });
        RjcmaConfig config = RjcmaConfig.of(RjcmaConfig.Variant.REFERENCE_CODE);
        return new AffectModel(
                temporals,
                new Rjcma(config, widths, LENGTH, RandomSource.of(1)),
                new RegressionHead(16, 8, 0.1, TARGETS, RandomSource.of(2)));
    }

    private static Trainer trainer(
            AffectModel model, FlatParameters parameters, NDManager manager, TrainingConfig.Compile compile) {
        TrainingConfig config = new TrainingConfig(
                12,
                2,
                true,
                new TrainingConfig.OptimizerConfig(
                        TrainingConfig.OptimizerConfig.Rule.ADAMW, 1e-3, 0.01, 0.9, 0.999, 1e-8, 0),
                new TrainingConfig.ScheduleConfig(
                        TrainingConfig.ScheduleConfig.Curve.COSINE,
                        5,
                        0.1,
                        0,
                        1,
                        TrainingConfig.ScheduleConfig.Warmup.LINEAR),
                new TrainingConfig.EarlyStoppingConfig("error.mean", 0),
                1,
                Map.of("audio", 0.2),
                TrainingConfig.Device.CPU,
                1,
                compile);
        Map<String, FeatureScaler> scalers = new LinkedHashMap<>();
        MODALITIES.forEach((modality, width) -> scalers.put(
                modality,
                FeatureScaler.of(
                        dev.attune.runner.config.DataConfig.Standardize.NONE, new CorpusSummary.Moments(width))));
        Collator collator = new Collator(MODALITIES, scalers, 1, LENGTH);
        Predictor predictor = new Predictor(
                model, parameters, collator, manager, 1, LENGTH, LENGTH, 2, compile == TrainingConfig.Compile.AUTO);
        return new Trainer(
                model,
                parameters,
                collator,
                predictor,
                (predictions, labels, mask) -> {
                    var difference = predictions.sub(labels);
                    return Scalars.add(difference.mul(difference).mean(), 0);
                },
                Map.of("error", new AbsoluteError()),
                TARGETS,
                config,
                manager,
                1);
    }

    private static final class AbsoluteError implements Metric {
        @Override
        public MetricState newState() {
            return new State();
        }

        @Override
        public boolean higherIsBetter() {
            return false;
        }

        private static final class State implements MetricState {
            private double sum;
            private long count;

            @Override
            public void add(double prediction, double label) {
                sum += Math.abs(prediction - label);
                count++;
            }

            @Override
            public void merge(MetricState other) {
                sum += ((State) other).sum;
                count += ((State) other).count;
            }

            @Override
            public OptionalDouble value() {
                return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
            }
        }
    }
}
