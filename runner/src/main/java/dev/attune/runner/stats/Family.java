package dev.attune.runner.stats;

import dev.attune.runner.config.CompareConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The comparisons by one figure on one split.
 *
 * <p>If the figure was declared, each claim is one of several, and is corrected for that. Lines that stand for the same trainings, such as
 * a variant and the point of a grid that equals it, are one claim.
 *
 * @param members in the order of the lines
 */
record Family(List<Member> members) {
    /**
     * One comparison.
     *
     * @param comparison not corrected
     * @param components of the variance of its difference
     * @param trainings identifiers of the line's trials
     */
    record Member(Comparison comparison, VarianceComponents components, Set<String> trainings) {
        private double p() {
            return comparison.significance().p();
        }

        private Comparison corrected(OptionalDouble adjusted, int comparisons, double error) {
            if (comparison.line().isOracle()) {
                return comparison;
            }
            Outlook outlook = Outlook.of(comparison.difference(), components, error);
            return comparison.corrected(adjusted, comparisons, outlook);
        }
    }

    /** Returns the comparisons, corrected if their figure was declared. */
    List<Comparison> corrected(CompareConfig compare) {
        double error = 1 - compare.confidence();
        Map<Set<String>, Double> claims = new LinkedHashMap<>();
        members.stream()
                .filter(member -> member.comparison().confirmatory())
                .forEach(member -> claims.put(member.trainings(), member.p()));
        double[] p = claims.values().stream().mapToDouble(Double::doubleValue).toArray();
        boolean holm = compare.correction() == CompareConfig.Correction.HOLM;
        double[] adjusted = holm ? Holm.adjust(p) : p;
        // Holm gives the next claim to be decided the level by the number of those that are still open.
        long open = IntStream.range(0, adjusted.length)
                .filter(i -> adjusted[i] >= error)
                .count();
        double next = holm ? error / Math.max(1, open) : error;
        List<Set<String>> order = new ArrayList<>(claims.keySet());
        return members.stream()
                .map(member -> member.comparison().confirmatory()
                        ? member.corrected(
                                OptionalDouble.of(adjusted[order.indexOf(member.trainings())]),
                                holm ? p.length : 1,
                                next)
                        : member.corrected(OptionalDouble.empty(), 1, error))
                .toList();
    }
}
