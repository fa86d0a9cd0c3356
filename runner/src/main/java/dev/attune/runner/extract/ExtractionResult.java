package dev.attune.runner.extract;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an extraction gave.
 *
 * @param store the folder of the feature store
 * @param dimensions modality to number of features, in order
 * @param clips what became of each, by name
 * @param allowFailed how many may fail
 */
public record ExtractionResult(Path store, Map<String, Integer> dimensions, List<ClipOutcome> clips, int allowFailed) {
    /** Copies the collections, keeping order. */
    public ExtractionResult {
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
        clips = List.copyOf(clips);
    }

    /** Returns the clips that failed. */
    public List<ClipOutcome> failures() {
        return clips.stream().filter(clip -> !clip.succeeded()).toList();
    }

    /** Returns whether there is a store, and not more clips failed than may. */
    public boolean isAcceptable() {
        int failed = failures().size();
        return failed <= allowFailed && failed < clips.size();
    }

    /** Returns the file that says what became of each modality of each clip. */
    public Path ledger() {
        return store.resolve(Ledger.FILE);
    }
}
