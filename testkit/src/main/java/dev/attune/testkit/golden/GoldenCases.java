package dev.attune.testkit.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.api.PublicApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the golden fixtures from the folder that the system property {@code attune.golden} names.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class GoldenCases {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenCases() {}

    /** Returns the folder of the fixtures. */
    public static Path folder() {
        String folder = System.getProperty("attune.golden");
        if (folder == null) {
            throw new IllegalStateException("set -Dattune.golden to the folder of the golden fixtures");
        }
        return Path.of(folder);
    }

    /**
     * Returns all cases that the manifest lists in a group, whatever they are.
     *
     * @param group such as {@code fusion}, {@code tcn}, {@code loss}
     */
    public static List<GoldenCase> group(String group) {
        List<GoldenCase> cases = new ArrayList<>();
        for (JsonNode description : read("manifest.json").get("cases")) {
            if (description.get("group").asText().equals(group)) {
                cases.add(new GoldenCase(folder(), description));
            }
        }
        return cases;
    }

    /**
     * Returns one case.
     *
     * @param name its name in the manifest
     */
    public static GoldenCase named(String name) {
        for (JsonNode description : read("manifest.json").get("cases")) {
            if (description.get("name").asText().equals(name)) {
                return new GoldenCase(folder(), description);
            }
        }
        throw new IllegalArgumentException("the manifest in " + folder() + " has no case " + name);
    }

    /**
     * Returns a part of {@code protocol.json}.
     *
     * @param section such as {@code windowing}
     */
    public static JsonNode protocol(String section) {
        return read("protocol.json").get(section);
    }

    private static JsonNode read(String file) {
        try {
            return JSON.readTree(folder().resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder().resolve(file), e);
        }
    }
}
