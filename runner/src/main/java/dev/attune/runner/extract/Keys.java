package dev.attune.runner.extract;

import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.ExtractionConfig;
import dev.attune.runner.config.Selection;
import dev.attune.runner.trial.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final Versions versions;
    private final FileHashes hashes = new FileHashes();
    private final String recording;
    private final String transcription;
    private final Map<String, String> modalities = new LinkedHashMap<>();
    private final SortedMap<String, String> models = new TreeMap<>();
    private final SortedMap<String, String> plugins = new TreeMap<>();
    private final Set<String> withWords = new HashSet<>();

    /**
     * Looks at an extraction.
     *
     * @param config every setting
     * @param encoders are made, because only they know their models
     * @param versions of what features are made with
     */
    Keys(ExtractionConfig config, EncoderSet encoders, Versions versions) {
        this.config = config;
        this.versions = versions;
        recording = "attune " + versions.attune()
                + "\nmedia " + described(config.media())
                + "\nclock " + config.clock().rate().map(String::valueOf).orElse("native");
        transcription = "transcript " + config.transcript().map(this::described).orElse("none");
        config.modalities().forEach((name, modality) -> {
            SortedMap<String, String> used = encoders.modelsOf(name);
            models.putAll(used);
            modalities.put(
                    name,
                    "encoder " + described(modality.encoder())
                            + "\nmodels " + used
                            + "\nalign " + Alignment.placement(modality));
            if (encoders.attendsToWords(name)) {
                withWords.add(name);
            }
        });
        addPlugins();
    }

    private String described(Selection<?> component) {
        return EffectiveConfig.line(component) + "\nversion " + versions.of(component.factory());
    }

    private void addPlugins() {
        plugins.put(config.media().name(), versions.of(config.media().factory()));
        if (!withWords.isEmpty()) {
            config.transcript().ifPresent(chosen -> plugins.put(chosen.name(), versions.of(chosen.factory())));
        }
        config.modalities()
                .values()
                .forEach(modality -> plugins.put(
                        modality.encoder().name(),
                        versions.of(modality.encoder().factory())));
    }

    /** Returns the models of all encoders, source to hash. */
    SortedMap<String, String> models() {
        return models;
    }

    /** Returns the versions of the plugins of all encoders, of what opens recordings, and of what finds words if any are wanted. */
    SortedMap<String, String> plugins() {
        return plugins;
    }

    /**
     * Returns the key of each part of a clip: its modalities, and its labels if it has any.
     *
     * @param clip the recording
     * @param encoders those of the calling thread, whose transcriber knows what it reads
     */
    Map<String, String> of(ClipFile clip, EncoderSet encoders) {
        String content = "clip " + Sha256.of(clip.file()) + "\n" + recording;
        String words = withWords.isEmpty() ? "" : words(encoders.transcriptFiles(clip.file()));
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

    private String words(List<Path> files) {
        StringBuilder text = new StringBuilder(transcription);
        files.forEach(
                file -> text.append('\n').append(file.getFileName()).append(' ').append(hashes.of(file)));
        return text.toString();
    }
}
