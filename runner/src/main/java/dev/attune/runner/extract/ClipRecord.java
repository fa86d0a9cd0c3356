package dev.attune.runner.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.runner.trial.JsonFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was extracted from a clip, and from what: the file {@code extracted.json} of its folder.
 *
 * @param parts what was made, by the name of the modality; labels are one
 */
record ClipRecord(Map<String, Part> parts) {
    static final String FILE = "extracted.json";
    static final ClipRecord NONE = new ClipRecord(Map.of());

    private static final int FORMAT = 1;

    /**
     * One modality, or the labels.
     *
     * @param key hash of everything that it was made of
     * @param frames how many
     * @param valid how many of them have features
     * @param seconds of work
     * @param findings what the user should know
     */
    record Part(String key, int frames, int valid, double seconds, List<String> findings) {
        Part {
            findings = List.copyOf(findings);
        }
    }

    /** Reads the record of a clip's folder; what cannot be read counts as not made. */
    static ClipRecord read(Path folder) {
        JsonNode json = JsonFiles.readIfSound(folder.resolve(FILE)).orElseGet(JsonFiles::object);
        if (json.path("format").asInt() != FORMAT) {
            return NONE;
        }
        Map<String, Part> parts = new LinkedHashMap<>();
        json.path("parts").properties().forEach(entry -> parts.put(entry.getKey(), part(entry.getValue())));
        return new ClipRecord(parts);
    }

    private static Part part(JsonNode json) {
        List<String> findings = new ArrayList<>();
        json.path("findings").forEach(finding -> findings.add(finding.asText()));
        return new Part(
                json.path("key").asText(),
                json.path("frames").asInt(),
                json.path("valid").asInt(),
                json.path("seconds").asDouble(),
                findings);
    }

    void write(Path folder, ClipFile clip) {
        ObjectNode json = JsonFiles.object().put("format", FORMAT);
        json.put("file", clip.file().toAbsolutePath().normalize().toString());
        ObjectNode all = json.putObject("parts");
        parts.forEach((name, part) -> {
            ObjectNode one = all.putObject(name)
                    .put("key", part.key())
                    .put("frames", part.frames())
                    .put("valid", part.valid())
                    .put("seconds", part.seconds());
            part.findings().forEach(one.putArray("findings")::add);
        });
        JsonFiles.write(folder.resolve(FILE), json);
    }
}
