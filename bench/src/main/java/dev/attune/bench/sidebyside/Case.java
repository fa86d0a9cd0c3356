package dev.attune.bench.sidebyside;

import dev.attune.api.data.TargetInfo;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.plugin.PluginHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A model that both sides train, and the shape of its batches.
 *
 * <p>The experiment stands in the resource of the same name; {@code cases.py} has the same models for the other side. That they are the
 * same is checked: parameters are exchanged by name and shape, and losses must agree.
 */
enum Case {
    /** The published code's model with its TCNs. */
    RJCMA("rjcma", 12, 512, 128, 768),
    /** The same on features that the TCNs would give. */
    RJCMA_NO_TCN("rjcma-no-tcn", 12, 256, 128, 128),
    /** Joint cross-attention in its journal form. */
    JCA("jca", 12, 512, 128, 768),
    /** Concatenation. */
    CONCAT("concat", 12, 512, 128, 768),
    /** The multimodal transformer at its published sizes. */
    MULT("mult", 12, 512, 128, 768),
    /** So small that everything but arithmetic counts. */
    TINY("tiny", 4, 32, 32, 32);

    static final List<TargetInfo> TARGETS = List.of(TargetInfo.continuous("valence"), TargetInfo.continuous("arousal"));

    private static final int SMALL_STEPS = 100;

    private final String label;
    private final int batch;
    private final int visual;
    private final int audio;
    private final int text;

    Case(String label, int batch, int visual, int audio, int text) {
        this.label = label;
        this.batch = batch;
        this.visual = visual;
        this.audio = audio;
        this.text = text;
    }

    /**
     * Finds a case.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static Case of(String label) {
        return Arrays.stream(values())
                .filter(known -> known.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Found the case " + label + ", wanted one of "
                        + Arrays.stream(values()).map(Case::label).collect(Collectors.joining(", ")) + "."));
    }

    /** Returns the name for tables and command lines. */
    String label() {
        return label;
    }

    /** Returns how many steps are made before any counts: enough for kernels to be chosen and, of small steps, for code to be compiled. */
    int warmUp() {
        return this == TINY ? SMALL_STEPS : 3;
    }

    /** Returns how many steps are taken where one large step is wanted: small ones are too short to be timed singly. */
    int stepsForOne() {
        return this == TINY ? SMALL_STEPS / 5 : 1;
    }

    /** Returns windows per step, B. */
    int batch() {
        return batch;
    }

    /** Returns features per frame by modality, in order. */
    Map<String, Integer> features() {
        Map<String, Integer> features = new LinkedHashMap<>();
        features.put("visual", visual);
        features.put("audio", audio);
        features.put("text", text);
        return features;
    }

    /**
     * Reads the experiment.
     *
     * @param dropout whether it keeps its dropout
     */
    ExperimentConfig experiment(boolean dropout) {
        return experiment(dropout ? yaml() : yaml().replaceAll("dropout: [0-9.]+", "dropout: 0"));
    }

    /** Reads the experiment as it runs without a graph. */
    ExperimentConfig eager() {
        String compiled = "training: {";
        String yaml = yaml();
        if (!yaml.contains(compiled)) {
            throw new IllegalStateException(label + ".yaml has no line " + compiled);
        }
        return experiment(yaml.replace(compiled, compiled + "compile: off, "));
    }

    private ExperimentConfig experiment(String yaml) {
        return new ConfigLoader(PluginHost.ofProcess()).experimentFromYaml(yaml, Path.of(label + ".yaml"));
    }

    private String yaml() {
        return text(label + ".yaml");
    }

    private static String text(String resource) {
        try (InputStream stream = Case.class.getResourceAsStream(resource)) {
            return new String(
                    Objects.requireNonNull(stream, resource + " is missing").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
