package dev.attune.encoders.onnx;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an ONNX model takes under one name.
 *
 * @param name of the tensor
 * @param type of its numbers
 * @param shape its lengths; -1 where any is right
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record OnnxInput(String name, Type type, List<Long> shape) {
    /** Copies the shape. */
    public OnnxInput {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        shape = List.copyOf(shape);
    }

    /** The type of a model's numbers. */
    public enum Type {
        /** Numbers of 4 bytes with a fraction. */
        FLOAT,
        /** Whole numbers of 8 bytes. */
        LONG,
        /** Anything else, which cannot be given. */
        OTHER
    }

    /** Returns whether an array fits. */
    boolean takes(OnnxArray array) {
        long[] given = array.shape();
        if (type != array.type() || shape.size() != given.length) {
            return false;
        }
        for (int axis = 0; axis < given.length; axis++) {
            if (shape.get(axis) >= 0 && shape.get(axis) != given[axis]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return name + ": " + type.name().toLowerCase(Locale.ROOT) + " "
                + shape.stream()
                        .map(length -> length < 0 ? "?" : length.toString())
                        .collect(Collectors.joining(", ", "[", "]"));
    }
}
