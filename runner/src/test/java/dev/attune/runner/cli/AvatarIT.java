package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way, from videos whose truth is known to predictions for videos that nobody trained on; takes minutes, and belongs to
 * {@code mvn verify -Pslow}.
 */
final class AvatarIT {
    private static final List<String> TARGETS = List.of("valence", "arousal");
    private static final List<String> MODALITIES = List.of("visual", "audio", "text");

    @TempDir
    private Path folder;

    private Path corpus = Path.of("");

    @Test
    void threeModalitiesPredictUnseenClipsAndNoneDoesAlone() throws IOException {
        corpus = folder.resolve("avatar");
        run("make-corpus", "avatar", "--out", corpus);
        run("extract", corpus.resolve("features.yaml"), "--in", corpus, "--out", corpus.resolve("store"));
        facesAreFound();

        Path unseen = Files.createDirectory(folder.resolve("unseen"));
        List<String> test = testClips();
        assertThat(test).hasSize(16);
        for (String clip : test) {
            for (String ending : List.of(".mp4", ".words.csv")) {
                Files.copy(corpus.resolve(clip + ending), unseen.resolve(clip + ending));
            }
        }
        Map<String, Double> together = scores("together", unseen, MODALITIES);
        assertThat(together)
                .allSatisfy((target, ccc) -> assertThat(ccc).as(target).isGreaterThanOrEqualTo(0.6));
        for (String modality : MODALITIES) {
            Map<String, Double> alone = scores(modality, unseen, List.of(modality));
            for (String target : TARGETS) {
                assertThat(alone.get(target))
                        .as(target + " by " + modality + ", and by all " + together)
                        .isLessThan(together.getOrDefault(target, Double.NaN) - 0.05);
            }
        }
    }

    /** In each clip, a face is seen in 95 of 100 frames and there are words in half of them. */
    private void facesAreFound() throws IOException {
        List<Map<String, String>> ledger = table(corpus.resolve("store/extract.csv"));
        for (Map<String, String> line : ledger) {
            double least = Map.of("visual", 0.95, "audio", 0.99, "text", 0.5).getOrDefault(line.get("modality"), 0.0);
            assertThat(line.get("status")).as(line.toString()).isEqualTo("ok");
            assertThat(Double.parseDouble(line.getOrDefault("valid", "")))
                    .as(line.toString())
                    .isGreaterThanOrEqualTo(least);
        }
        assertThat(ledger.stream().filter(line -> "visual".equals(line.get("modality"))))
                .hasSize(96);
    }

    private List<String> testClips() throws IOException {
        return table(corpus.resolve("splits.csv")).stream()
                .filter(line -> "test".equals(line.get("split")))
                .map(line -> line.getOrDefault("clip", ""))
                .toList();
    }

    /** Trains with some modalities, predicts videos, and returns the CCC of each target over all their frames. */
    private Map<String, Double> scores(String name, Path videos, List<String> modalities) throws IOException {
        Path results = folder.resolve(name);
        Path predictions = folder.resolve(name + ".csv");
        run(
                "train",
                corpus.resolve("experiment.yaml"),
                "data.modalities=" + modalities,
                "--executor",
                "in-process",
                "--out",
                results);
        run("predict", results, videos, "--out", predictions, "--keep", folder.resolve("unseen-" + name));
        Map<String, Double> scores = new LinkedHashMap<>();
        List<Map<String, String>> frames = table(predictions);
        assertThat(frames.size()).isGreaterThan(16 * 70);
        for (String target : TARGETS) {
            List<Double> predicted = new ArrayList<>();
            List<Double> truth = new ArrayList<>();
            Map<String, NavigableMap<Double, Double>> labels = new LinkedHashMap<>();
            for (Map<String, String> frame : frames) {
                String clip = frame.getOrDefault("clip", "");
                if (!labels.containsKey(clip)) {
                    labels.put(clip, labels(clip, target));
                }
                double time = Double.parseDouble(frame.getOrDefault("time", ""));
                predicted.add(Double.parseDouble(frame.getOrDefault(target, "")));
                truth.add(labels.getOrDefault(clip, new TreeMap<>())
                        .floorEntry(time + 1e-6)
                        .getValue());
            }
            scores.put(target, concordance(predicted, truth));
        }
        return scores;
    }

    private NavigableMap<Double, Double> labels(String clip, String target) throws IOException {
        NavigableMap<Double, Double> labels = new TreeMap<>();
        for (Map<String, String> line : table(corpus.resolve(clip + ".labels.csv"))) {
            labels.put(
                    Double.parseDouble(line.getOrDefault("time", "")),
                    Double.parseDouble(line.getOrDefault(target, "")));
        }
        return labels;
    }

    /** Lin's concordance correlation coefficient, by its definition. */
    private static double concordance(List<Double> first, List<Double> second) {
        double meanFirst =
                first.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        double meanSecond =
                second.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        double covariance = 0;
        double varianceFirst = 0;
        double varianceSecond = 0;
        for (int i = 0; i < first.size(); i++) {
            double x = first.get(i) - meanFirst;
            double y = second.get(i) - meanSecond;
            covariance += x * y / first.size();
            varianceFirst += x * x / first.size();
            varianceSecond += y * y / first.size();
        }
        double apart = meanFirst - meanSecond;
        return 2 * covariance / (varianceFirst + varianceSecond + apart * apart);
    }

    private static List<Map<String, String>> table(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(",", -1);
        List<Map<String, String>> table = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], fields[i]);
            }
            table.add(row);
        }
        return table;
    }

    private static void run(Object... arguments) {
        Cli cli = Cli.run(arguments);
        assertThat(cli.exitCode()).as(cli.out() + cli.err()).isZero();
    }
}
