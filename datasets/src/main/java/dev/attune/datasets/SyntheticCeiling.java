package dev.attune.datasets;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;
import dev.attune.api.data.Split;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tells the best CCC that any model can reach on the synthetic corpus with some of its modalities.
 *
 * <p>The label is a sum of uncorrelated parts (see the documentation of the dataset), of which a subset S of the modalities knows
 * those that it carries: the additive part of each member, the redundant part, and the product of each pair that lies in S. The
 * parts that it does not know have expectation 0 whatever S shows, so the sum of the known parts is the regression E[y | S], which
 * has the greatest correlation with y of all functions of S; and since CCC never exceeds correlation and equals it once mean and
 * deviation fit, that correlation is the ceiling:
 *
 * <pre>ceiling(S) = √( (additive · |S| / n + redundant + synergistic · pairs(S) / pairs(n)) / (additive + redundant + synergistic) )</pre>
 *
 * With the default shares and three modalities that is 0.50 for one, 0.74 for two and 1 for three; a model that is linear in all
 * three ends at 0.74. What noise, lag, held values and missing stretches cost comes on top: a bound, not a promise.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class SyntheticCeiling {
    private SyntheticCeiling() {}

    /**
     * Returns the ceiling over all corpora of a configuration, by the formula.
     *
     * @param config the options of the corpus
     * @param modalities those that a model sees
     */
    public static double expected(SyntheticConfig config, Set<String> modalities) {
        SyntheticPlan plan = new SyntheticPlan(config);
        Set<Integer> indices = indices(plan, modalities);
        if (indices.isEmpty()) {
            return 0;
        }
        long pairs = plan.pairs().stream()
                .filter(pair -> indices.contains(pair.gate()) && indices.contains(pair.content()))
                .count();
        return Math.sqrt(square(plan.redundantWeight())
                + indices.size() * square(plan.additiveWeight())
                + pairs * square(plan.pairWeight()));
    }

    /**
     * Returns the ceiling over all corpora of a configuration for models that are linear in the features: without the products.
     *
     * @param config the options of the corpus
     * @param modalities those that a model sees
     */
    public static double expectedLinear(SyntheticConfig config, Set<String> modalities) {
        SyntheticPlan plan = new SyntheticPlan(config);
        int known = indices(plan, modalities).size();
        return known == 0 ? 0 : Math.sqrt(square(plan.redundantWeight()) + known * square(plan.additiveWeight()));
    }

    /**
     * Returns what the regression on the components without noise reaches on the very clips of a corpus: the correlation over all
     * frames of a split between the label and the parts of it that the modalities know.
     *
     * @param config the options of the corpus
     * @param split which clips
     * @param modalities those that a model sees
     * @param target {@code valence} or {@code arousal}
     */
    public static double ofSplit(SyntheticConfig config, Split split, Set<String> modalities, String target) {
        SyntheticCorpus corpus = new SyntheticCorpus(config);
        Set<Integer> indices = indices(corpus.plan(), modalities);
        int index = SyntheticPlan.TARGETS.indexOf(requireNonNull(target, "target is null"));
        if (index < 0) {
            throw new IllegalArgumentException("target must be one of " + SyntheticPlan.TARGETS + ", found " + target);
        }
        Correlation correlation = new Correlation();
        for (int clip = 0; clip < config.clips(split); clip++) {
            SyntheticTruth truth = corpus.truth(split, clip);
            for (int frame = 0; frame < corpus.length(split, clip); frame++) {
                correlation.add(truth.known(indices, index, frame), truth.label(corpus.everyModality(), index, frame));
            }
        }
        return correlation.value();
    }

    private static Set<Integer> indices(SyntheticPlan plan, Set<String> modalities) {
        Set<Integer> indices = new LinkedHashSet<>();
        for (String modality : modalities) {
            int index = plan.modalities().indexOf(modality);
            if (index < 0) {
                throw new IllegalArgumentException(
                        "modalities must be of " + plan.modalities() + ", found " + modality);
            }
            indices.add(index);
        }
        return indices;
    }

    private static double square(double value) {
        return value * value;
    }

    /** Pearson's correlation, with sums about the mean so far (Welford 1962). */
    private static final class Correlation {
        private long count;
        private double meanX;
        private double meanY;
        private double sumXX;
        private double sumYY;
        private double sumXY;

        void add(double x, double y) {
            count++;
            double beforeX = x - meanX;
            double beforeY = y - meanY;
            meanX += beforeX / count;
            meanY += beforeY / count;
            sumXX += beforeX * (x - meanX);
            sumYY += beforeY * (y - meanY);
            sumXY += beforeX * (y - meanY);
        }

        double value() {
            return sumXX == 0 || sumYY == 0 ? 0 : sumXY / Math.sqrt(sumXX * sumYY);
        }
    }
}
