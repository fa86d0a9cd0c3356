package dev.attune.runner.engine;

import ai.djl.ndarray.types.DataType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the one kind of pickle that a TorchScript archive needs: a module with a flag and tensors. Protocol 2. */
final class Pickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Pickle() {}

    /**
     * Pickles a module in training mode.
     *
     * @param type the full name of its class
     * @param tensors its attributes; the values of number i are in {@code data/i}
     */
    static byte[] module(String type, Map<String, StoredTensor> tensors) {
        Pickle pickle = new Pickle();
        pickle.put(0x80, 2);
        int dot = type.lastIndexOf('.');
        pickle.global(type.substring(0, dot), type.substring(dot + 1));
        pickle.put(')', 0x81); // an object made without arguments
        pickle.put('}', '('); // its state
        pickle.text("training");
        pickle.put(0x88);
        int index = 0;
        for (Map.Entry<String, StoredTensor> tensor : tensors.entrySet()) {
            pickle.text(tensor.getKey());
            pickle.tensor(tensor.getValue(), index++);
        }
        pickle.put('u', 'b', '.');
        return pickle.out.toByteArray();
    }

    private void tensor(StoredTensor tensor, int index) {
        global("torch._utils", "_rebuild_tensor_v2");
        put('(');
        storage(tensor, index);
        integer(0); // offset
        long[] shape = tensor.shape();
        put('(');
        for (long length : shape) {
            integer(length);
        }
        put('t', '(');
        for (int axis = 0; axis < shape.length; axis++) {
            integer(stride(shape, axis));
        }
        put('t');
        put(0x89); // no gradient
        global("collections", "OrderedDict");
        put(')', 'R'); // no hooks
        put('t', 'R');
    }

    private void storage(StoredTensor tensor, int index) {
        put('(');
        text("storage");
        global("torch", storageType(tensor.type()));
        text(Integer.toString(index));
        text("cpu");
        integer(tensor.size());
        put('t', 'Q'); // the reader looks it up
    }

    private static String storageType(DataType type) {
        return switch (type) {
            case FLOAT32 -> "FloatStorage";
            case FLOAT64 -> "DoubleStorage";
            case INT64 -> "LongStorage";
            case INT32 -> "IntStorage";
            case BOOLEAN -> "BoolStorage";
            case UINT8 -> "ByteStorage";
            default -> throw new IllegalArgumentException("no storage for tensors of type " + type);
        };
    }

    private static long stride(long[] shape, int axis) {
        long stride = 1;
        for (int inner = axis + 1; inner < shape.length; inner++) {
            stride *= shape[inner];
        }
        return stride;
    }

    private void global(String module, String name) {
        put('c');
        out.writeBytes((module + '\n' + name + '\n').getBytes(StandardCharsets.US_ASCII));
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put('X');
        out.writeBytes(little(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    private void integer(long value) {
        if (value == (int) value) {
            put('J');
            out.writeBytes(little(Integer.BYTES).putInt((int) value).array());
        } else {
            put(0x8a, Long.BYTES);
            out.writeBytes(little(Long.BYTES).putLong(value).array());
        }
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void put(int... codes) {
        for (int code : codes) {
            out.write(code);
        }
    }
}
