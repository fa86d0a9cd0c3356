package dev.attune.encoders.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes small ONNX models, so that tests need neither tools nor files. */
public final class OnnxWriter {
    /** ONNX's numbers of types. */
    private static final int FLOAT = 1;

    private static final int LONG = 7;

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

    /** Starts an empty graph. */
    public OnnxWriter() {
        text(graph, 2, "test");
    }

    /**
     * Adds an input of numbers with fractions.
     *
     * @param name of the input
     * @param shape its lengths; -1 for any
     */
    public OnnxWriter input(String name, long... shape) {
        message(graph, 11, value(name, FLOAT, shape));
        return this;
    }

    /**
     * Adds an input of whole numbers.
     *
     * @param name of the input
     * @param shape its lengths; -1 for any
     */
    public OnnxWriter longInput(String name, long... shape) {
        message(graph, 11, value(name, LONG, shape));
        return this;
    }

    /**
     * Adds an output of numbers with fractions.
     *
     * @param name of the output
     * @param shape its lengths; -1 for any
     */
    public OnnxWriter output(String name, long... shape) {
        message(graph, 12, value(name, FLOAT, shape));
        return this;
    }

    /**
     * Adds weights.
     *
     * @param name of the tensor
     * @param values in C order
     * @param shape their lengths
     */
    public OnnxWriter weights(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        weights(name, FLOAT, raw.array(), shape);
        return this;
    }

    /**
     * Adds weights that are in another file.
     *
     * @param name of the tensor
     * @param file the name of that file, which is not written
     * @param length how many
     */
    public OnnxWriter weightsElsewhere(String name, String file, long length) {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        text(entry, 1, "location");
        text(entry, 2, file);
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        number(tensor, 1, length);
        number(tensor, 2, FLOAT);
        text(tensor, 8, name);
        message(tensor, 13, entry);
        number(tensor, 14, 1);
        message(graph, 5, tensor);
        return this;
    }

    /**
     * Adds weights that are whole numbers, such as a shape.
     *
     * @param name of the tensor
     * @param values its numbers
     */
    public OnnxWriter longWeights(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            raw.putLong(value);
        }
        weights(name, LONG, raw.array(), values.length);
        return this;
    }

    private void weights(String name, int type, byte[] raw, long... shape) {
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        for (long length : shape) {
            number(tensor, 1, length);
        }
        number(tensor, 2, type);
        text(tensor, 8, name);
        bytes(tensor, 9, raw);
        message(graph, 5, tensor);
    }

    /**
     * Adds an operation.
     *
     * @param operator such as {@code MatMul}
     * @param output what it computes
     * @param inputs what it takes
     */
    public OnnxWriter node(String operator, String output, String... inputs) {
        return node(operator, output, List.of(inputs), "", 0);
    }

    /**
     * Adds an operation with one attribute, a whole number.
     *
     * @param operator such as {@code Concat}
     * @param output what it computes
     * @param inputs what it takes
     * @param attribute its name; empty for none
     * @param number its value
     */
    public OnnxWriter node(String operator, String output, List<String> inputs, String attribute, long number) {
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        inputs.forEach(input -> text(node, 1, input));
        text(node, 2, output);
        text(node, 4, operator);
        if (!attribute.isEmpty()) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            text(content, 1, attribute);
            number(content, 3, number);
            number(content, 20, 2);
            message(node, 5, content);
        }
        message(graph, 1, node);
        return this;
    }

    /** Returns the file's bytes. */
    public byte[] bytes() {
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        number(model, 1, 7);
        message(model, 7, graph);
        ByteArrayOutputStream operators = new ByteArrayOutputStream();
        number(operators, 2, 13);
        message(model, 8, operators);
        return model.toByteArray();
    }

    /**
     * Writes the file.
     *
     * @param file where
     * @return the same
     */
    public Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static ByteArrayOutputStream value(String name, int type, long... shape) {
        ByteArrayOutputStream dimensions = new ByteArrayOutputStream();
        for (long length : shape) {
            ByteArrayOutputStream dimension = new ByteArrayOutputStream();
            if (length >= 0) {
                number(dimension, 1, length);
            } else {
                text(dimension, 2, "n" + dimensions.size());
            }
            message(dimensions, 1, dimension);
        }
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        number(tensor, 1, type);
        message(tensor, 2, dimensions);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        message(content, 1, tensor);
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        text(value, 1, name);
        message(value, 2, content);
        return value;
    }

    private static void text(ByteArrayOutputStream out, int field, String text) {
        bytes(out, field, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void message(ByteArrayOutputStream out, int field, ByteArrayOutputStream content) {
        bytes(out, field, content.toByteArray());
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] content) {
        varint(out, ((long) field << 3) | 2);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void number(ByteArrayOutputStream out, int field, long value) {
        varint(out, (long) field << 3);
        varint(out, value);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
