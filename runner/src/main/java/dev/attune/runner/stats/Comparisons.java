package dev.attune.runner.stats;

import dev.attune.api.data.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * All comparisons of a study.
 *
 * @param all by split, then in the order of the study's lines
 * @param remarks one sentence for each comparison that was left out
 */
public record Comparisons(List<Comparison> all, List<String> remarks) {
    /** Of a study that names no baseline. */
    public static final Comparisons NONE = new Comparisons(List.of(), List.of());

    /** Copies the lists. */
    public Comparisons {
        all = List.copyOf(all);
        remarks = List.copyOf(remarks);
    }

    /** Returns what to print: the comparisons on test, or on validation if there are none on test, and how far to trust them. */
    public List<String> sentences() {
        Split split =
                all.stream().anyMatch(comparison -> comparison.split() == Split.TEST) ? Split.TEST : Split.VALIDATION;
        List<Comparison> shown =
                all.stream().filter(comparison -> comparison.split() == split).toList();
        List<String> sentences = new ArrayList<>();
        shown.forEach(comparison -> sentences.add(comparison.sentence()));
        int seeds = shown.stream().mapToInt(Comparison::seeds).min().orElse(Comparison.ENOUGH_SEEDS);
        int clips = shown.stream().mapToInt(Comparison::clips).min().orElse(Comparison.ENOUGH_CLIPS);
        if (seeds == 1) {
            sentences.add("With 1 seed, only clips are resampled: intervals leave out what another seed could change.");
        } else if (seeds < Comparison.ENOUGH_SEEDS) {
            sentences.add("With " + seeds + " seeds, intervals understate what another seed could change.");
        }
        if (clips < Comparison.ENOUGH_CLIPS) {
            sentences.add("With " + Comparison.count(clips, "clip")
                    + ", intervals understate what other clips could change.");
        }
        sentences.addAll(remarks);
        return sentences;
    }
}
