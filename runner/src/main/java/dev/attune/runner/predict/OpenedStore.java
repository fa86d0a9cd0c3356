package dev.attune.runner.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.config.Doc;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.data.Split;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.Selection;
import dev.attune.runner.trial.Components;
import dev.attune.runner.trial.JsonFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A feature store whose clips are to be predicted. */
final class OpenedStore implements AutoCloseable {
    private static final String TYPE = "features";

    private final Path path;
    private final Dataset dataset;

    private OpenedStore(Path path, Dataset dataset) {
        this.path = path;
        this.dataset = dataset;
    }

    /**
     * A corpus by itself.
     *
     * @param corpus its type and options
     */
    record Source(@Doc("The type of corpus.") Selection<DatasetFactory<?>> corpus) {}

    /** Returns whether a folder is a feature store. */
    static boolean isStore(Path path) {
        return Files.exists(path.resolve("store.json"));
    }

    /**
     * Opens a store.
     *
     * @throws dev.attune.api.DataException if it is damaged
     */
    static OpenedStore open(Path path, ConfigLoader loader) {
        ObjectNode source = JsonFiles.object();
        source.putObject("corpus")
                .put("type", TYPE)
                .put("root", path.toAbsolutePath().toString());
        Selection<DatasetFactory<?>> corpus =
                loader.fromYaml(Source.class, JsonFiles.text(source), path).corpus();
        return new OpenedStore(path, Components.open(corpus, new DatasetContext(List.of(), List.of())));
    }

    Path path() {
        return path;
    }

    /** Returns the modalities that it has, with their features per frame. */
    Map<String, Integer> modalities() {
        return dataset.info().modalities();
    }

    /** Returns how its features were made, if it says so. */
    Optional<JsonNode> extraction() {
        return dataset.extraction().map(text -> JsonFiles.parse(path.resolve("store.json") + ", encoders", text));
    }

    List<Clip> clips(Split split) {
        return dataset.clips(split);
    }

    @Override
    public void close() {
        dataset.close();
    }
}
