package dev.attune.runner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.runner.train.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The content of a safetensors file: named tensors of 32 bits a value, and strings.
 *
 * <p>The file is the length of a JSON header (8 bytes), the header, and the values of all tensors one after the other, everything
 * little endian (<a href="https://github.com/huggingface/safetensors">huggingface/safetensors</a>). Reading is strict: a file that is
 * not exactly as long as its header says, or has gaps, or holds other types of value, is refused.
 */
public final class SafeTensors {
    private static final String METADATA = "__metadata__";
    private static final int ALIGNMENT = 8;
    /** The limit of the format's own library. */
    private static final long MOST_HEADER_BYTES = 100_000_000;

    private static final int CHUNK_VALUES = 1 << 16;

    private final Map<String, String> metadata;
    private final Map<String, Tensor> tensors;

    private SafeTensors(Map<String, String> metadata, Map<String, Tensor> tensors) {
        this.metadata = Collections.unmodifiableMap(metadata);
        this.tensors = Collections.unmodifiableMap(tensors);
    }

    /** Returns the strings, in the order of the file. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Returns the tensors by name, in the order of the file. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /**
     * Writes a file, which appears whole or not at all.
     *
     * @param file where
     * @param metadata strings by name
     * @param tensors by name; written in this order
     * @throws DataException if it cannot be written
     */
    public static void write(Path file, Map<String, String> metadata, Map<String, Tensor> tensors) {
        byte[] header = header(metadata, tensors);
        JsonFiles.write(file, channel -> {
            ByteBuffer bytes = ByteBuffer.allocate(CHUNK_VALUES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            JsonFiles.writeFully(channel, bytes.putLong(header.length).flip());
            JsonFiles.writeFully(channel, ByteBuffer.wrap(header));
            for (Tensor tensor : tensors.values()) {
                FloatBuffer values = FloatBuffer.wrap(tensor.values());
                while (values.hasRemaining()) {
                    int count = Math.min(CHUNK_VALUES, values.remaining());
                    bytes.clear().limit(count * Float.BYTES);
                    bytes.asFloatBuffer().put(values.slice(values.position(), count));
                    values.position(values.position() + count);
                    JsonFiles.writeFully(channel, bytes);
                }
            }
        });
    }

    private static byte[] header(Map<String, String> metadata, Map<String, Tensor> tensors) {
        ObjectNode header = JsonFiles.object();
        if (!metadata.isEmpty()) {
            metadata.forEach(header.putObject(METADATA)::put);
        }
        long end = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            ObjectNode tensor = header.putObject(entry.getKey()).put("dtype", "F32");
            Arrays.stream(entry.getValue().shape()).forEach(tensor.putArray("shape")::add);
            long start = end;
            end += (long) Float.BYTES * entry.getValue().values().length;
            tensor.putArray("data_offsets").add(start).add(end);
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(text, text.length + Math.floorMod(-text.length, ALIGNMENT));
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    /**
     * Reads a file.
     *
     * @param file what {@link #write} or another program wrote
     * @throws DataException if it is missing, cut off or of another format
     */
    public static SafeTensors read(Path file) {
        return read(file, true);
    }

    /**
     * Reads the strings of a file and sees to it that the tensors are there, but does not read them.
     *
     * @throws DataException as {@link #read}
     */
    static Map<String, String> readMetadata(Path file) {
        return read(file, false).metadata;
    }

    private static SafeTensors read(Path file, boolean values) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            JsonNode header = header(file, channel);
            Map<String, String> metadata = new LinkedHashMap<>();
            header.path(METADATA)
                    .properties()
                    .forEach(entry ->
                            metadata.put(entry.getKey(), entry.getValue().asText()));
            Map<String, long[]> shapes = shapes(file, header, channel.size() - channel.position());
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, long[]> entry : values ? shapes.entrySet() : Set.<Map.Entry<String, long[]>>of()) {
                int count = Math.toIntExact(bytes(entry.getValue()) / Float.BYTES);
                tensors.put(entry.getKey(), new Tensor(entry.getValue(), values(channel, count)));
            }
            return new SafeTensors(metadata, tensors);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + JsonFiles.words(e) + ".", e);
        }
    }

    private static JsonNode header(Path file, FileChannel channel) throws IOException {
        long length =
                channel.size() < Long.BYTES ? -1 : bytes(channel, Long.BYTES).getLong();
        if (length < 0 || length > MOST_HEADER_BYTES || length > channel.size() - Long.BYTES) {
            throw new DataException(file + " is no safetensors file, or is cut off: found " + channel.size()
                    + " bytes, wanted a header and what it describes.");
        }
        JsonNode header = JsonFiles.parse(
                file.toString(),
                StandardCharsets.UTF_8
                        .decode(bytes(channel, Math.toIntExact(length)))
                        .toString());
        if (!header.isObject()) {
            throw new DataException(file + " is no safetensors file: its header is no JSON object.");
        }
        return header;
    }

    /** Returns the shapes of tensors that stand in the file in the order of its header, without gaps. */
    private static Map<String, long[]> shapes(Path file, JsonNode header, long available) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        long end = 0;
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals(METADATA)) {
                continue;
            }
            JsonNode json = entry.getValue();
            long[] shape = shape(json.path("shape"));
            long start = end;
            end = json.path("data_offsets").path(1).asLong(-1);
            if (!json.path("dtype").asText().equals("F32")
                    || json.path("data_offsets").path(0).asLong(-1) != start
                    || !json.path("shape").isArray()
                    || end - start != bytes(shape)) {
                throw new DataException(file + ": found " + json + " for the tensor " + entry.getKey()
                        + ", wanted dtype F32, a shape, and data_offsets that follow those of the tensor before.");
            }
            shapes.put(entry.getKey(), shape);
        }
        if (end != available) {
            throw new DataException(file + (end > available ? " is cut off" : " is too long") + ": found " + available
                    + " bytes of values, wanted " + end + ".");
        }
        return shapes;
    }

    private static long[] shape(JsonNode json) {
        long[] shape = new long[json.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = json.get(axis).asLong(-1);
        }
        return shape;
    }

    /** Returns the bytes of a tensor; -1 if there can be none of such a shape in memory. */
    private static long bytes(long[] shape) {
        long values = 1;
        for (long size : shape) {
            values = size < 0 || size > Integer.MAX_VALUE ? -1 : values * size;
            if (values < 0 || values > Integer.MAX_VALUE) {
                return -1;
            }
        }
        return Float.BYTES * values;
    }

    private static float[] values(FileChannel channel, int count) throws IOException {
        float[] values = new float[count];
        for (int from = 0; from < count; from += CHUNK_VALUES) {
            int part = Math.min(CHUNK_VALUES, count - from);
            bytes(channel, part * Float.BYTES).asFloatBuffer().get(values, from, part);
        }
        return values;
    }

    private static ByteBuffer bytes(FileChannel channel, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the file ends before its content does");
            }
        }
        return bytes.flip();
    }
}
