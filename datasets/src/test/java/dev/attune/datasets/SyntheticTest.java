package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyntheticTest {
    private static final List<String> MODALITIES = List.of("visual", "audio", "text");

    private final SyntheticFactory factory = new SyntheticFactory();

    // ---- what it is

    @Test
    void theCorpusHasTheAskedShape() {
        try (Dataset dataset = factory.open(SyntheticConfig.defaults(), Reading.everything())) {
            assertThat(dataset.info().modalities())
                    .containsExactly(Map.entry("visual", 12), Map.entry("audio", 10), Map.entry("text", 8));
            assertThat(dataset.info().targets())
                    .containsExactly(TargetInfo.continuous("valence"), TargetInfo.continuous("arousal"));
            assertThat(dataset.clips(Split.TRAIN)).hasSize(24);
            assertThat(dataset.clips(Split.VALIDATION)).hasSize(8);
            assertThat(dataset.clips(Split.TEST)).hasSize(8);
            for (Split split : Split.values()) {
                for (Clip clip : dataset.clips(split)) {
                    assertThat(clip.length()).isBetween(120, 200);
                    for (float label : Reading.labels(clip, 2)) {
                        assertThat(label).isBetween(-1f, 1f);
                    }
                }
            }
        }
    }

    @Test
    void theSameSeedIsTheSameCorpus() {
        SyntheticConfig config = SyntheticConfig.defaults();
        Clip first =
                factory.open(config, Reading.everything()).clips(Split.TEST).get(3);
        // Another selection and order must not change what a modality shows.
        Clip second = factory.open(config, Reading.modalities("text", "audio"))
                .clips(Split.TEST)
                .get(3);
        Clip other = factory.open(seeded(config, 1), Reading.everything())
                .clips(Split.TEST)
                .get(3);
        assertThat(Reading.features(second, "text", 8, 5, 100)).isEqualTo(Reading.features(first, "text", 8, 5, 100));
        assertThat(Reading.mask(second, "audio")).isEqualTo(Reading.mask(first, "audio"));
        assertThat(Reading.labels(second, 2)).isEqualTo(Reading.labels(first, 2));
        assertThat(Reading.features(other, "text", 8, 5, 100)).isNotEqualTo(Reading.features(first, "text", 8, 5, 100));
    }

    @Test
    void theFingerprintFollowsTheConfiguration() {
        SyntheticConfig config = SyntheticConfig.defaults();
        assertThat(factory.open(config, Reading.everything()).fingerprint())
                .isEqualTo(factory.open(SyntheticConfig.defaults(), Reading.everything())
                        .fingerprint())
                .isNotEqualTo(
                        factory.open(seeded(config, 1), Reading.everything()).fingerprint());
    }

    @Test
    void stretchesAreMissingAboutAsOftenAsAsked() {
        SyntheticConfig config = config(0.45, 0.45, 0.8, 0, 1, 0.3);
        long missing = 0;
        long frames = 0;
        long edges = 0;
        for (Clip clip : factory.open(config, Reading.everything()).clips(Split.TRAIN)) {
            boolean[] mask = Reading.mask(clip, "text");
            float[] features = Reading.features(clip, "text", 8, 0, clip.length());
            for (int frame = 0; frame < mask.length; frame++) {
                frames++;
                missing += mask[frame] ? 0 : 1;
                edges += frame > 0 && mask[frame] != mask[frame - 1] ? 1 : 0;
                assertThat(features[frame * 8] == 0).isEqualTo(!mask[frame]);
            }
        }
        assertThat((double) missing / frames).isCloseTo(0.3, within(0.06));
        assertThat((double) missing / (edges / 2.0)).isBetween(7.0, 14.0);
    }

    @Test
    void theLastModalityIsHeld() {
        SyntheticConfig config = config(0.45, 0.45, 0.8, 0, 6, 0);
        long changes = 0;
        long frames = 0;
        for (Clip clip : factory.open(config, Reading.everything()).clips(Split.TRAIN)) {
            float[] features = Reading.features(clip, "text", 8, 0, clip.length());
            for (int frame = 1; frame < clip.length(); frame++) {
                frames++;
                changes += features[frame * 8] == features[frame * 8 - 8] ? 0 : 1;
            }
        }
        assertThat((double) frames / changes).isBetween(5.0, 7.0);
    }

    @Test
    void anUnknownModalityIsNamedWithTheNearest() {
        assertThatThrownBy(() -> factory.open(SyntheticConfig.defaults(), Reading.modalities("video")))
                .isInstanceOf(DataException.class)
                .hasMessage("the synthetic corpus: found no modality video; the nearest is audio, and every modality"
                        + " there is: visual, audio, text");
    }

    // ---- what can be known

    @Test
    void ceilingsAreTheDocumentedOnes() {
        SyntheticConfig config = SyntheticConfig.defaults();
        assertThat(SyntheticCeiling.expected(config, Set.of())).isZero();
        assertThat(SyntheticCeiling.expected(config, Set.of("audio"))).isCloseTo(0.5, within(1e-9));
        assertThat(SyntheticCeiling.expected(config, Set.of("audio", "text"))).isCloseTo(0.7416, within(1e-4));
        assertThat(SyntheticCeiling.expected(config, Set.copyOf(MODALITIES))).isCloseTo(1, within(1e-9));
        assertThat(SyntheticCeiling.expectedLinear(config, Set.copyOf(MODALITIES)))
                .isCloseTo(0.7416, within(1e-4));
    }

    @Test
    void ceilingsOfALargeCorpusAreTheExpectedOnes() {
        SyntheticConfig small = SyntheticConfig.defaults();
        SyntheticConfig config =
                new SyntheticConfig(small.dims(), 0.45, 0.1, 0.45, 0.8, 4, 6, 0.05, 100, 0, 0, small.frames(), 5);
        for (Set<String> subset : List.of(Set.of("text"), Set.of("visual", "audio"), Set.of("audio", "text"))) {
            for (String target : List.of("valence", "arousal")) {
                assertThat(SyntheticCeiling.ofSplit(config, Split.TRAIN, subset, target))
                        .as("%s, %s", subset, target)
                        .isCloseTo(SyntheticCeiling.expected(config, subset), within(0.03));
            }
        }
    }

    @Test
    void aLearnerWithProductsReachesTheCeilingsOfAllSubsets() {
        SyntheticConfig config = config(0.45, 0.45, 0.05, 0, 1, 0);
        for (Set<String> subset : subsets()) {
            assertThat(learn(config, subset, true, 1))
                    .as(subset.toString())
                    .isCloseTo(ceiling(config, subset), within(0.05));
        }
    }

    @Test
    void aLinearLearnerFallsShortByTheSynergisticShare() {
        SyntheticConfig config = config(0.45, 0.45, 0.05, 0, 1, 0);
        Set<String> all = Set.copyOf(MODALITIES);
        double linear = learn(config, all, false, 1);
        double products = learn(config, all, true, 1);
        assertThat(linear).isCloseTo(SyntheticCeiling.expectedLinear(config, all), within(0.06));
        // In shares of variance, of which correlation is the root.
        assertThat(products * products - linear * linear).isCloseTo(0.45, within(0.08));
    }

    @Test
    void ofAnAdditiveCorpusALinearLearnerKnowsAll() {
        SyntheticConfig config = config(1, 0, 0.05, 0, 1, 0);
        assertThat(learn(config, Set.copyOf(MODALITIES), false, 1)).isGreaterThan(0.98);
    }

    @Test
    void moreModalitiesAreBetterAtTheDefaults() {
        SyntheticConfig config = SyntheticConfig.defaults();
        double worstPair = 1;
        double bestSingle = 0;
        for (Set<String> subset : subsets()) {
            double found = learn(config, subset, true, 8);
            assertThat(found).as(subset.toString()).isLessThan(ceiling(config, subset) + 0.02);
            if (subset.size() == 1) {
                bestSingle = Math.max(bestSingle, found);
            } else if (subset.size() == 2) {
                worstPair = Math.min(worstPair, found);
            }
        }
        double all = learn(config, Set.copyOf(MODALITIES), true, 8);
        assertThat(worstPair).isGreaterThan(bestSingle + 0.05);
        assertThat(all).isGreaterThan(worstPair + 0.1);
    }

    @Test
    void thePastHelpsAtTheDefaults() {
        SyntheticConfig config = SyntheticConfig.defaults();
        Set<String> all = Set.copyOf(MODALITIES);
        assertThat(learn(config, all, true, 8)).isGreaterThan(learn(config, all, true, 1) + 0.03);
    }

    // ---- helpers

    private static List<Set<String>> subsets() {
        return List.of(
                Set.of("visual"),
                Set.of("audio"),
                Set.of("text"),
                Set.of("visual", "audio"),
                Set.of("visual", "text"),
                Set.of("audio", "text"),
                Set.of("visual", "audio", "text"));
    }

    private static double ceiling(SyntheticConfig config, Set<String> subset) {
        return (SyntheticCeiling.ofSplit(config, Split.TEST, subset, "valence")
                        + SyntheticCeiling.ofSplit(config, Split.TEST, subset, "arousal"))
                / 2;
    }

    private static SyntheticConfig config(
            double additive, double synergistic, double noise, int lag, int hold, double missing) {
        return new SyntheticConfig(
                SyntheticConfig.defaults().dims(),
                additive,
                0.1 * (synergistic > 0 ? 1 : 0),
                synergistic,
                noise,
                lag,
                hold,
                missing,
                60,
                0,
                40,
                List.of(120, 200),
                0);
    }

    private static SyntheticConfig seeded(SyntheticConfig config, long seed) {
        return new SyntheticConfig(
                config.dims(),
                config.additive(),
                config.redundant(),
                config.synergistic(),
                config.noise(),
                config.lag(),
                config.hold(),
                config.missing(),
                config.train(),
                config.validation(),
                config.test(),
                config.frames(),
                seed);
    }

    /**
     * Fits ridge regressions on training clips and returns their mean correlation with the labels of the test clips.
     *
     * @param products whether products of features of different modalities are given too
     * @param past frames over which features are averaged
     */
    private double learn(SyntheticConfig config, Set<String> subset, boolean products, int past) {
        List<String> modalities = MODALITIES.stream().filter(subset::contains).toList();
        try (Dataset dataset = factory.open(config, new DatasetContext(modalities, List.of()))) {
            double sum = 0;
            for (int target = 0; target < 2; target++) {
                Table train = table(dataset, Split.TRAIN, target, products, past);
                Table test = table(dataset, Split.TEST, target, products, past);
                Ridge ridge = new Ridge(train.inputs(), train.targets(), 0.01);
                double[] predicted = new double[test.targets().length];
                for (int row = 0; row < predicted.length; row++) {
                    predicted[row] = ridge.predict(test.inputs()[row]);
                }
                sum += Ridge.correlation(predicted, test.targets());
            }
            return sum / 2;
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Table(double[][] inputs, double[] targets) {}

    private static Table table(Dataset dataset, Split split, int target, boolean products, int past) {
        List<double[]> inputs = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        for (Clip clip : dataset.clips(split)) {
            float[] labels = Reading.labels(clip, 2);
            Map<String, float[]> features = new LinkedHashMap<>();
            dataset.info()
                    .modalities()
                    .forEach((name, columns) ->
                            features.put(name, Reading.features(clip, name, columns, 0, clip.length())));
            // Every second frame, for speed: neighbours are nearly the same.
            for (int frame = 0; frame < clip.length(); frame += 2) {
                List<double[]> parts = new ArrayList<>();
                for (Map.Entry<String, Integer> modality :
                        dataset.info().modalities().entrySet()) {
                    parts.add(average(
                            features.getOrDefault(modality.getKey(), new float[0]), modality.getValue(), frame, past));
                }
                inputs.add(joined(parts, products));
                targets.add((double) labels[2 * frame + target]);
            }
        }
        return new Table(
                inputs.toArray(double[][]::new),
                targets.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double[] average(float[] features, int columns, int frame, int past) {
        double[] average = new double[columns];
        int first = Math.max(0, frame - past + 1);
        for (int at = first; at <= frame; at++) {
            for (int column = 0; column < columns; column++) {
                average[column] += features[at * columns + column] / (double) (frame - first + 1);
            }
        }
        return average;
    }

    private static double[] joined(List<double[]> parts, boolean products) {
        List<Double> joined = new ArrayList<>();
        for (int first = 0; first < parts.size(); first++) {
            for (double value : parts.get(first)) {
                joined.add(value);
            }
            for (int second = 0; products && second < first; second++) {
                for (double left : parts.get(first)) {
                    for (double right : parts.get(second)) {
                        joined.add(left * right);
                    }
                }
            }
        }
        return joined.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
