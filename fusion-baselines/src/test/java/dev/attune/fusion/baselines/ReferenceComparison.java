package dev.attune.fusion.baselines;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.RegressionHead;
import dev.attune.api.nn.Sequences;
import dev.attune.api.temporal.TemporalContext;
import dev.attune.api.temporal.TemporalFactory;
import dev.attune.api.temporal.TemporalModel;
import dev.attune.testkit.ModelProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;

/**
 * Compares a model with its reference: outputs, the losses that the model adds, and the gradients of both together with
 * central differences of the reference.
 *
 * <p>Of two windows the second ends early. What stands in its padding is large, so that a model that looks at it is
 * found out.
 */
final class ReferenceComparison {
    static final int LENGTH = 5;
    static final List<TargetInfo> TARGETS =
            List.of(TargetInfo.continuous("valence"), new TargetInfo("stress", TargetInfo.Kind.CONTINUOUS, 0, 4));
    static final List<Double> MEANS = List.of(-0.25, 1.5);
    static final int HEAD_HIDDEN = 3;

    private static final int[] EXISTING = {LENGTH, 3};
    private static final int[] DIMENSIONS = {4, 3, 2, 2};
    private static final String[] NAMES = {"visual", "audio", "video", "pulse"};
    private static final double STEP = 1e-5;
    private static final double OUTPUT_TOLERANCE = 1e-5;
    private static final double GRADIENT_TOLERANCE = 5e-5;
    private static final double LEAST_SLOPE = 1e-3;
    private static final double WEIGHT = 0.5; // more would saturate what squashes
    private static final Pattern LAYER_NORM_GAIN = Pattern.compile("norm[12s]?(\\.\\d+)?\\.weight$");
    private static final long NOISE_SEED = 17;

    /** Elements of one parameter by which the reference is differentiated; a sample where there are more. */
    private static final int MOST_ELEMENTS = 40;

    /** A softmax over keys does not see what is added to all of them. */
    private static final String WITHOUT_EFFECT = ".k_proj.bias";

    private final Layer model;
    private final Forward forward;
    private final boolean training;
    private final double dropout;
    private final List<Integer> dimensions;

    /** Runs a model. */
    @FunctionalInterface
    private interface Forward {
        FusionOutput run(Pass pass, List<NDArray> sequences, List<NDArray> masks, NDArray frames);
    }

    private ReferenceComparison(
            Layer model, Forward forward, List<Integer> dimensions, boolean training, double dropout) {
        this.model = model;
        this.forward = forward;
        this.dimensions = dimensions;
        this.training = training;
        this.dropout = dropout;
    }

    /** Returns the context of a fusion of n modalities. */
    static FusionContext context(int modalities) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (int m = 0; m < modalities; m++) {
            sizes.put(NAMES[m], DIMENSIONS[m]);
        }
        return new FusionContext(
                sizes,
                LENGTH,
                TARGETS,
                MEANS,
                (inputs, random) -> new RegressionHead(inputs, HEAD_HIDDEN, 0, TARGETS, random),
                RandomSource.of(1),
                DataType.FLOAT32);
    }

    /** Compares a fusion of n modalities in evaluation. */
    static <C extends Record> void fusion(FusionFactory<C> factory, C config, int modalities, Reference reference) {
        fusion(factory, config, modalities, false, 0, reference);
    }

    /** Compares a fusion of n modalities. */
    static <C extends Record> void fusion(
            FusionFactory<C> factory, C config, int modalities, boolean training, double dropout, Reference reference) {
        regularised(
                factory,
                config,
                modalities,
                training,
                dropout,
                problem -> new Reference.Result(reference.compute(problem), Map.of()));
    }

    /** Compares a fusion of n modalities that adds losses to the training objective. */
    static <C extends Record> void regularised(
            FusionFactory<C> factory,
            C config,
            int modalities,
            boolean training,
            double dropout,
            Reference.Regularised reference) {
        FusionContext context = context(modalities);
        try (FusionModel model = factory.create(config, context)) {
            Forward forward = (pass, sequences, masks, frames) -> {
                FusionOutput output = model.fuse(pass, new ModalityBatch(sequences, masks, frames));
                return factory.attends(config) ? attended(output, context.names()) : output;
            };
            new ReferenceComparison(model, forward, context.dimensions(), training, dropout).compare(reference);
        }
    }

    /** Takes the value from the features of the modalities, which a gate round the fusion would use in its place. */
    private static FusionOutput attended(FusionOutput output, List<String> names) {
        assertThat(output.features()).containsOnlyKeys(names);
        NDArray features =
                Sequences.concat(names.stream().map(output.features()::get).toList());
        assertThat(features.toFloatArray())
                .as("fused sequence")
                .containsExactly(output.value().toFloatArray());
        FusionOutput same = FusionOutput.fused(features);
        output.losses().forEach(same::withLoss);
        return same;
    }

    /** Compares a temporal model. */
    static <C extends Record> void temporal(
            TemporalFactory<C> factory, C config, boolean training, double dropout, Reference reference) {
        TemporalModel model =
                factory.create(config, new TemporalContext(NAMES[0], DIMENSIONS[0], LENGTH, RandomSource.of(1)));
        Forward forward =
                (pass, sequences, masks, frames) -> FusionOutput.fused(model.apply(pass, sequences.get(0), frames));
        new ReferenceComparison(model, forward, List.of(DIMENSIONS[0]), training, dropout)
                .compare(problem -> new Reference.Result(reference.compute(problem), Map.of()));
    }

    private void compare(Reference.Regularised reference) {
        try (ModelProbe probe = new ModelProbe(model)) {
            Reference.Problem problem = problem(probe);
            Reference.Result expected = reference.compute(problem);
            double[][][] cotangent = cotangent(expected.value()[0][0].length);
            List<NDArray> sequences = run(probe, problem, expected, cotangent);
            DoubleSupplier loss = () -> loss(reference, problem, cotangent);
            for (int m = 0; m < dimensions.size(); m++) {
                compareGradients(
                        "sequence " + m,
                        probe.gradient(sequences.get(m)),
                        problem.sequences().get(m),
                        loss);
            }
            for (String name : probe.learntNames()) {
                compareGradients(name, probe.gradient(name), problem.weights().tensor(name), loss);
            }
        }
    }

    /** Runs and differentiates the model, compares what it gives, and returns the sequences that it was given. */
    private List<NDArray> run(
            ModelProbe probe, Reference.Problem problem, Reference.Result expected, double[][][] cotangent) {
        List<NDArray> sequences = new ArrayList<>();
        List<NDArray> masks = new ArrayList<>();
        for (int m = 0; m < dimensions.size(); m++) {
            sequences.add(probe.input(flat(problem.sequences().get(m)), EXISTING.length, LENGTH, dimensions.get(m)));
            masks.add(probe.mask(flat(problem.masks().get(m)), EXISTING.length, LENGTH));
        }
        NDArray frames = probe.mask(flat(problem.frames()), EXISTING.length, LENGTH);
        NDArray weighting = probe.constant(flat(cotangent), EXISTING.length, LENGTH, cotangent[0][0].length);
        List<String> names = new ArrayList<>();
        List<float[]> actual = probe.differentiate(() -> {
            FusionOutput output = forward.run(probe.pass(training, NOISE_SEED), sequences, masks, frames);
            NDArray loss = output.value().mul(weighting).sum().add(nothing(sequences));
            for (NDArray auxiliary : output.losses().values()) {
                loss = loss.add(auxiliary);
            }
            names.addAll(output.losses().keySet());
            NDList results = new NDList(loss, output.value());
            results.addAll(output.losses().values());
            return results;
        });
        compareOutputs(actual.get(1), expected.value());
        assertThat(names)
                .as("auxiliary losses")
                .containsExactlyInAnyOrderElementsOf(expected.losses().keySet());
        for (int i = 0; i < names.size(); i++) {
            assertThat(actual.get(i + 2))
                    .as("elements of loss %s", names.get(i))
                    .hasSize(1);
            assertThat((double) actual.get(i + 2)[0])
                    .as("loss %s", names.get(i))
                    .isCloseTo(requireNonNull(expected.losses().get(names.get(i))), Offset.offset(OUTPUT_TOLERANCE));
        }
        return sequences;
    }

    /** Returns zero with a gradient of zero, for models that do not look at what they are given. */
    private static NDArray nothing(List<NDArray> sequences) {
        NDArray first = sequences.get(0);
        return first.mul(first.zerosLike()).sum();
    }

    private Reference.Problem problem(ModelProbe probe) {
        SplittableRandom random = new SplittableRandom(5);
        boolean[][] frames = new boolean[EXISTING.length][LENGTH];
        for (int b = 0; b < frames.length; b++) {
            Arrays.fill(frames[b], 0, EXISTING[b], true);
        }
        List<double[][][]> sequences = new ArrayList<>();
        List<boolean[][]> masks = new ArrayList<>();
        for (int dimension : dimensions) {
            double[][][] sequence = new double[EXISTING.length][LENGTH][dimension];
            boolean[][] mask = new boolean[EXISTING.length][LENGTH];
            for (int b = 0; b < EXISTING.length; b++) {
                for (int t = 0; t < LENGTH; t++) {
                    mask[b][t] =
                            frames[b][t] && t != 1 && (t + masks.size()) % 3 != 0; // at frame 1 nothing is observed
                    for (int d = 0; d < dimension; d++) {
                        sequence[b][t][d] = (float) (random.nextDouble(-1, 1) * (frames[b][t] ? 1 : 100));
                    }
                }
            }
            sequences.add(sequence);
            masks.add(mask);
        }
        return new Reference.Problem(
                sequences, masks, frames, weights(probe, random), new Noise(probe, training, dropout, NOISE_SEED));
    }

    /** Replaces first values, many of which are 0 or 1, by random ones. */
    private static Weights weights(ModelProbe probe, SplittableRandom random) {
        Weights weights = new Weights();
        for (String name : probe.names()) {
            float[] values = probe.values(name);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-WEIGHT, WEIGHT) + offset(name);
            }
            probe.set(name, values);
            double[] doubles = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                doubles[i] = values[i];
            }
            weights.put(name, doubles, probe.shape(name).getShape());
        }
        return weights;
    }

    /**
     * Variances are positive, positive biases keep rectifiers from going dark, and gains of layer norms about 1 keep what
     * one frame says apart from what another one says.
     */
    private static float offset(String name) {
        if (name.endsWith("running_var")) {
            return 1.5f;
        }
        if (LAYER_NORM_GAIN.matcher(name).find()) {
            return 1;
        }
        return name.endsWith(".bias") ? 0.5f : 0;
    }

    private static double[][][] cotangent(int outputs) {
        SplittableRandom random = new SplittableRandom(6);
        double[][][] cotangent = new double[EXISTING.length][LENGTH][outputs];
        for (int b = 0; b < EXISTING.length; b++) {
            for (int t = 0; t < EXISTING[b]; t++) {
                for (int f = 0; f < outputs; f++) {
                    cotangent[b][t][f] = (float) random.nextDouble(-1, 1);
                }
            }
        }
        return cotangent;
    }

    private static double slope(DoubleSupplier loss, double[] tensor, int index) {
        double before = tensor[index];
        tensor[index] = before + STEP;
        double above = loss.getAsDouble();
        tensor[index] = before - STEP;
        double below = loss.getAsDouble();
        tensor[index] = before;
        return (above - below) / (2 * STEP);
    }

    private static double loss(Reference.Regularised reference, Reference.Problem problem, double[][][] cotangent) {
        problem.noise().rewind();
        Reference.Result result = reference.compute(problem);
        double sum = 0;
        for (double loss : result.losses().values()) {
            sum += loss;
        }
        double[][][] value = result.value();
        for (int b = 0; b < value.length; b++) {
            for (int t = 0; t < EXISTING[b]; t++) {
                for (int f = 0; f < value[b][t].length; f++) {
                    sum += value[b][t][f] * cotangent[b][t][f];
                }
            }
        }
        return sum;
    }

    private static void compareOutputs(float[] actual, double[][][] expected) {
        int outputs = expected[0][0].length;
        assertThat(actual).hasSize(EXISTING.length * LENGTH * outputs);
        for (int b = 0; b < EXISTING.length; b++) {
            for (int t = 0; t < EXISTING[b]; t++) {
                for (int f = 0; f < outputs; f++) {
                    assertThat((double) actual[(b * LENGTH + t) * outputs + f])
                            .as("output of window %d, frame %d, feature %d", b, t, f)
                            .isCloseTo(expected[b][t][f], Offset.offset(OUTPUT_TOLERANCE));
                }
            }
        }
    }

    private static void compareGradients(String name, float[] actual, double[][][] sequence, DoubleSupplier loss) {
        int i = 0;
        for (double[][] window : sequence) {
            for (double[] frame : window) {
                for (int d = 0; d < frame.length; d++) {
                    compareGradient(name, i, actual[i], slope(loss, frame, d));
                    i++;
                }
            }
        }
        assertThat(actual).hasSize(i);
    }

    private static void compareGradients(String name, float[] actual, double[] tensor, DoubleSupplier loss) {
        assertThat(actual).hasSize(tensor.length);
        double greatest = 0;
        for (int i : sample(tensor.length)) {
            double slope = slope(loss, tensor, i);
            compareGradient(name, i, actual[i], slope);
            greatest = Math.max(greatest, Math.abs(slope));
        }
        if (!name.endsWith(WITHOUT_EFFECT)) {
            assertThat(greatest)
                    .as("greatest slope by %s, without which the test would show nothing", name)
                    .isGreaterThan(LEAST_SLOPE);
        }
    }

    private static void compareGradient(String name, int index, double actual, double expected) {
        assertThat(actual)
                .as("gradient by element %d of %s", index, name)
                .isCloseTo(expected, Offset.offset(GRADIENT_TOLERANCE * (1 + Math.abs(expected))));
    }

    /** Returns all indices of a tensor, or some of them, never the same twice. */
    private static int[] sample(int elements) {
        return elements <= MOST_ELEMENTS
                ? IntStream.range(0, elements).toArray()
                : new SplittableRandom(7)
                        .ints(0, elements)
                        .distinct()
                        .limit(MOST_ELEMENTS)
                        .toArray();
    }

    private static float[] flat(double[][][] tensor) {
        float[] values = new float[tensor.length * tensor[0].length * tensor[0][0].length];
        int i = 0;
        for (double[][] window : tensor) {
            for (double[] frame : window) {
                for (double value : frame) {
                    values[i++] = (float) value;
                }
            }
        }
        return values;
    }

    private static boolean[] flat(boolean[][] mask) {
        boolean[] values = new boolean[mask.length * mask[0].length];
        for (int i = 0; i < values.length; i++) {
            values[i] = mask[i / mask[0].length][i % mask[0].length];
        }
        return values;
    }
}
