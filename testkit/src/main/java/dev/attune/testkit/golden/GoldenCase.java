package dev.attune.testkit.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.attune.api.PublicApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * One case of the manifest: its attributes and its arrays, read from the {@code .npz} or made by the manifest's formula.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class GoldenCase {
    private final Path archive;
    private final JsonNode description;
    private final Map<String, JsonNode> tensors = new LinkedHashMap<>();

    GoldenCase(Path folder, JsonNode description) {
        this.description = description;
        archive = folder.resolve(description.get("file").asText());
        description
                .get("tensors")
                .forEach(tensor -> tensors.put(tensor.get("key").asText(), tensor));
    }

    /** Returns the name of the case. */
    public String name() {
        return description.get("name").asText();
    }

    /** Returns the case's entry in the manifest. */
    public JsonNode description() {
        return description;
    }

    /** Returns an attribute, such as {@code depth}; fails if the case has none of that name. */
    public JsonNode attribute(String name) {
        JsonNode value = description.get(name);
        if (value == null) {
            throw new IllegalArgumentException("case " + name() + " has no attribute " + name);
        }
        return value;
    }

    /** Returns the names of all tensors of a role, in the manifest's order; empty when there are none. */
    public List<String> names(String role) {
        List<String> names = new ArrayList<>();
        tensors.values().stream()
                .filter(tensor -> tensor.get("role").asText().equals(role))
                .forEach(tensor -> names.add(tensor.get("name").asText()));
        return names;
    }

    /** Returns the stride at which a {@code *_sample} tensor was taken, from its description. */
    public int stride(String role, String name) {
        String meaning = entry(role, name).get("meaning").asText();
        return Integer.parseInt(meaning.substring(meaning.indexOf("stride=") + "stride=".length()));
    }

    /**
     * Reads or makes a tensor.
     *
     * @param role such as {@code in}, {@code param}, {@code grad_param}
     * @param name its name in that role
     */
    public GoldenTensor tensor(String role, String name) {
        JsonNode entry = entry(role, name);
        long[] shape = new long[entry.get("shape").size()];
        int size = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = entry.get("shape").get(i).asLong();
            size = Math.toIntExact(size * shape[i]);
        }
        JsonNode formula = entry.get("formula");
        return new GoldenTensor(name, shape, formula == null ? read(entry, size) : make(formula, size));
    }

    /**
     * Makes values by the manifest's formula for a tensor that the manifest mentions only in words, such as the cotangent
     * {@code cot.video} of a full-size case.
     *
     * @param name the name that seeds the formula
     * @param scale the formula's scale
     * @param size how many values
     */
    public float[] formula(String name, double scale, int size) {
        return Formula.values(Long.parseUnsignedLong(attribute("caseSeed").asText()), name, scale, size);
    }

    private JsonNode entry(String role, String name) {
        JsonNode entry = tensors.get(role + '/' + name);
        if (entry == null) {
            throw new IllegalArgumentException("case " + name() + " has no tensor " + role + '/' + name);
        }
        return entry;
    }

    private float[] make(JsonNode formula, int size) {
        if (formula.has("constant")) {
            float[] values = new float[size];
            Arrays.fill(values, (float) formula.get("constant").asDouble());
            return values;
        }
        return formula(formula.get("name").asText(), formula.get("scale").asDouble(), size);
    }

    private float[] read(JsonNode entry, int size) {
        String member = entry.get("key").asText() + ".npy";
        try (ZipFile zip = new ZipFile(archive.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(member))) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            int headerLength = Short.toUnsignedInt(bytes.getShort(8));
            String header = new String(bytes.array(), 10, headerLength, StandardCharsets.US_ASCII);
            bytes.position(10 + headerLength);
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] = header.contains("<f4")
                        ? bytes.getFloat()
                        : header.contains("<i2") ? bytes.getShort() : bytes.getInt();
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + member + " of " + archive, e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
