package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Compares a layer with the same equations in plain double-precision loops: outputs, and the gradients of every input and
 * parameter with central differences of those loops.
 *
 * <p>Garbage is collected between the forward and the backward pass. Parameters are moved away from their initial values first, so that a zero bias or a gain of one cannot hide a mistake.
 */
final class LayerCheck {
    private static final double STEP = 1e-5;
    private static final double OUTPUT_TOLERANCE = 1e-5;
    private static final double GRADIENT_TOLERANCE = 1e-4;

    /** The layer as the engine computes it. */
    @FunctionalInterface
    interface Forward {
        NDArray apply(Pass pass, Named<NDArray> inputs);
    }

    /** The equations: from values by name (inputs, parameters, buffers) to the output in C order. */
    @FunctionalInterface
    interface Reference extends Function<Named<double[]>, double[]> {}

    private final Forward forward;
    private final Named<Parameter> parameters = new Named<>();
    private final Named<Shape> shapes = new Named<>();
    private final Named<float[]> inputs = new Named<>();
    private final Named<boolean[]> masks = new Named<>();
    private final SplittableRandom random = new SplittableRandom(20240313);
    private final NDManager manager = engine().newBaseManager(Device.cpu());
    private boolean training = true;

    private LayerCheck(Forward forward) {
        this.forward = forward;
    }

    static Engine engine() {
        return Engine.getEngine("PyTorch");
    }

    static LayerCheck of(Forward forward) {
        return new LayerCheck(forward);
    }

    /** Adds the parameters of a layer under their full names. */
    LayerCheck with(Layer layer) {
        layer.initialize(manager, DataType.FLOAT32);
        layer.getParameters().forEach(entry -> {
            Parameter parameter = entry.getValue();
            NDArray array = parameter.getArray();
            boolean variance = parameter.getName().equals("running_var");
            try (NDArray noise = array(array.getShape(), draw(array.getShape(), variance ? 0.0 : -0.4, 0.4))) {
                array.addi(noise);
            }
            parameters.put(entry.getKey(), parameter);
        });
        return this;
    }

    /** Adds an input with random values in [-1, 1). */
    LayerCheck input(String name, long... shape) {
        shapes.put(name, new Shape(shape));
        inputs.put(name, draw(new Shape(shape), -1, 1));
        return this;
    }

    /** Adds a mask of one row per sequence: the given number of leading frames is valid. */
    LayerCheck prefixMask(String name, int length, int... valid) {
        boolean[] mask = new boolean[valid.length * length];
        for (int b = 0; b < valid.length; b++) {
            Arrays.fill(mask, b * length, b * length + valid[b], true);
        }
        return mask(name, mask, valid.length, length);
    }

    LayerCheck mask(String name, boolean[] mask, long... shape) {
        shapes.put(name, new Shape(shape));
        masks.put(name, mask.clone());
        return this;
    }

    /** Makes the pass one that does not train. */
    LayerCheck evaluating() {
        training = false;
        return this;
    }

    private float[] draw(Shape shape, double from, double to) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(from, to);
        }
        return values;
    }

    private NDArray array(Shape shape, float[] values) {
        return manager.create(values, shape);
    }

    /** Compares; closes the check. Returns all values, with buffers as the pass left them. */
    Named<double[]> agreesWith(Reference reference) {
        Named<double[]> values = new Named<>();
        inputs.forEach((name, array) -> values.put(name, doubles(array)));
        parameters.forEach((name, parameter) ->
                values.put(name, doubles(parameter.getArray().toFloatArray())));
        double[] expected = reference.apply(values);
        double[] cotangent = new double[expected.length];
        Arrays.setAll(cotangent, i -> (float) random.nextDouble(-1, 1));

        Named<float[]> gradients = new Named<>();
        float[] found = run(cotangent, gradients);
        assertThat(found).as("output").hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i]).as("output %d", i).isCloseTo(expected[i], within(OUTPUT_TOLERANCE));
        }
        gradients.forEach((name, gradient) -> checkGradient(name, gradient, values, cotangent, reference));

        Named<double[]> after = new Named<>();
        parameters.forEach((name, parameter) ->
                after.put(name, doubles(parameter.getArray().toFloatArray())));
        manager.close();
        return after;
    }

    private float[] run(double[] cotangent, Named<float[]> gradients) {
        try (NDScope scope = new NDScope();
                GradientCollector collector = engine().newGradientCollector()) {
            scope.suppressNotUsedWarning();
            Named<NDArray> arrays = new Named<>();
            inputs.forEach((name, values) -> {
                NDArray input = array(shapes.get(name), values);
                input.setRequiresGradient(true);
                arrays.put(name, input);
            });
            masks.forEach((name, mask) -> arrays.put(name, manager.create(mask, shapes.get(name))));
            Pass pass = new Pass(new ParameterStore(manager, false), training, RandomSource.of(1));
            NDArray output = forward.apply(pass, arrays);
            NDArray weights = array(output.getShape(), floats(cotangent));
            NDArray loss = output.mul(weights).sum();
            Garbage.collect(); // whatever the backward pass needs must not live in a Java buffer that nobody holds
            collector.backward(loss);
            inputs.names().forEach(name -> gradients.put(name, gradientOf(arrays.get(name))));
            parameters.forEach((name, parameter) -> {
                if (parameter.requiresGradient()) {
                    gradients.put(name, gradientOf(parameter.getArray()));
                }
            });
            return output.toFloatArray();
        }
    }

    private static float[] gradientOf(NDArray array) {
        return array.getGradient().toFloatArray();
    }

    private static void checkGradient(
            String name, float[] found, Named<double[]> values, double[] cotangent, Reference reference) {
        double[] point = values.get(name);
        assertThat(found).as("gradient of %s", name).hasSize(point.length);
        for (int i = 0; i < found.length; i++) {
            double value = point[i];
            point[i] = value + STEP;
            double above = dot(reference.apply(values), cotangent);
            point[i] = value - STEP;
            double below = dot(reference.apply(values), cotangent);
            point[i] = value;
            double expected = (above - below) / (2 * STEP);
            assertThat((double) found[i])
                    .as("gradient of %s at %d", name, i)
                    .isCloseTo(expected, within(GRADIENT_TOLERANCE * Math.max(1, Math.abs(expected))));
        }
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        Arrays.setAll(result, i -> values[i]);
        return result;
    }

    private static float[] floats(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }
}
