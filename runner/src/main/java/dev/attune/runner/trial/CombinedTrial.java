package dev.attune.runner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.metric.Metric;
import dev.attune.runner.config.Combination;
import dev.attune.runner.config.Combination.Method;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.train.Figure;
import dev.attune.runner.train.ScoreBoard;
import dev.attune.runner.train.TrialFailedException;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Computes what stands for a trial where nothing is trained: the combination of the predictions that other trials left.
 *
 * <p>Its folder has {@code combination.json}, which names the sources and hashes their results, and predictions, {@code result.json} and
 * {@code test.json} like those of a trial. All of it follows from the sources' files and the labels, byte for byte.
 */
public final class CombinedTrial {
    /** Describes the sources; a folder that has it is no trial. */
    public static final String FILE = "combination.json";

    private static final int FORMAT = 1;

    private final Combination.Part part;
    private final TrialFolder folder;
    private final List<TrialFolder> sources;

    /**
     * Names a computation; nothing is read.
     *
     * @param part what is combined and how
     * @param folder where it goes
     * @param sources where the trials are whose predictions are combined
     */
    public CombinedTrial(Combination.Part part, TrialFolder folder, List<TrialFolder> sources) {
        this.part = part;
        this.folder = folder;
        this.sources = List.copyOf(sources);
    }

    /** Returns the result that is there, if it was computed from the results that the sources have now. */
    public Optional<TrialResult> find() {
        boolean current = sources.stream().allMatch(source -> source.result().isPresent())
                && JsonFiles.readIfSound(folder.path().resolve(FILE))
                        .filter(describe()::equals)
                        .isPresent();
        return current
                ? folder.result()
                        .filter(result -> result.id().equals(part.trial().id()))
                : Optional.empty();
    }

    /**
     * Combines the predictions on the validation split.
     *
     * @return the result, which is also in the folder
     * @throws DataException if a source is not finished, or its files or the corpus are missing or damaged
     * @throws TrialFailedException if there is nothing to fit
     */
    public TrialResult run() {
        JsonNode description = describe(); // before anything is deleted
        folder.prepare(FILE);
        List<TrialResult> results = sources.stream().map(CombinedTrial::result).toList();
        try (OpenedCorpus corpus = OpenedCorpus.open(config())) {
            List<Figure> figures = combine(corpus, Split.VALIDATION);
            TrialResult result = new TrialResult(
                    part.trial().id(),
                    config().seed(),
                    results.stream().mapToLong(TrialResult::parameters).sum() + weights(corpus),
                    0,
                    0,
                    1,
                    Map.of(Split.VALIDATION, figures));
            JsonFiles.write(folder.path().resolve(FILE), description);
            folder.writeResult(result);
            return result;
        }
    }

    /**
     * Combines the predictions on the test split, or returns what an earlier call found. The seal is the caller's to break.
     *
     * @return the figures, which are also in the folder; none if the corpus has no labelled test clip
     * @throws DataException if a source was not scored on test, or its files or the corpus are missing or damaged
     * @throws TrialFailedException if there is nothing to fit
     */
    public List<Figure> scoreTest() {
        Optional<List<Figure>> known = folder.testFigures();
        if (known.isPresent()) {
            return known.get();
        }
        try (OpenedCorpus corpus = OpenedCorpus.open(config())) {
            List<Figure> figures = combine(corpus, Split.TEST);
            folder.writeTest(figures);
            return figures;
        }
    }

    /** Returns how many values the combination itself learns: a weight a source and an intercept, for each target. */
    private long weights(OpenedCorpus corpus) {
        return part.by() == Method.RIDGE
                ? (sources.size() + 1L) * corpus.dataset().info().targets().size()
                : 0;
    }

    private ExperimentConfig config() {
        return part.trial().config();
    }

    private static TrialResult result(TrialFolder source) {
        return source.result().orElseThrow(() -> new DataException(source.path() + " holds no result."));
    }

    /** Returns all that the predictions follow from. */
    private JsonNode describe() {
        ObjectNode json =
                JsonFiles.object().put("format", FORMAT).put("by", part.by().word());
        if (part.by() == Method.RIDGE) {
            json.put("penalty", part.penalty());
        }
        ArrayNode of = json.putArray("of");
        for (int i = 0; i < sources.size(); i++) {
            result(sources.get(i));
            of.addObject()
                    .put("trial", part.sources().get(i).id())
                    .put("result-sha256", sources.get(i).resultHash());
        }
        return json;
    }

    /** Writes the predictions of a split and returns its figures. */
    private List<Figure> combine(OpenedCorpus corpus, Split split) {
        List<TargetInfo> targets = corpus.dataset().info().targets();
        List<Clip> clips = corpus.dataset().clips(split);
        if (clips.isEmpty()) {
            return List.of();
        }
        Combiner combiner = combiner(corpus, split);
        Map<String, Metric> metrics = new LinkedHashMap<>();
        config().metrics().forEach(chosen -> metrics.put(chosen.name(), Components.metric(chosen)));
        ScoreBoard board = new ScoreBoard(targets, metrics);
        for (Clip clip : clips) {
            float[] labels = labels(clip, targets.size());
            float[] combined = combiner.combine(clip.id(), predictions(split, clip, labels.length), labels);
            requireFinite(combined, clip);
            folder.writePredictions(split, clip.id(), combined, targets.size());
            board.add(combined, labels);
        }
        return board.figures();
    }

    private Combiner combiner(OpenedCorpus corpus, Split split) {
        List<TargetInfo> targets = corpus.dataset().info().targets();
        return switch (part.by()) {
            case MEAN -> Combiner.mean();
            case ORACLE -> Combiner.oracle(targets.size());
            case RIDGE -> {
                Ridge ridge = new Ridge(
                        sources.size(), targets.stream().map(TargetInfo::name).toList(), part.penalty());
                for (Clip clip : corpus.dataset().clips(Split.VALIDATION)) {
                    float[] labels = labels(clip, targets.size());
                    ridge.add(clip.id(), clip.group(), predictions(Split.VALIDATION, clip, labels.length), labels);
                }
                yield split == Split.VALIDATION ? ridge.crossFitted() : ridge.whole();
            }
        };
    }

    private static float[] labels(Clip clip, int targets) {
        float[] labels = new float[Math.multiplyExact(clip.length(), targets)];
        clip.readLabels(0, clip.length(), FloatBuffer.wrap(labels));
        return labels;
    }

    private List<float[]> predictions(Split split, Clip clip, int count) {
        return sources.stream()
                .map(source -> source.readPredictions(split, clip.id(), count))
                .toList();
    }

    private static void requireFinite(float[] combined, Clip clip) {
        if (IntStream.range(0, combined.length).anyMatch(i -> !Float.isFinite(combined[i]))) {
            throw new TrialFailedException("The combination of the predictions for clip " + clip.id()
                    + " is not finite; give a greater penalty.");
        }
    }
}
