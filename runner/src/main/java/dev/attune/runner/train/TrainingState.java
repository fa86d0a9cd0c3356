package dev.attune.runner.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a training must remember, after an epoch, to go on as if it had never stopped: learnt values and buffers of the model, what the
 * optimiser and the schedule keep, and which epoch was best.
 *
 * <p>There is no state of random generators: order, dropout and noise are functions of seed, epoch and step. Nor may a model keep state
 * anywhere but in its parameters and buffers.
 *
 * @param epochs how many were run, at least 1
 * @param tensors by name: {@code model.NAME} and {@code optimizer.NAME}
 * @param scalars by name; floating-point numbers as {@link Double#toString(double)} writes them, which is exact
 */
public record TrainingState(int epochs, Map<String, Tensor> tensors, Map<String, String> scalars) {
    private static final String MODEL = "model.";

    /** Makes the maps unmodifiable, keeping order; the tensors are not copied. */
    public TrainingState {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, found " + epochs);
        }
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        scalars = Collections.unmodifiableMap(new LinkedHashMap<>(scalars));
    }

    /** Returns learnt values and buffers by the names that the model gives them. */
    Map<String, Tensor> model() {
        Map<String, Tensor> model = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(MODEL)) {
                model.put(name.substring(MODEL.length()), tensor);
            }
        });
        return model;
    }

    /**
     * Returns a tensor.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    Tensor tensor(String name) {
        return required(tensors, name);
    }

    /**
     * Returns a whole number.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    long integer(String name) {
        return Long.parseLong(required(scalars, name)); // its exception is an IllegalArgumentException
    }

    /**
     * Returns a number.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    double real(String name) {
        return Double.parseDouble(required(scalars, name));
    }

    private static <T> T required(Map<String, T> map, String name) {
        T value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return value;
    }

    /** Gathers a state. */
    static final class Builder {
        private final Map<String, Tensor> tensors = new LinkedHashMap<>();
        private final Map<String, String> scalars = new LinkedHashMap<>();

        void model(Map<String, Tensor> model) {
            model.forEach((name, tensor) -> tensors.put(MODEL + name, tensor));
        }

        void tensor(String name, Tensor tensor) {
            tensors.put(name, tensor);
        }

        void integer(String name, long value) {
            scalars.put(name, Long.toString(value));
        }

        void real(String name, double value) {
            scalars.put(name, Double.toString(value));
        }

        TrainingState build(int epochs) {
            return new TrainingState(epochs, tensors, scalars);
        }
    }
}
