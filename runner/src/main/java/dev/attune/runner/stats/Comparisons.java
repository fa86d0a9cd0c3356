package dev.attune.runner.stats;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be said of the lines of a study and of the differences between them.
 *
 * @param intervals of each line: by split, then by metric and target, then in the order of the study's lines
 * @param all every difference from the baseline, in the same order; none if the study names no baseline
 * @param remarks one sentence for each trial and each comparison that was left out
 */
public record Comparisons(List<LineInterval> intervals, List<Comparison> all, List<String> remarks) {
    /** Of a study of which nothing was asked. */
    public static final Comparisons NONE = new Comparisons(List.of(), List.of(), List.of());

    /** Fewer groups of clips can hardly show what clips may be like. */
    private static final int FEW_GROUPS = 10;

    /** Copies the lists. */
    public Comparisons {
        intervals = List.copyOf(intervals);
        all = List.copyOf(all);
        remarks = List.copyOf(remarks);
    }

    /** Returns the same comparisons with something more to say of them. */
    public Comparisons withRemark(String remark) {
        List<String> more = new ArrayList<>(remarks);
        more.add(remark);
        return new Comparisons(intervals, all, more);
    }

    /** Returns the comparisons by the figure that was asked for on a split, in the order of the study's lines. */
    public List<Comparison> primary(Split split) {
        return all.stream()
                .filter(comparison -> comparison.primary() && comparison.split() == split)
                .toList();
    }

    /**
     * Returns the difference of a line from the baseline.
     *
     * @param line the line
     * @param split on whose clips
     * @param figure metric and target, as in {@code ccc.mean}
     */
    public Optional<Comparison> difference(StudyPlan.Line line, Split split, String figure) {
        return all.stream()
                .filter(comparison -> comparison.line().equals(line)
                        && comparison.split() == split
                        && comparison.figure().equals(figure))
                .findFirst();
    }

    /**
     * Returns the interval of a line.
     *
     * @param line the line
     * @param split on whose clips
     * @param figure metric and target, as in {@code ccc.mean}
     */
    public Optional<LineInterval> interval(StudyPlan.Line line, Split split, String figure) {
        return intervals.stream()
                .filter(interval -> interval.line().equals(line)
                        && interval.split() == split
                        && interval.figure().equals(figure))
                .findFirst();
    }

    /**
     * Returns what to print: one sentence for each comparison by the figure that was asked for, on test or, if there are none on test, on
     * validation; and how far to trust them.
     */
    public List<String> sentences() {
        List<Comparison> test = primary(Split.TEST);
        List<Comparison> shown = test.isEmpty() ? primary(Split.VALIDATION) : test;
        return Stream.of(shown.stream().map(Comparison::sentence), cautions(shown).stream(), remarks.stream())
                .flatMap(sentences -> sentences)
                .toList();
    }

    private static List<String> cautions(List<Comparison> shown) {
        List<String> cautions = new ArrayList<>();
        if (shown.isEmpty()) {
            return cautions;
        }
        if (shown.get(0).split() == Split.VALIDATION) {
            cautions.add("Validation also chose the epoch of each trial: what it says is optimistic.");
        }
        double error = 1 - shown.get(0).interval().confidence();
        int seeds = shown.stream().mapToInt(Comparison::seeds).min().orElseThrow();
        Comparison fewest =
                shown.stream().min(Comparator.comparingInt(Comparison::groups)).orElseThrow();
        double least = SignedRanks.least(seeds);
        if (seeds == 1) {
            cautions.add("With 1 seed, intervals leave out what another seed could change.");
        } else if (least >= error) {
            cautions.add(String.format(
                    Locale.ROOT,
                    "With %d seeds, no test by ranks or signs of the seeds can give p below %s: the intervals take effects of seeds"
                            + " for normally distributed.",
                    seeds,
                    Double.toString(least)));
        }
        if (fewest.groups() < FEW_GROUPS) {
            cautions.add("With " + fewest.clipWords() + ", intervals take these for typical of all others.");
        }
        return cautions;
    }
}
