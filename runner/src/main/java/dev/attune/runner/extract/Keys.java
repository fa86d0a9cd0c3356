package dev.attune.runner.extract;

import dev.attune.api.encoder.EncoderFactory;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.ExtractionConfig;
import dev.attune.runner.config.LabelsConfig;
import dev.attune.runner.config.ModalityConfig;
import dev.attune.runner.trial.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Knows of what everything is made, so that what is made of the same is not made again. */
final class Keys {
    private final ExtractionConfig config;
    private final String recording;
    private final Map<String, String> modalities = new LinkedHashMap<>();
    private final SortedMap<String, String> models = new TreeMap<>();
    private final SortedMap<String, String> versions = new TreeMap<>();
    private final Set<String> withWords = new HashSet<>();
    /** Where transcripts may be besides the folders of the recordings. */
    private final List<Path> folders;

    /**
     * Looks at an extraction.
     *
     * @param config every setting
     * @param encoders are made, because only they know their models
     */
    Keys(ExtractionConfig config, EncoderSet encoders) {
        this.config = config;
        folders =
                config
                        .transcript()
                        .map(transcriber -> EffectiveConfig.paths(transcriber.options()))
                        .orElse(List.of())
                        .stream()
                        .filter(Files::isDirectory)
                        .toList();
        recording = "media " + EffectiveConfig.line(config.media()) + "\nclock "
                + config.clock().rate().map(String::valueOf).orElse("native");
        config.modalities().forEach((name, modality) -> {
            EncoderFactory<?> factory = modality.encoder().factory();
            SortedMap<String, String> used = encoders.modelsOf(name);
            models.putAll(used);
            versions.put(modality.encoder().name(), version(factory));
            modalities.put(name, described(modality, used));
            if (encoders.attendsToWords(name)) {
                withWords.add(name);
            }
        });
    }

    /** A folder of classes, as developers have it, has no version. */
    private static String version(EncoderFactory<?> factory) {
        return Optional.ofNullable(factory.getClass().getPackage().getImplementationVersion())
                .orElse("unknown");
    }

    private static String described(ModalityConfig modality, SortedMap<String, String> used) {
        return "encoder " + EffectiveConfig.line(modality.encoder())
                + "\nversion " + version(modality.encoder().factory())
                + "\nmodels " + used
                + "\nalign " + Alignment.placement(modality);
    }

    /** Returns the models of all encoders, source to hash. */
    SortedMap<String, String> models() {
        return models;
    }

    /** Returns the versions of the plugins of all encoders. */
    SortedMap<String, String> versions() {
        return versions;
    }

    /** Returns the key of each part of a clip: its modalities, and its labels if it has any. */
    Map<String, String> of(ClipFile clip) {
        String content = "clip " + Sha256.of(clip.file()) + "\n" + recording;
        String words = withWords.isEmpty() ? "" : words(clip);
        Map<String, String> keys = new LinkedHashMap<>();
        modalities.forEach((name, text) ->
                keys.put(name, Sha256.of(content + "\n" + text + (withWords.contains(name) ? "\n" + words : ""))));
        labelTable(clip).ifPresent(table -> {
            String text = "labels " + config.labels().orElseThrow() + "\ntable " + Sha256.of(table);
            keys.put(ClipExtraction.LABELS, Sha256.of(content + "\n" + text));
        });
        return keys;
    }

    /** Returns the table of a clip's labels. */
    Optional<Path> labelTable(ClipFile clip) {
        return config.labels().map(labels -> clip.beside(labels.suffix())).filter(Files::isRegularFile);
    }

    private String words(ClipFile clip) {
        Set<String> except =
                config.labels().map(LabelsConfig::suffix).map(Set::of).orElse(Set.of());
        StringBuilder text = new StringBuilder("transcript ")
                .append(config.transcript().map(EffectiveConfig::line).orElse("none"));
        List<Path> files = new ArrayList<>(clip.companions(Optional.empty(), config.extensions(), except));
        folders.forEach(folder -> files.addAll(clip.companions(Optional.of(folder), config.extensions(), except)));
        files.forEach(
                file -> text.append('\n').append(file.getFileName()).append(' ').append(Sha256.of(file)));
        return text.toString();
    }
}
