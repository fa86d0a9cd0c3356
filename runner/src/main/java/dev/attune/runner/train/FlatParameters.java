package dev.attune.runner.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import dev.attune.api.nn.Scalars;
import dev.attune.runner.data.Lookup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All learnt parameters of a model in one buffer, of which each parameter is a view.
 *
 * <p>One buffer makes the optimiser a handful of operations whatever the number of layers, the gradient one array and its norm
 * one reduction. A pass sees the parameters through a {@link ParameterStore} that cuts the buffer up: for training, under
 * autograd, so that the pieces' gradients are gathered into one.
 */
public final class FlatParameters implements AutoCloseable {
    private final NDManager manager;
    private final NDArray values; // (P), never requires a gradient itself
    private final Map<String, Parameter> learnt = new LinkedHashMap<>();
    private final Map<String, Parameter> buffers = new LinkedHashMap<>();
    private final long[] ends;

    /**
     * Moves the parameters of an initialised model into one buffer.
     *
     * @param model the model; its parameters become views of the buffer
     * @param manager owns the buffer
     */
    public FlatParameters(Block model, NDManager manager) {
        this.manager = manager.newSubManager();
        for (Pair<String, Parameter> entry : model.getParameters()) {
            (entry.getValue().requiresGradient() ? learnt : buffers).put(entry.getKey(), entry.getValue());
        }
        ends = new long[learnt.size()];
        NDList pieces = new NDList();
        long end = 0;
        try (NDScope scope = new NDScope()) {
            for (Parameter parameter : learnt.values()) {
                end += parameter.getShape().size();
                ends[pieces.size()] = end;
                pieces.add(parameter.getArray().stopGradient().flatten());
            }
            values = pieces.isEmpty() ? this.manager.zeros(new Shape(0)) : NDArrays.concat(pieces, 0);
            keep(values);
            adoptViews();
            scope.suppressNotUsedWarning();
        }
    }

    private void keep(NDArray array) {
        array.attach(manager);
        NDScope.unregister(array);
    }

    private void adoptViews() {
        List<NDArray> views = cut(values);
        int index = 0;
        for (Parameter parameter : learnt.values()) {
            NDArray view = views.get(index++);
            keep(view);
            parameter.close();
            parameter.setShape(null);
            parameter.setArray(view);
        }
    }

    /** Cuts a buffer of the size of all parameters into pieces of the shapes of the parameters; views, not copies. */
    private List<NDArray> cut(NDArray buffer) {
        if (learnt.isEmpty()) {
            return List.of();
        }
        List<NDArray> views = new ArrayList<>(ends.length);
        long[] inner = Arrays.copyOf(ends, ends.length - 1);
        NDList pieces = inner.length == 0 ? new NDList(buffer) : buffer.split(inner, 0);
        int index = 0;
        for (Parameter parameter : learnt.values()) {
            views.add(pieces.get(index++).reshape(parameter.getShape()));
        }
        return views;
    }

    /** Returns the number of learnt values. */
    public long size() {
        return values.size();
    }

    /** Returns the name of the device that holds the values, such as {@code cpu()}. */
    public String device() {
        return manager.getDevice().toString();
    }

    /** Returns the buffer; the optimiser writes into it. */
    NDArray values() {
        return values;
    }

    /** Begins a pass that trains: its arrays belong to the scope that is open. */
    TrainingPass beginTraining() {
        return new TrainingPass();
    }

    /** Returns a store for passes that do not train; nothing that it gives carries a gradient. */
    public ParameterStore forEvaluation() {
        return new ParameterStore(manager, false) {
            @Override
            public NDArray getValue(Parameter parameter, Device device, boolean training) {
                return parameter.getArray();
            }
        };
    }

    /** One training pass: a leaf over the buffer's memory, cut up under autograd. */
    final class TrainingPass {
        private final NDArray leaf;
        private final Map<String, NDArray> views = new LinkedHashMap<>();
        private final Set<String> used = new LinkedHashSet<>();

        private TrainingPass() {
            leaf = values.stopGradient(); // shares memory
            leaf.setRequiresGradient(true);
        }

        /** Cuts the leaf up; call it where gradients are collected. */
        void cut() {
            List<NDArray> pieces = FlatParameters.this.cut(leaf);
            int index = 0;
            for (Parameter parameter : learnt.values()) {
                views.put(parameter.getId(), pieces.get(index++));
            }
        }

        /**
         * Returns zero times the sum of all parameters: added to a loss that depends on none of them, it lets the backward pass find a
         * graph. (DJL cannot tell whether an array has one.)
         */
        NDArray nothing() {
            return Scalars.mul(leaf.sum(), 0);
        }

        ParameterStore store() {
            return new ParameterStore(manager, false) {
                @Override
                public NDArray getValue(Parameter parameter, Device device, boolean training) {
                    NDArray view = views.get(parameter.getId());
                    if (view == null) {
                        return parameter.getArray(); // a buffer, such as a running mean
                    }
                    used.add(parameter.getId());
                    return view;
                }
            };
        }

        /** Returns the gradient of all parameters after the backward pass, (P). */
        NDArray gradient() {
            return leaf.getGradient();
        }

        /** Returns the ids of the parameters that the pass read. */
        Set<String> used() {
            return Collections.unmodifiableSet(used);
        }
    }

    /** A part of the buffer that is moved as one, from inclusive, to exclusive. */
    record Range(long from, long to) {}

    /** Returns the parts of the buffer that hold the parameters of a set, neighbours joined. */
    List<Range> ranges(Set<String> ids) {
        if (ids.size() == learnt.size()) {
            return List.of(new Range(0, size()));
        }
        List<Range> ranges = new ArrayList<>();
        int index = 0;
        long start = 0;
        for (Parameter parameter : learnt.values()) {
            long end = ends[index++];
            if (ids.contains(parameter.getId())) {
                boolean joins =
                        !ranges.isEmpty() && ranges.get(ranges.size() - 1).to() == start;
                long from = joins ? ranges.remove(ranges.size() - 1).from() : start;
                ranges.add(new Range(from, end));
            }
            start = end;
        }
        return ranges;
    }

    /** Copies all parameters and buffers out, in order. */
    public Map<String, Tensor> snapshot() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Consumer<Map.Entry<String, Parameter>> copy = entry -> {
            NDArray array = entry.getValue().getArray();
            tensors.put(entry.getKey(), new Tensor(array.getShape().getShape(), array.toFloatArray()));
        };
        learnt.entrySet().forEach(copy);
        buffers.entrySet().forEach(copy);
        return tensors;
    }

    /**
     * Copies parameters and buffers in.
     *
     * @param tensors what {@link #snapshot} gave
     * @throws IllegalArgumentException if names or shapes differ
     */
    public void restore(Map<String, Tensor> tensors) {
        Map<String, Parameter> all = new LinkedHashMap<>(learnt);
        all.putAll(buffers);
        if (!all.keySet().equals(tensors.keySet())) {
            Set<String> missing = new LinkedHashSet<>(all.keySet());
            missing.removeAll(tensors.keySet());
            Set<String> surplus = new LinkedHashSet<>(tensors.keySet());
            surplus.removeAll(all.keySet());
            throw new IllegalArgumentException(
                    "the parameters do not belong to this model: missing " + missing + ", unknown " + surplus);
        }
        all.forEach((name, parameter) -> {
            Tensor tensor = Lookup.required(tensors, name);
            NDArray array = parameter.getArray();
            if (!Arrays.equals(tensor.shape(), array.getShape().getShape())) {
                throw new IllegalArgumentException("parameter " + name + " has shape " + array.getShape() + ", found "
                        + new Shape(tensor.shape()));
            }
            try (NDArray alias = manager.create(tensor.values(), array.getShape())) {
                array.set(new NDIndex("..."), alias);
            }
        });
    }

    @Override
    public void close() {
        manager.close();
    }
}
