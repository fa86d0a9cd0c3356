package dev.attune.runner.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Keeps an extraction from changing what somebody else may need. */
final class StoreGuard {
    private static final Set<String> FILES = Set.of(Extraction.STORE_FILE, Extraction.GROUPS_FILE, Ledger.FILE);
    private static final String CONFIG = "config";

    private final Path store;
    private final String option;

    /**
     * Looks after a store.
     *
     * @param store its folder, which need not be there
     * @param option of the command line that names it
     */
    StoreGuard(Path store, String option) {
        this.store = store;
        this.option = option;
    }

    /** Refuses a folder in which something else is. */
    void requireStore() {
        if (!Files.exists(store)) {
            return;
        }
        if (!Files.isDirectory(store)) {
            throw new DataException(store + " is a file; " + option + " wants a folder.");
        }
        Optional<Path> foreign = visible().stream()
                .filter(path -> !FILES.contains(String.valueOf(path.getFileName())))
                .filter(path -> !Files.exists(path.resolve(ClipRecord.FILE)))
                .min(Comparator.naturalOrder());
        foreign.ifPresent(path -> {
            throw new DataException(store + " holds " + path.getFileName() + ", which attune extract did not make; "
                    + option + " wants a new folder, or one that it made.");
        });
    }

    /** Refuses a store with other clips: its file would leave them out. */
    void requireNoOther(List<ClipFile> clips) {
        Set<String> others = clips();
        clips.forEach(clip -> others.remove(clip.name()));
        if (!others.isEmpty()) {
            throw new DataException(store + " holds other clips (" + Splits.some(others)
                    + "), which store.json would leave out; give the folder that all of them came from, or another "
                    + option + ".");
        }
    }

    /** Refuses a store with labels or splits, which would be lost. */
    void requireNoLabels() {
        Optional<JsonNode> json = JsonFiles.readIfSound(store.resolve(Extraction.STORE_FILE));
        boolean labels = json.map(found -> !found.path("targets").isEmpty()).orElse(false)
                || clips().stream()
                        .anyMatch(clip ->
                                ClipRecord.read(store.resolve(clip)).parts().containsKey(ClipExtraction.LABELS));
        if (labels) {
            throw refused("labels");
        }
        JsonNode splits = json.map(found -> found.path("splits")).orElseGet(JsonFiles::object);
        if (!splits.path("validation").isEmpty() || !splits.path("test").isEmpty()) {
            throw refused("splits");
        }
    }

    private DataException refused(String what) {
        return new DataException(store + " has " + what + ", which " + option + " would lose; name a new folder.");
    }

    /** Refuses a store whose features were made in another way: they would be replaced. */
    void requireSame(ObjectNode description) {
        Optional<JsonNode> made =
                JsonFiles.readIfSound(store.resolve(Extraction.STORE_FILE)).map(json -> json.path("encoders"));
        if (made.isEmpty() || made.get().equals(description)) {
            return;
        }
        Set<String> differences = new LinkedHashSet<>();
        differ("", settings(made.get()), settings(description), differences);
        differ("", without(made.get()), without(description), differences);
        throw new DataException(store + " was made in another way (" + Splits.some(differences) + "), and " + option
                + " does not replace its features; name a new folder.");
    }

    private static JsonNode settings(JsonNode description) {
        return description.path(CONFIG).isTextual()
                ? JsonFiles.fromYaml(description.path(CONFIG).asText())
                : JsonFiles.object();
    }

    private static JsonNode without(JsonNode description) {
        return description.isObject() ? ((ObjectNode) description.deepCopy()).without(CONFIG) : description;
    }

    /** Collects the keys of what two documents do not have in common. */
    private static void differ(String path, JsonNode one, JsonNode other, Set<String> differences) {
        if (one.equals(other)) {
            return;
        }
        if (!one.isObject() || !other.isObject()) {
            differences.add(path);
            return;
        }
        Set<String> keys = new TreeSet<>();
        one.fieldNames().forEachRemaining(keys::add);
        other.fieldNames().forEachRemaining(keys::add);
        keys.forEach(
                key -> differ(path.isEmpty() ? key : path + "." + key, one.path(key), other.path(key), differences));
    }

    /** Returns the names of the clips that have a folder. */
    Set<String> clips() {
        Set<String> names = new TreeSet<>();
        if (Files.isDirectory(store)) {
            visible().stream()
                    .filter(path -> Files.exists(path.resolve(ClipRecord.FILE)))
                    .forEach(path -> names.add(String.valueOf(path.getFileName())));
        }
        return names;
    }

    private List<Path> visible() {
        try (Stream<Path> entries = Files.list(store)) {
            return entries.filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new DataException(store + " cannot be read: " + JsonFiles.words(e) + ".", e);
        }
    }
}
