package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.encoder.Sense;
import dev.attune.api.media.MediaFactory;
import dev.attune.api.media.TranscriberFactory;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a folder of recordings becomes a feature store.
 *
 * @param media opens the recordings
 * @param clock the frames on which features are placed
 * @param modalities by name, in order
 * @param transcript finds out what is said; present if some modality needs it
 * @param labels tables beside the recordings
 * @param splits the table that says which clip is in which split
 * @param extensions of the files that are recordings
 * @param allowFailed how many clips may fail
 */
public record ExtractionConfig(
        @Doc("What opens the recordings.") @DefaultValue("ffmpeg")
        Selection<MediaFactory<?>> media,

        @Doc("The frames on which features are placed.") ClockConfig clock,

        @Doc("Names of modalities, each with its encoder.") Map<String, ModalityConfig> modalities,

        @Doc("What finds out what is said, if an encoder attends to words: then, without it, sidecar.")
        Optional<Selection<TranscriberFactory<?>>> transcript,

        @Doc("Labels, in a table beside each recording.") Optional<LabelsConfig> labels,

        @Doc(
                "A csv file with the columns clip and split (train, validation or test); without it, every clip is in train.")
        Optional<Path> splits,

        @Doc("Which files are recordings, by the ends of their names.") @DefaultValue(MediaConfig.EXTENSIONS)
        List<String> extensions,

        @Doc("How many clips may fail before the command fails too.")
        @DefaultValue("0")
        @Range(min = 0, max = 1_000_000_000)
        int allowFailed) {
    /** Copies the collections, keeping order. */
    public ExtractionConfig {
        modalities = Collections.unmodifiableMap(new LinkedHashMap<>(modalities));
        extensions = List.copyOf(extensions);
    }

    /** Returns whether some encoder attends to words. */
    public boolean needsWords() {
        return modalities.values().stream()
                .anyMatch(modality -> modality.encoder().factory().sense() == Sense.WORDS);
    }

    /** Returns the same extraction of some modalities alone, without labels and splits. */
    public ExtractionConfig featuresOf(Set<String> names) {
        Map<String, ModalityConfig> kept = new LinkedHashMap<>(modalities);
        kept.keySet().retainAll(names);
        return new ExtractionConfig(
                media, clock, kept, transcript, Optional.empty(), Optional.empty(), extensions, allowFailed);
    }
}
