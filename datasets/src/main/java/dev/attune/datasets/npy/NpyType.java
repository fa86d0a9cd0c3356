package dev.attune.datasets.npy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The element types that are read, each with its NumPy descriptor and its size. */
enum NpyType {
    FLOAT16("<f2", Short.BYTES) {
        /** Exact: every 16-bit float is a 32-bit float too. */
        @Override
        double read(ByteBuffer bytes, int position) {
            return HalfFloat.toFloat(bytes.getShort(position));
        }
    },
    FLOAT32("<f4", Float.BYTES) {
        @Override
        double read(ByteBuffer bytes, int position) {
            return bytes.getFloat(position);
        }
    },
    FLOAT64("<f8", Double.BYTES) {
        @Override
        double read(ByteBuffer bytes, int position) {
            return bytes.getDouble(position);
        }
    },
    INT16("<i2", Short.BYTES) {
        @Override
        double read(ByteBuffer bytes, int position) {
            return bytes.getShort(position);
        }
    },
    INT32("<i4", Integer.BYTES) {
        @Override
        double read(ByteBuffer bytes, int position) {
            return bytes.getInt(position);
        }
    },
    INT64("<i8", Long.BYTES) {
        /** Exact up to 2^53, far beyond any count of frames. */
        @Override
        double read(ByteBuffer bytes, int position) {
            return bytes.getLong(position);
        }
    },
    UINT8("|u1", Byte.BYTES) {
        @Override
        double read(ByteBuffer bytes, int position) {
            return Byte.toUnsignedInt(bytes.get(position));
        }
    },
    BOOLEAN("|b1", Byte.BYTES) {
        @Override
        double read(ByteBuffer bytes, int position) {
            return bytes.get(position) == 0 ? 0 : 1;
        }
    };

    private final String descriptor;
    private final int size;

    NpyType(String descriptor, int size) {
        this.descriptor = descriptor;
        this.size = size;
    }

    /** Reads the element at a byte position of a little-endian buffer. */
    abstract double read(ByteBuffer bytes, int position);

    String descriptor() {
        return descriptor;
    }

    int size() {
        return size;
    }

    boolean isFloat() {
        return this == FLOAT16 || this == FLOAT32 || this == FLOAT64;
    }

    boolean isInteger() {
        return this == INT16 || this == INT32 || this == INT64 || this == UINT8;
    }

    boolean isMask() {
        return this == BOOLEAN || this == UINT8;
    }

    static Optional<NpyType> of(String descriptor) {
        return Arrays.stream(values())
                .filter(type -> type.descriptor.equals(descriptor))
                .findFirst();
    }

    static String descriptors() {
        return Arrays.stream(values()).map(NpyType::descriptor).collect(Collectors.joining(", "));
    }
}
