package dev.attune.encoders.onnx;

import dev.attune.api.DataException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names in an ONNX file: what its graph takes, gives and computes on the way.
 *
 * <p>ONNX Runtime tells inputs and outputs, but not what can be made one. Weights are skipped, so that reading takes no memory.
 *
 * @param inputs what must be given
 * @param outputs what the file gives
 * @param computed all that its nodes compute
 */
record OnnxGraph(List<OnnxInput> inputs, List<String> outputs, Set<String> computed) {
    private static final int NEAREST = 5;

    // Numbers of the fields in onnx.proto.
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
    private static final int NODE_OUTPUT = 2;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_EXTERNAL = 13;
    private static final int TENSOR_LOCATION = 14;
    private static final int LOCATION_EXTERNAL = 1;
    private static final int ENTRY_VALUE = 2;
    private static final int VALUE_NAME = 1;
    private static final int VALUE_TYPE = 2;
    private static final int TYPE_TENSOR = 1;
    private static final int TENSOR_ELEMENT = 1;
    private static final int TENSOR_SHAPE = 2;
    private static final int SHAPE_DIMENSION = 1;
    private static final int DIMENSION_VALUE = 1;
    private static final int ELEMENT_FLOAT = 1;
    private static final int ELEMENT_LONG = 7;

    /** Reads the names. */
    static OnnxGraph read(Path file) {
        Reader reader = new Reader();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            reader.model(new ProtobufReader(in));
            if (reader.outputs.isEmpty() || reader.inputs.isEmpty()) {
                throw new ProtobufReader.Malformed("there is no graph with inputs and outputs");
            }
        } catch (NoSuchFileException e) {
            throw new DataException("There is no model " + file + ".", e);
        } catch (ProtobufReader.Malformed e) {
            throw notOnnx(file, e);
        } catch (IOException e) {
            throw new DataException("The model " + file + " cannot be read: " + e.getMessage(), e);
        }
        if (!reader.elsewhere.isEmpty()) {
            // Its hash would not be that of what it computes.
            throw new DataException("The model " + file + " keeps weights in " + String.join(", ", reader.elsewhere)
                    + ", wanted a single file; save it as one, with onnx.save of Python and no external data.");
        }
        // Old files list weights among the inputs.
        reader.inputs.removeIf(input -> reader.weights.contains(input.name()));
        return new OnnxGraph(List.copyOf(reader.inputs), List.copyOf(reader.outputs), reader.computed);
    }

    private static DataException notOnnx(Path file, Throwable cause) {
        String beginning = beginning(file);
        String kind = "";
        if (beginning.startsWith("version https://git-lfs")) {
            kind = " but a pointer of Git LFS; fetch the file that it points to";
        } else if (beginning.stripLeading().startsWith("<")) {
            kind = " but a web page; look where the download leads";
        } else if (beginning.startsWith("PK")) {
            kind = " but an archive, as PyTorch writes them; export the model to ONNX";
        }
        return new DataException("The file " + file + " is not an ONNX model" + kind + ".", cause);
    }

    private static String beginning(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Checks that a tensor can be read. */
    void requireComputed(String tensor, Path file) {
        if (computed.contains(tensor)) {
            return;
        }
        List<String> nearest = computed.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(tensor, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(NEAREST)
                .toList();
        throw new DataException("The model " + file + " has no tensor " + tensor + "; of its " + computed.size()
                + " tensors, the nearest are " + nearest + ", and its outputs are " + outputs + ".");
    }

    /** Returns how many letters differ; 0 is for equal names, and names that contain the wanted one come first. */
    private static int distance(String wanted, String name) {
        String left = wanted.toLowerCase(Locale.ROOT);
        String right = name.toLowerCase(Locale.ROOT);
        if (right.contains(left)) {
            return 0;
        }
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }

    /**
     * Returns the bytes that, appended to an ONNX file, make inner tensors its outputs.
     *
     * <p>Two protobuf messages one after the other are read as one whose repeated fields are joined. So a second model whose graph has
     * nothing but outputs adds them; ONNX Runtime finds their types by itself.
     */
    static byte[] declareOutputs(List<String> tensors) {
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        for (String tensor : tensors) {
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            field(value, VALUE_NAME, tensor.getBytes(StandardCharsets.UTF_8));
            field(graph, GRAPH_OUTPUT, value.toByteArray());
        }
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        field(model, MODEL_GRAPH, graph.toByteArray());
        return model.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] content) {
        varint(out, (number << 3) | ProtobufReader.BYTES);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest >= 0x80) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    /** Collects the names on the way through the file. */
    private static final class Reader {
        final List<OnnxInput> inputs = new ArrayList<>();
        final Set<String> outputs = new LinkedHashSet<>();
        final Set<String> computed = new LinkedHashSet<>();
        final Set<String> weights = new LinkedHashSet<>();
        final Set<String> elsewhere = new LinkedHashSet<>();

        void model(ProtobufReader in) throws IOException {
            while (in.next(Long.MAX_VALUE)) {
                if (in.field() == MODEL_GRAPH) {
                    graph(in, in.message());
                } else {
                    in.skip();
                }
            }
        }

        private void graph(ProtobufReader in, long end) throws IOException {
            while (in.next(end)) {
                switch (in.field()) {
                    case GRAPH_NODE -> computed.addAll(strings(in, NODE_OUTPUT));
                    case GRAPH_INITIALIZER -> weights(in);
                    case GRAPH_INPUT -> inputs.add(value(in));
                    case GRAPH_OUTPUT -> outputs.add(value(in).name());
                    default -> in.skip();
                }
            }
        }

        private void weights(ProtobufReader in) throws IOException {
            List<String> texts = new ArrayList<>();
            boolean external = false;
            long end = in.message();
            while (in.next(end)) {
                switch (in.field()) {
                    case TENSOR_NAME -> weights.add(in.string());
                    case TENSOR_EXTERNAL -> texts.addAll(strings(in, ENTRY_VALUE));
                    case TENSOR_LOCATION -> external = in.number() == LOCATION_EXTERNAL;
                    default -> in.skip();
                }
            }
            if (external) {
                elsewhere.add(texts.isEmpty() ? "another file" : texts.get(0));
            }
        }

        private static List<String> strings(ProtobufReader in, int field) throws IOException {
            List<String> found = new ArrayList<>();
            long end = in.message();
            while (in.next(end)) {
                if (in.field() == field) {
                    String text = in.string();
                    // An output that a node leaves out has an empty name.
                    if (!text.isEmpty()) {
                        found.add(text);
                    }
                } else {
                    in.skip();
                }
            }
            return found;
        }

        private static OnnxInput value(ProtobufReader in) throws IOException {
            String name = "";
            OnnxInput type = new OnnxInput("", OnnxInput.Type.OTHER, List.of());
            long end = in.message();
            while (in.next(end)) {
                switch (in.field()) {
                    case VALUE_NAME -> name = in.string();
                    case VALUE_TYPE -> type = type(in, type);
                    default -> in.skip();
                }
            }
            return new OnnxInput(name, type.type(), type.shape());
        }

        private static OnnxInput type(ProtobufReader in, OnnxInput other) throws IOException {
            OnnxInput type = other;
            long end = in.message();
            while (in.next(end)) {
                if (in.field() == TYPE_TENSOR) {
                    type = tensor(in);
                } else {
                    in.skip();
                }
            }
            return type;
        }

        private static OnnxInput tensor(ProtobufReader in) throws IOException {
            OnnxInput.Type type = OnnxInput.Type.OTHER;
            List<Long> shape = new ArrayList<>();
            long end = in.message();
            while (in.next(end)) {
                switch (in.field()) {
                    case TENSOR_ELEMENT -> {
                        long element = in.number();
                        type = element == ELEMENT_FLOAT
                                ? OnnxInput.Type.FLOAT
                                : element == ELEMENT_LONG ? OnnxInput.Type.LONG : OnnxInput.Type.OTHER;
                    }
                    case TENSOR_SHAPE -> shape.addAll(shape(in));
                    default -> in.skip();
                }
            }
            return new OnnxInput("", type, shape);
        }

        private static List<Long> shape(ProtobufReader in) throws IOException {
            List<Long> shape = new ArrayList<>();
            long end = in.message();
            while (in.next(end)) {
                if (in.field() == SHAPE_DIMENSION) {
                    shape.add(dimension(in));
                } else {
                    in.skip();
                }
            }
            return shape;
        }

        private static long dimension(ProtobufReader in) throws IOException {
            long length = -1;
            long end = in.message();
            while (in.next(end)) {
                if (in.field() == DIMENSION_VALUE) {
                    length = in.number();
                } else {
                    in.skip();
                }
            }
            return length;
        }
    }
}
