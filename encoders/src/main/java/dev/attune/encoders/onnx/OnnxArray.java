package dev.attune.encoders.onnx;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.PublicApi;
import java.util.Arrays;
import java.util.Locale;

/**
 * Numbers that an ONNX model takes or gives, and their shape.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class OnnxArray {
    private static final float[] NO_FLOATS = {};
    private static final long[] NO_LONGS = {};

    private final OnnxInput.Type type;
    private final float[] floats;
    private final long[] longs;
    private final long[] shape;

    private OnnxArray(OnnxInput.Type type, float[] floats, long[] longs, long[] shape) {
        this.type = type;
        this.floats = floats;
        this.longs = longs;
        this.shape = shape;
        long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        int found = type == OnnxInput.Type.FLOAT ? floats.length : longs.length;
        if (size != found) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " needs " + size + " numbers, found " + found);
        }
    }

    /**
     * Makes an array of numbers with fractions.
     *
     * @param values in C order; not copied
     * @param shape its lengths
     */
    public static OnnxArray of(float[] values, long... shape) {
        return new OnnxArray(OnnxInput.Type.FLOAT, requireNonNull(values, "values is null"), NO_LONGS, shape.clone());
    }

    /**
     * Makes an array of whole numbers.
     *
     * @param values in C order; not copied
     * @param shape its lengths
     */
    public static OnnxArray of(long[] values, long... shape) {
        return new OnnxArray(OnnxInput.Type.LONG, NO_FLOATS, requireNonNull(values, "values is null"), shape.clone());
    }

    static OnnxArray of(NDArray tensor) {
        float[] values;
        DataType type = tensor.getDataType();
        if (type == DataType.FLOAT32 || type == DataType.FLOAT16) {
            values = tensor.toFloatArray();
        } else {
            Number[] numbers = tensor.toArray();
            values = new float[numbers.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = numbers[i].floatValue();
            }
        }
        return of(values, tensor.getShape().getShape());
    }

    NDArray toTensor(NDManager manager) {
        return type == OnnxInput.Type.FLOAT
                ? manager.create(floats, new Shape(shape))
                : manager.create(longs, new Shape(shape));
    }

    OnnxInput.Type type() {
        return type;
    }

    /** Returns the numbers in C order, not copied; what a model gives is always of this kind. */
    public float[] floats() {
        if (type != OnnxInput.Type.FLOAT) {
            throw new IllegalStateException("wanted numbers with fractions, found " + this);
        }
        return floats;
    }

    /** Returns the lengths. */
    public long[] shape() {
        return shape.clone();
    }

    /** Returns the length of the last axis; 1 for a single number. */
    public int lastLength() {
        return shape.length == 0 ? 1 : Math.toIntExact(shape[shape.length - 1]);
    }

    @Override
    public String toString() {
        return type.name().toLowerCase(Locale.ROOT) + " " + Arrays.toString(shape);
    }
}
