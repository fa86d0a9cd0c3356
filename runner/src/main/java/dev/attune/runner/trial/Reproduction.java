package dev.attune.runner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.train.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two runs of one trial, held against each other: what went in, where it ran, and what came out.
 *
 * <p>On one machine, with the same configuration, data, plugins and threads, everything that comes out is the same bit by bit. Where
 * it is not, what went in says why.
 */
public final class Reproduction {
    /** What an entry is about. */
    public enum Part {
        /** The effective configuration. */
        CONFIGURATION,
        /** The corpus. */
        DATA,
        /** Attune, its engine, and plugins. */
        CODE,
        /** The machine, and how much of it was used. */
        MACHINE,
        /** What the trial found. */
        RESULT
    }

    /**
     * One thing that was compared.
     *
     * @param part what it is about
     * @param name which
     * @param before in the first run; empty if it was not there
     * @param now in the second
     */
    public record Entry(Part part, String name, String before, String now) {
        /** Returns whether both runs agree, to the last bit. */
        public boolean isSame() {
            return before.equals(now);
        }
    }

    private final List<Entry> entries;

    private Reproduction(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Returns everything that was compared, by part. */
    public List<Entry> entries() {
        return entries;
    }

    /** Returns whether the results agree bit by bit. */
    public boolean isIdentical() {
        return entries.stream().filter(entry -> entry.part() == Part.RESULT).allMatch(Entry::isSame);
    }

    /** Returns the parts other than results that differ: what may explain other results. */
    public Set<Part> otherDifferences() {
        Set<Part> parts = new LinkedHashSet<>();
        entries.stream()
                .filter(entry -> entry.part() != Part.RESULT && !entry.isSame())
                .forEach(entry -> parts.add(entry.part()));
        return parts;
    }

    /**
     * Compares two finished runs.
     *
     * @param before the folder of the first
     * @param now the folder of the second
     * @throws DataException if one of them is not finished, or its files are damaged
     */
    public static Reproduction compare(TrialFolder before, TrialFolder now) {
        List<Entry> entries = new ArrayList<>();
        add(entries, Part.CONFIGURATION, configuration(before), configuration(now));
        JsonNode then = environment(before);
        JsonNode today = environment(now);
        add(entries, Part.DATA, values(then, "data-sha256", "splits"), values(today, "data-sha256", "splits"));
        add(
                entries,
                Part.CODE,
                values(then, "attune", "engine", "djl", "java", "plugins"),
                values(today, "attune", "engine", "djl", "java", "plugins"));
        add(
                entries,
                Part.MACHINE,
                values(then, "os", "cpu", "cores", "threads"),
                values(today, "os", "cpu", "cores", "threads"));
        add(entries, Part.RESULT, results(before), results(now));
        return new Reproduction(entries);
    }

    private static void add(List<Entry> entries, Part part, Map<String, String> before, Map<String, String> now) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            entries.add(new Entry(part, name, before.getOrDefault(name, ""), now.getOrDefault(name, "")));
        }
    }

    private static Map<String, String> configuration(TrialFolder folder) {
        Path file = folder.path().resolve("config.yaml");
        String yaml = JsonFiles.readText(file)
                .orElseThrow(() -> new DataException(file + " is missing, and with it what the run was."));
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", JsonFiles.fromYaml(yaml), flat);
        flat.remove("name");
        return flat;
    }

    private static JsonNode environment(TrialFolder folder) {
        return JsonFiles.read(folder.path().resolve("environment.json"));
    }

    private static Map<String, String> values(JsonNode json, String... names) {
        Map<String, String> flat = new LinkedHashMap<>();
        for (String name : names) {
            if (json.has(name)) {
                flatten(name, json.get(name), flat);
            }
        }
        return flat;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> flat) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), flat));
        } else if (node.isArray() && node.size() > 0 && node.get(0).has("id")) {
            // A plugin is the same plugin wherever its jar lies.
            node.forEach(item -> flat.put(
                    path + "." + item.get("id").asText(),
                    item.path("sha256").asText(item.path("version").asText("present"))));
        } else {
            flat.put(path, node.isValueNode() ? node.asText() : node.toString());
        }
    }

    private static Map<String, String> results(TrialFolder folder) {
        TrialResult result = folder.result()
                .orElseThrow(() -> new DataException(folder.path() + " is not a finished run: it has no result.json."));
        Map<String, String> flat = new LinkedHashMap<>();
        flat.put("parameters", Long.toString(result.parameters()));
        flat.put("best epoch", Integer.toString(result.bestEpoch()));
        flat.put("epochs", Integer.toString(result.epochs()));
        figures(flat, Split.VALIDATION, result.of(Split.VALIDATION));
        Optional<List<Figure>> test = folder.testFigures();
        test.ifPresent(figures -> figures(flat, Split.TEST, figures));
        if (Files.exists(folder.best())) {
            flat.put("best parameters", "sha256 " + Sha256.of(folder.best()).substring(0, 12));
        }
        return flat;
    }

    private static void figures(Map<String, String> flat, Split split, List<Figure> figures) {
        figures.forEach(figure -> flat.put(split.label() + " " + figure.key(), Double.toString(figure.value())));
    }
}
