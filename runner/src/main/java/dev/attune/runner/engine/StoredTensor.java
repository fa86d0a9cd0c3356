package dev.attune.runner.engine;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;

/** A tensor's values as they lie in a file: little-endian, row by row. */
final class StoredTensor {
    private final long[] shape;
    private final DataType type;
    private final byte[] bytes;

    private StoredTensor(long[] shape, DataType type, byte[] bytes) {
        this.shape = requireNonNull(shape, "shape is null");
        this.type = requireNonNull(type, "type is null");
        this.bytes = requireNonNull(bytes, "bytes is null");
    }

    /** Copies an array. */
    static StoredTensor of(NDArray array) {
        ByteBuffer buffer = array.toByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new StoredTensor(array.getShape().getShape(), array.getDataType(), bytes);
    }

    long[] shape() {
        return shape.clone();
    }

    DataType type() {
        return type;
    }

    byte[] bytes() {
        return bytes;
    }

    long size() {
        long size = 1;
        for (long length : shape) {
            size *= length;
        }
        return size;
    }
}
