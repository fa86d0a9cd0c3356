package dev.attune.fusion.rjcma;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.fusion.rjcma.RjcmaConfig.Variant;
import dev.attune.testkit.ModelProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The model agrees with plain loops in double precision, for both variants and each option changed on its own. */
class RjcmaReferenceTest {
    private static final int WINDOWS = 2;
    private static final int LENGTH = 5;
    private static final int[] EXISTING = {LENGTH, 3};
    private static final int[] DIMENSIONS = {3, 2, 4, 2};
    private static final long NOISE = 11;

    /** Options and the number of modalities, with a name for the report. */
    private record Setting(String name, RjcmaConfig config, int modalities) {
        @Override
        public String toString() {
            return name + ", " + modalities + " modalities";
        }
    }

    static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (Variant variant : Variant.values()) {
            RjcmaConfig base = shallow(variant);
            variations(base).forEach((name, config) -> settings.add(new Setting(variant + " " + name, config, 3)));
            for (int modalities = 1; modalities <= DIMENSIONS.length; modalities++) {
                settings.add(new Setting(variant + "", base, modalities));
            }
        }
        return settings;
    }

    /** Two steps, so that feeding back and sharing are seen, and no dropout unless a variation has it. */
    private static RjcmaConfig shallow(Variant variant) {
        return new RjcmaConfig(
                variant,
                Optional.of(2),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(0.0),
                Optional.of(0.0),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns the options with one of them changed, by its key. */
    private static Map<String, RjcmaConfig> variations(RjcmaConfig base) {
        Settings was = Settings.of(base);
        Map<String, RjcmaConfig> variations = new LinkedHashMap<>();
        variations.put("depth", base.withDepth(3));
        for (String key : List.of("joint-projection", "share-weights", "hidden-tanh", "output-relu", "biases")) {
            variations.put(
                    key,
                    new RjcmaConfig(
                            base.variant(),
                            base.depth(),
                            flipped(key, "joint-projection", was.jointProjection()),
                            flipped(key, "share-weights", was.shareWeights()),
                            flipped(key, "hidden-tanh", was.hiddenTanh()),
                            flipped(key, "output-relu", was.outputRelu()),
                            base.outputDropout(),
                            base.dropout(),
                            flipped(key, "biases", was.biases()),
                            base.sequenceLength()));
        }
        variations.put("output-dropout", dropping(base, 0.3, 0.0));
        variations.put("dropout", dropping(base, 0.0, 0.3));
        variations.put("output-dropout and dropout", dropping(base, 0.3, 0.6));
        return variations;
    }

    private static Optional<Boolean> flipped(String key, String option, boolean value) {
        return key.equals(option) ? Optional.of(!value) : Optional.empty();
    }

    private static RjcmaConfig dropping(RjcmaConfig base, double outputDropout, double dropout) {
        return new RjcmaConfig(
                base.variant(),
                base.depth(),
                base.jointProjection(),
                base.shareWeights(),
                base.hiddenTanh(),
                base.outputRelu(),
                Optional.of(outputDropout),
                Optional.of(dropout),
                base.biases(),
                base.sequenceLength());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void agrees(Setting setting) {
        try (Rig rig = new Rig(setting)) {
            float[] found = rig.differentiate();
            double[][][] expected = rig.reference();
            int total = rig.total();
            for (int window = 0; window < WINDOWS; window++) {
                for (int t = 0; t < LENGTH; t++) {
                    for (int k = 0; k < total; k++) {
                        double wanted = t < EXISTING[window] ? expected[window][t][k] : 0;
                        assertThat((double) found[(window * LENGTH + t) * total + k])
                                .as("window %d, frame %d, feature %d", window, t, k)
                                .isCloseTo(wanted, within(1e-5 + 1e-5 * Math.abs(wanted)));
                    }
                }
            }
            for (int m = 0; m < setting.modalities; m++) {
                Slopes.check(
                        "modality " + m,
                        rig.inputs.get(m),
                        rig::referenceLoss,
                        rig.probe.gradient(rig.sequences.get(m)));
            }
            for (String name : rig.probe.learntNames()) {
                Slopes.check(
                        name, requireNonNull(rig.parameters.get(name)), rig::referenceLoss, rig.probe.gradient(name));
            }
        }
    }

    /** Otherwise an option could be read and forgotten. */
    @Test
    void everyOptionChangesTheResult() {
        for (Variant variant : Variant.values()) {
            RjcmaConfig base = shallow(variant);
            float[] reference = output(base);
            variations(base).forEach((name, config) -> {
                float[] changed = output(config);
                double difference = 0;
                for (int i = 0; i < changed.length; i++) {
                    difference = Math.max(difference, Math.abs(changed[i] - reference[i]));
                }
                assertThat(difference).as(variant + " with another " + name).isGreaterThan(0.01);
            });
        }
    }

    private static float[] output(RjcmaConfig config) {
        try (Rig rig = new Rig(new Setting("", config, 3))) {
            return rig.differentiate();
        }
    }

    @Test
    void withoutStepsConcatenates() {
        for (int modalities = 1; modalities <= DIMENSIONS.length; modalities++) {
            RjcmaConfig config = RjcmaConfig.of(Variant.PAPER).withDepth(0);
            try (Rig rig = new Rig(new Setting("", config, modalities))) {
                assertThat(rig.probe.names()).isEmpty();
                float[] found = rig.differentiate();
                int total = rig.total();
                int offset = 0;
                for (int m = 0; m < modalities; m++) {
                    for (int frame = 0; frame < EXISTING[0]; frame++) {
                        for (int f = 0; f < DIMENSIONS[m]; f++) {
                            assertThat(found[frame * total + offset + f])
                                    .isEqualTo((float) rig.inputs.get(m)[frame * DIMENSIONS[m] + f]);
                        }
                    }
                    offset += DIMENSIONS[m];
                }
            }
        }
    }

    /** The model and its reference with the same inputs and parameters. */
    private static final class Rig implements AutoCloseable {
        private final Setting setting;
        private final Settings settings;
        private final Rjcma model;
        private final ModelProbe probe;
        private final Map<String, double[]> parameters = new LinkedHashMap<>();
        private final List<double[]> inputs = new ArrayList<>();
        private final List<NDArray> sequences = new ArrayList<>();
        private final NDArray frames;
        private final double[] cotangent;
        private final Map<String, float[]> masks;

        Rig(Setting setting) {
            this.setting = setting;
            settings = Settings.of(setting.config);
            Map<String, Integer> modalities = new LinkedHashMap<>();
            for (int m = 0; m < setting.modalities; m++) {
                modalities.put("modality " + m, DIMENSIONS[m]);
            }
            model = new Rjcma(setting.config, modalities, LENGTH, RandomSource.of(1));
            probe = new ModelProbe(model);
            for (String name : probe.names()) {
                double[] values = random(name, (int) probe.shape(name).size(), 0.7);
                parameters.put(name, values);
                probe.set(name, floats(values));
            }
            for (int m = 0; m < setting.modalities; m++) {
                double[] values = random("input " + m, WINDOWS * LENGTH * DIMENSIONS[m], 1.5);
                inputs.add(values);
                sequences.add(probe.input(floats(values), WINDOWS, LENGTH, DIMENSIONS[m]));
            }
            boolean[] valid = new boolean[WINDOWS * LENGTH];
            for (int window = 0; window < WINDOWS; window++) {
                Arrays.fill(valid, window * LENGTH, window * LENGTH + EXISTING[window], true);
            }
            frames = probe.mask(valid, WINDOWS, LENGTH);
            cotangent = random("cotangent", WINDOWS * LENGTH * total(), 1);
            masks = masks();
        }

        private static double[] random(String name, int size, double scale) {
            SplittableRandom random = new SplittableRandom(name.hashCode());
            double[] values = new double[size];
            for (int i = 0; i < size; i++) {
                values[i] = (float) random.nextDouble(-scale, scale); // exactly what the model gets
            }
            return values;
        }

        private static float[] floats(double[] values) {
            float[] floats = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }

        int total() {
            return Arrays.stream(DIMENSIONS, 0, setting.modalities).sum();
        }

        /** Draws the dropout masks in the order in which a training pass must draw them: step, modality, score, output. */
        private Map<String, float[]> masks() {
            Map<String, float[]> drawn = new LinkedHashMap<>();
            Pass pass = probe.pass(true, NOISE);
            for (int step = 0; step < settings.depth(); step++) {
                for (int m = 0; m < setting.modalities; m++) {
                    drawn.put(
                            "true " + step + " " + m,
                            mask(pass, settings.scoreDropout(), WINDOWS, DIMENSIONS[m], total()));
                    drawn.put(
                            "false " + step + " " + m,
                            mask(pass, settings.outputDropout(), WINDOWS, LENGTH, DIMENSIONS[m]));
                }
            }
            return drawn;
        }

        private float[] mask(Pass pass, double probability, long... shape) {
            float[] ones = new float[(int) (shape[0] * shape[1] * shape[2])];
            Arrays.fill(ones, 1);
            try (NDArray array = probe.constant(ones, shape)) {
                return new Dropout(probability).apply(pass, array).toFloatArray();
            }
        }

        /** Runs a training pass forward and backward and returns the fused sequence. */
        float[] differentiate() {
            NDArray weights = probe.constant(floats(cotangent), WINDOWS, LENGTH, total());
            ModalityBatch batch = new ModalityBatch(sequences, Collections.nCopies(sequences.size(), frames), frames);
            return probe.differentiate(() -> {
                        NDArray fused =
                                model.fuse(probe.pass(true, NOISE), batch).value();
                        return new NDList(fused.mul(weights).sum(), fused);
                    })
                    .get(1);
        }

        double[][][] reference() {
            RjcmaReference reference = new RjcmaReference(
                    new RjcmaReference.Switches(
                            settings.depth(),
                            settings.jointProjection(),
                            settings.shareWeights(),
                            settings.hiddenTanh(),
                            settings.outputRelu()),
                    parameters,
                    Arrays.copyOf(DIMENSIONS, setting.modalities),
                    LENGTH,
                    this::factor);
            double[][][] fused = new double[WINDOWS][][];
            for (int window = 0; window < WINDOWS; window++) {
                double[][][] x = new double[setting.modalities][EXISTING[window]][];
                for (int m = 0; m < setting.modalities; m++) {
                    for (int t = 0; t < EXISTING[window]; t++) {
                        int start = (window * LENGTH + t) * DIMENSIONS[m];
                        x[m][t] = Arrays.copyOfRange(inputs.get(m), start, start + DIMENSIONS[m]);
                    }
                }
                fused[window] = reference.fuse(window, x);
            }
            return fused;
        }

        private double factor(boolean ofScore, int step, int m, int window, int row, int column) {
            float[] mask = requireNonNull(masks.get(ofScore + " " + step + " " + m));
            int rows = ofScore ? DIMENSIONS[m] : LENGTH;
            int columns = ofScore ? total() : DIMENSIONS[m];
            return mask[(window * rows + row) * columns + column];
        }

        double referenceLoss() {
            double loss = 0;
            double[][][] fused = reference();
            for (int window = 0; window < WINDOWS; window++) {
                for (int t = 0; t < EXISTING[window]; t++) {
                    for (int k = 0; k < total(); k++) {
                        loss += fused[window][t][k] * cotangent[(window * LENGTH + t) * total() + k];
                    }
                }
            }
            return loss;
        }

        @Override
        public void close() {
            probe.close();
        }
    }
}
