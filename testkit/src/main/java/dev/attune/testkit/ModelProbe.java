package dev.attune.testkit;

import static java.util.Objects.requireNonNull;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.attune.api.PublicApi;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Runs a model outside any training loop, on the CPU, and gives its numbers as Java arrays.
 *
 * <p>Holds a manager of its own, on which the model's parameters and the inputs live until {@link #close}:
 *
 * <pre>
 * try (ModelProbe probe = new ModelProbe(model)) {
 *     NDArray x = probe.input(values, 2, 10, 16);
 *     NDArray frames = probe.mask(valid, 2, 10);
 *     List&lt;float[]&gt; results = probe.differentiate(() -&gt; {
 *         NDArray y = model.apply(probe.pass(true, 7), x, frames);
 *         return new NDList(y.mul(cotangent).sum(), y); // the first is differentiated
 *     });
 *     float[] slope = probe.gradient(x);
 * }
 * </pre>
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class ModelProbe implements AutoCloseable {
    private static final String ENGINE = "PyTorch";

    private final NDManager manager;
    private final ParameterStore store;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();

    /**
     * Initialises a model and prepares to run it.
     *
     * @param model a model whose shapes are known when it is built; its parameters are owned by the probe from now on
     */
    public ModelProbe(Block model) {
        manager = NDManager.newBaseManager(Device.cpu(), ENGINE);
        store = new ParameterStore(manager, false);
        model.initialize(manager, DataType.FLOAT32);
        model.getParameters().forEach(entry -> parameters.put(entry.getKey(), entry.getValue()));
    }

    /** Returns the manager that owns parameters and inputs. */
    public NDManager manager() {
        return manager;
    }

    /** Returns where a forward pass finds the values of parameters. */
    public ParameterStore store() {
        return store;
    }

    /**
     * Begins a forward pass.
     *
     * @param training true for dropout and batch statistics
     * @param seed of dropout masks; the same seed gives the same masks
     */
    public Pass pass(boolean training, long seed) {
        return new Pass(store, training, RandomSource.of(seed));
    }

    /** Returns the full names of all parameters and buffers, in order of declaration. */
    public List<String> names() {
        return List.copyOf(parameters.keySet());
    }

    /** Returns the full names of the parameters that are learnt: neither buffers nor frozen. */
    public List<String> learntNames() {
        return parameters.entrySet().stream()
                .filter(entry -> entry.getValue().requiresGradient())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Returns the shape of a parameter or buffer.
     *
     * @param name its full name
     */
    public Shape shape(String name) {
        return named(name).getShape();
    }

    /**
     * Returns a copy of the values of a parameter or buffer, in C order.
     *
     * @param name its full name
     */
    public float[] values(String name) {
        return named(name).getArray().toFloatArray();
    }

    /**
     * Overwrites a parameter or buffer.
     *
     * @param name its full name
     * @param values as many as it has, in C order
     */
    public void set(String name, float[] values) {
        NDArray target = named(name).getArray();
        if (values.length != target.size()) {
            throw new IllegalArgumentException("parameter " + name + " " + target.getShape() + " takes " + target.size()
                    + " values, found " + values.length);
        }
        boolean learnt = named(name).requiresGradient();
        target.setRequiresGradient(false); // the engine refuses to overwrite what it may have to differentiate
        try (NDArray source = manager.create(values, target.getShape())) {
            copy(source, target);
        }
        target.setRequiresGradient(learnt);
    }

    /**
     * Makes a tensor that carries a gradient.
     *
     * @param values in C order
     * @param shape its shape
     */
    public NDArray input(float[] values, long... shape) {
        NDArray array = constant(values, shape);
        array.setRequiresGradient(true);
        return array;
    }

    /**
     * Makes a tensor that carries none.
     *
     * @param values in C order
     * @param shape its shape
     */
    public NDArray constant(float[] values, long... shape) {
        try (NDArray alias = manager.create(values, new Shape(shape))) {
            return alias.duplicate();
        }
    }

    /**
     * Makes a mask.
     *
     * @param values in C order
     * @param shape its shape
     */
    public NDArray mask(boolean[] values, long... shape) {
        try (NDArray alias = manager.create(values, new Shape(shape))) {
            return alias.duplicate();
        }
    }

    /**
     * Computes without gradients; everything made on the way is closed.
     *
     * @param computation gives the arrays of interest
     * @return their values, in C order
     */
    public List<float[]> evaluate(Supplier<NDList> computation) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return read(computation.get());
        }
    }

    /**
     * Computes, and differentiates the first result by all inputs and parameters; everything made on the way is closed.
     *
     * @param computation gives a scalar first, then further arrays of interest
     * @return their values, in C order
     */
    public List<float[]> differentiate(Supplier<NDList> computation) {
        return differentiate(computation, () -> {});
    }

    /**
     * Does what {@link #differentiate(Supplier)} does, with an interruption.
     *
     * @param computation gives a scalar first, then further arrays of interest
     * @param between runs after the forward pass and before the backward pass
     * @return their values, in C order
     */
    public List<float[]> differentiate(Supplier<NDList> computation, Runnable between) {
        parameters.values().stream()
                .filter(Parameter::requiresGradient)
                .forEach(parameter -> clearGradient(parameter.getArray()));
        try (NDScope scope = new NDScope();
                GradientCollector collector = Engine.getEngine(ENGINE).newGradientCollector()) {
            scope.suppressNotUsedWarning();
            NDList results = computation.get();
            between.run();
            collector.backward(results.head());
            return read(results);
        }
    }

    /**
     * Returns the gradient by an input, summed over all calls of {@link #differentiate} since it was made.
     *
     * @param input made by {@link #input}
     * @return as many values as it has, in C order; zero where nothing depends on it
     */
    public float[] gradient(NDArray input) {
        try (NDArray gradient = input.getGradient()) {
            return gradient.toFloatArray();
        }
    }

    /**
     * Returns the gradient by a learnt parameter of the last call of {@link #differentiate}.
     *
     * @param name its full name
     * @return as many values as it has, in C order; zero where nothing depends on it
     */
    public float[] gradient(String name) {
        return gradient(named(name).getArray());
    }

    private void clearGradient(NDArray array) {
        try (NDArray gradient = array.getGradient();
                NDArray zero = manager.zeros(array.getShape())) {
            copy(zero, gradient);
        }
    }

    /** Copies values. DJL's {@code copyTo} lets the target point to Java memory, which is freed when the target's handle is closed. */
    private static void copy(NDArray source, NDArray target) {
        target.set(new NDIndex("..."), source);
    }

    private static List<float[]> read(NDList list) {
        List<float[]> values = new ArrayList<>();
        list.forEach(array -> values.add(array.toFloatArray()));
        return values;
    }

    private Parameter named(String name) {
        return requireNonNull(
                parameters.get(name), () -> "the model has no parameter " + name + "; it has " + parameters.keySet());
    }

    @Override
    public void close() {
        manager.close();
    }
}
