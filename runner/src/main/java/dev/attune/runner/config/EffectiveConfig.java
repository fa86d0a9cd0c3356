package dev.attune.runner.config;

import dev.attune.api.data.DatasetFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A configuration with every default filled in, as it is written into a run. */
public final class EffectiveConfig {
    private static final int ID_DIGITS = 12;
    private static final String NAME = "name";

    private EffectiveConfig() {}

    /**
     * Writes an experiment as YAML: every key, in a fixed order, paths absolute.
     *
     * @param config the experiment
     * @return a document that {@link ConfigLoader} reads back to an equal experiment, given the same components
     */
    public static String yaml(ExperimentConfig config) {
        return YamlWriter.document(YamlWriter.map(entries(config)));
    }

    /**
     * Returns the identifier of the training that an experiment describes: the same for the same configuration and seed, whatever
     * its name.
     *
     * @param config the experiment
     * @return 12 lower-case hexadecimal digits of the SHA-256 of {@link #yaml} without the name
     */
    public static String id(ExperimentConfig config) {
        Map<String, Node> entries = entries(config);
        entries.remove(NAME);
        return id(YamlWriter.document(YamlWriter.map(entries)));
    }

    /** Returns the identifier of what a text describes. */
    static String id(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Writes how recordings become features as YAML: every key, in a fixed order, paths absolute.
     *
     * @param config the extraction
     */
    public static String yaml(ExtractionConfig config) {
        return YamlWriter.document(
                YamlWriter.map(SectionType.writeOptions(RecordSchema.of(ExtractionConfig.class), config)));
    }

    /**
     * Writes a component with its options on one line, every default filled in: what tells it from another.
     *
     * @param selection the component
     */
    public static String line(Selection<?> selection) {
        return YamlWriter.inline(YamlWriter.map(ComponentType.writeMap(selection)));
    }

    /**
     * Writes a dataset with its options on one line, whichever fold it is cut into.
     *
     * @param selection the dataset
     * @return the same line for two that differ in the fold alone
     */
    public static String anyFold(Selection<DatasetFactory<?>> selection) {
        Node.Mapping options = YamlWriter.map(ComponentType.writeMap(selection));
        Optional<Node.Mapping> fold = selection
                .factory()
                .foldOption()
                .filter(key -> Positions.find(options, key) != null)
                .map(key -> Overrides.nested(Overrides.split(key, Set.of()), options.place(), YamlWriter.plain("any")));
        return YamlWriter.inline(fold.map(any -> Layers.deep(options, any)).orElse(options));
    }

    /**
     * Writes how a study compares as YAML, every key, as {@link #yaml(ExperimentConfig)} does.
     *
     * @param config what is compared
     */
    public static String yaml(CompareConfig config) {
        return YamlWriter.document(
                YamlWriter.map(SectionType.writeOptions(RecordSchema.of(CompareConfig.class), config)));
    }

    /**
     * Returns which fold of its corpus an experiment trains on.
     *
     * @param config the experiment
     * @return the value of the dataset's option for it; empty where the corpus has no folds, or the options make none
     */
    public static Optional<String> fold(ExperimentConfig config) {
        return FoldExpansion.key(config.data())
                .map(key -> Positions.find(YamlWriter.map(entries(config)), key))
                .filter(node -> node instanceof Node.Scalar scalar && !scalar.isNull())
                .map(node -> ((Node.Scalar) node).text());
    }

    /**
     * Returns whether the corpus of an experiment has the same test clips in each of its folds.
     *
     * @param config the experiment
     * @return false where the corpus has no folds
     */
    public static boolean foldsShareTest(ExperimentConfig config) {
        Selection<DatasetFactory<?>> dataset = config.data().dataset();
        return foldsShareTest(dataset.factory(), dataset.options());
    }

    /** The options are of the factory's own record. */
    private static <C extends Record> boolean foldsShareTest(DatasetFactory<C> factory, Record options) {
        return factory.foldsShareTest(factory.configType().cast(options));
    }

    /**
     * Writes figures of others as YAML, every key, as {@link #yaml(ExperimentConfig)} does.
     *
     * @param figures what was published
     */
    public static String yaml(Published figures) {
        return YamlWriter.document(YamlWriter.map(SectionType.writeOptions(RecordSchema.of(Published.class), figures)));
    }

    private static Map<String, Node> entries(ExperimentConfig config) {
        return new LinkedHashMap<>(SectionType.writeOptions(RecordSchema.of(ExperimentConfig.class), config));
    }
}
