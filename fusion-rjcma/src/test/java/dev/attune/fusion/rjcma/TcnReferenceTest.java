package dev.attune.fusion.rjcma;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.attune.api.nn.RandomSource;
import dev.attune.testkit.ModelProbe;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The temporal convolutional network agrees with plain loops in double precision, over existing frames only. */
class TcnReferenceTest {
    private static final int INPUTS = 3;
    private static final int LENGTH = 9;
    private static final int[] EXISTING = {LENGTH, 4};

    static List<Arguments> settings() {
        return List.of(
                Arguments.of(new TcnConfig(List.of(4), 3, 0, false), false),
                Arguments.of(new TcnConfig(List.of(3, 5), 2, 0, true), false),
                Arguments.of(new TcnConfig(List.of(4, 4, 2), 3, 0, true), true),
                Arguments.of(new TcnConfig(List.of(2), 1, 0, true), true));
    }

    @ParameterizedTest(name = "{0}, training {1}")
    @MethodSource("settings")
    void agrees(TcnConfig config, boolean training) {
        Tcn model = new Tcn(config, INPUTS, RandomSource.of(1));
        try (ModelProbe probe = new ModelProbe(model)) {
            Map<String, double[]> parameters = new LinkedHashMap<>();
            for (String name : probe.names()) {
                double[] values = random(name, (int) probe.shape(name).size());
                if (name.endsWith("running_var") || name.endsWith("weight_g")) {
                    Arrays.setAll(values, i -> (float) (0.5 + Math.abs(values[i])));
                }
                parameters.put(name, values);
                probe.set(name, floats(values));
            }
            double[] input = random("input", EXISTING.length * LENGTH * INPUTS);
            double[] cotangent = random("cotangent", EXISTING.length * LENGTH * model.outputs());
            NDArray x = probe.input(floats(input), EXISTING.length, LENGTH, INPUTS);
            NDArray frames = probe.mask(frames(), EXISTING.length, LENGTH);
            float[] masked = floats(cotangent);
            for (int i = 0; i < masked.length; i++) {
                masked[i] *= frames()[i / model.outputs()] ? 1 : 0;
            }
            NDArray weights = probe.constant(masked, EXISTING.length, LENGTH, model.outputs());
            float[] found = probe.differentiate(() -> {
                        NDArray y = model.apply(probe.pass(training, 1), x, frames); // (B, L, outputs)
                        return new NDList(y.mul(weights).sum(), y);
                    })
                    .get(1);
            double[][][] expected = reference(config, parameters, input, training);
            for (int window = 0; window < EXISTING.length; window++) {
                for (int t = 0; t < EXISTING[window]; t++) {
                    for (int c = 0; c < model.outputs(); c++) {
                        assertThat((double) found[(window * LENGTH + t) * model.outputs() + c])
                                .as("window %d, frame %d, channel %d", window, t, c)
                                .isCloseTo(
                                        expected[window][t][c], within(1e-5 + 1e-5 * Math.abs(expected[window][t][c])));
                    }
                }
            }
            Slopes.check(
                    "input",
                    input,
                    () -> loss(reference(config, parameters, input, training), cotangent),
                    probe.gradient(x));
            for (String name : probe.learntNames()) {
                Slopes.check(
                        name,
                        requireNonNull(parameters.get(name)),
                        () -> loss(reference(config, parameters, input, training), cotangent),
                        probe.gradient(name));
            }
        }
    }

    @Test
    void seesNothingOfTheFuture() {
        Tcn model = new Tcn(new TcnConfig(List.of(4, 4), 3, 0, true), INPUTS, RandomSource.of(1));
        try (ModelProbe probe = new ModelProbe(model)) {
            float[] values = floats(random("input", LENGTH * INPUTS));
            boolean[] all = new boolean[LENGTH];
            Arrays.fill(all, true);
            NDArray frames = probe.mask(all, 1, LENGTH);
            float[] before = output(probe, model, values, frames);
            int changed = 5;
            values[changed * INPUTS] += 10;
            float[] after = output(probe, model, values, frames);
            int outputs = model.outputs();
            assertThat(Arrays.copyOf(after, changed * outputs))
                    .containsExactly(Arrays.copyOf(before, changed * outputs));
            assertThat(Arrays.copyOfRange(after, changed * outputs, (changed + 1) * outputs))
                    .isNotEqualTo(Arrays.copyOfRange(before, changed * outputs, (changed + 1) * outputs));
        }
    }

    private static float[] output(ModelProbe probe, Tcn model, float[] values, NDArray frames) {
        NDArray x = probe.constant(values, 1, LENGTH, INPUTS);
        return probe.evaluate(() -> new NDList(model.apply(probe.pass(false, 1), x, frames)))
                .get(0);
    }

    private static double[] random(String name, int size) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextDouble(-1, 1); // exactly what the model gets
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

    private static boolean[] frames() {
        boolean[] frames = new boolean[EXISTING.length * LENGTH];
        for (int window = 0; window < EXISTING.length; window++) {
            Arrays.fill(frames, window * LENGTH, window * LENGTH + EXISTING[window], true);
        }
        return frames;
    }

    private static double loss(double[][][] output, double[] cotangent) {
        double loss = 0;
        for (int window = 0; window < output.length; window++) {
            for (int t = 0; t < output[window].length; t++) {
                for (int c = 0; c < output[window][t].length; c++) {
                    loss += output[window][t][c] * cotangent[(window * LENGTH + t) * output[window][t].length + c];
                }
            }
        }
        return loss;
    }

    /** Returns [window][existing frame][channel]. */
    private static double[][][] reference(
            TcnConfig config, Map<String, double[]> parameters, double[] input, boolean training) {
        double[][][] output = new double[EXISTING.length][][];
        for (int window = 0; window < EXISTING.length; window++) {
            double[][] x = new double[EXISTING[window]][];
            for (int t = 0; t < x.length; t++) {
                int start = (window * LENGTH + t) * INPUTS;
                x[t] = Arrays.copyOfRange(input, start, start + INPUTS);
            }
            for (int level = 0; level < config.channels().size(); level++) {
                x = level(
                        parameters,
                        "network." + level + ".",
                        x,
                        config.channels().get(level),
                        config.kernel(),
                        1 << level);
            }
            output[window] = x;
        }
        return config.norm() ? normalised(parameters, output, training) : output;
    }

    private static double[][] level(
            Map<String, double[]> parameters, String prefix, double[][] x, int channels, int kernel, int dilation) {
        double[][] inner = rectified(convolved(parameters, prefix + "conv1", x, channels, kernel, dilation));
        double[][] outer = rectified(convolved(parameters, prefix + "conv2", inner, channels, kernel, dilation));
        double[] down = parameters.get(prefix + "downsample.weight");
        for (int t = 0; t < x.length; t++) {
            for (int c = 0; c < channels; c++) {
                if (down == null) {
                    outer[t][c] += x[t][c];
                } else {
                    outer[t][c] += requireNonNull(parameters.get(prefix + "downsample.bias"))[c];
                    for (int i = 0; i < x[t].length; i++) {
                        outer[t][c] += down[c * x[t].length + i] * x[t][i];
                    }
                }
            }
        }
        return rectified(outer);
    }

    private static double[][] convolved(
            Map<String, double[]> parameters, String layer, double[][] x, int channels, int kernel, int dilation) {
        double[] g = requireNonNull(parameters.get(layer + ".weight_g"));
        double[] v = requireNonNull(parameters.get(layer + ".weight_v"));
        double[] bias = requireNonNull(parameters.get(layer + ".bias"));
        int inputs = x[0].length;
        double[][] result = new double[x.length][channels];
        for (int c = 0; c < channels; c++) {
            double squares = 0;
            for (int i = 0; i < inputs * kernel; i++) {
                squares += v[c * inputs * kernel + i] * v[c * inputs * kernel + i];
            }
            for (int t = 0; t < x.length; t++) {
                result[t][c] = bias[c];
                for (int tap = 0; tap < kernel; tap++) {
                    int source = t - (kernel - 1 - tap) * dilation;
                    for (int i = 0; source >= 0 && i < inputs; i++) {
                        result[t][c] += g[c] * v[(c * inputs + i) * kernel + tap] / Math.sqrt(squares) * x[source][i];
                    }
                }
            }
        }
        return result;
    }

    private static double[][] rectified(double[][] x) {
        for (double[] frame : x) {
            Arrays.setAll(frame, i -> frame[i] > 0 ? frame[i] : 0.01 * frame[i]);
        }
        return x;
    }

    private static double[][][] normalised(Map<String, double[]> parameters, double[][][] x, boolean training) {
        int channels = x[0][0].length;
        double[][][] result = new double[x.length][][];
        for (int window = 0; window < x.length; window++) {
            result[window] = new double[x[window].length][channels];
        }
        for (int c = 0; c < channels; c++) {
            double mean = requireNonNull(parameters.get("bn.running_mean"))[c];
            double variance = requireNonNull(parameters.get("bn.running_var"))[c];
            if (training) {
                double count = Arrays.stream(EXISTING).sum();
                mean = 0;
                for (double[][] window : x) {
                    for (double[] frame : window) {
                        mean += frame[c] / count;
                    }
                }
                variance = 0;
                for (double[][] window : x) {
                    for (double[] frame : window) {
                        variance += (frame[c] - mean) * (frame[c] - mean) / count;
                    }
                }
            }
            double scale = requireNonNull(parameters.get("bn.weight"))[c] / Math.sqrt(variance + 1e-5);
            for (int window = 0; window < x.length; window++) {
                for (int t = 0; t < x[window].length; t++) {
                    result[window][t][c] =
                            (x[window][t][c] - mean) * scale + requireNonNull(parameters.get("bn.bias"))[c];
                }
            }
        }
        return result;
    }
}
