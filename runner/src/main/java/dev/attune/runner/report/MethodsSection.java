package dev.attune.runner.report;

import java.util.List;
import java.util.Locale;

/** How the numbers were found, in the words of a methods section. */
final class MethodsSection {
    private MethodsSection() {}

    static Section of(ReportData data) {
        Html html = new Html();
        html.open("ul");
        html.element(
                "li",
                "Parameters are fitted on the training split. The validation split chooses the epoch of each trial. Nothing is chosen"
                        + " on test, and its scores stay sealed until they are asked for.");
        html.element(
                "li",
                "A figure is computed over the concatenation of all labelled frames of a split, for each target on its own; “mean of"
                        + " targets” is their average. CCC is Lin’s concordance correlation coefficient (Biometrics 45, 1989).");
        html.element(
                "li",
                String.format(
                        Locale.ROOT,
                        "Intervals are %s percentile intervals of a hierarchical bootstrap with %,d resamples that draws seeds and"
                                + " clips, never frames, which are not independent. Two lines are compared over the same seeds and clips.",
                        data.declared().level(),
                        data.declared().resamples()));
        html.element(
                "li",
                data.declared().correction().isEmpty()
                        ? "p-values are two-sided and not corrected for the number of comparisons."
                        : "p-values are two-sided and corrected for the number of comparisons on one split by the method of "
                                + data.declared().correction()
                                + " (Holm: Scandinavian Journal of Statistics 6, 1979). Intervals are not corrected.");
        html.element("li", "The numbers behind every figure are in plots/, as comma-separated values.");
        html.close();
        return new Section("methods", "How it was found", html.toString(), List.of());
    }
}
