package dev.attune.runner.report;

import dev.attune.runner.report.ReportData.Reference;
import dev.attune.runner.report.chart.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/** How the numbers were found, in the words of a methods section. */
final class MethodsSection {
    private MethodsSection() {}

    static Section of(ReportData data) {
        Html html = new Html();
        html.open("ul");
        html.element(
                "li",
                "Parameters are fitted on the training split. The validation split chooses the epoch of each trial"
                        + Texts.tuning(data)
                        + ". Nothing is chosen on test, and its scores stay sealed until they are asked for.");
        html.element(
                "li",
                "A figure is computed over the concatenation of all labelled frames of a split, for each target on its own; “mean of"
                        + " targets” is their average. CCC is Lin’s concordance correlation coefficient (Biometrics 45, 1989).");
        html.element(
                "li",
                "Intervals have a level of " + data.declared().level() + ": "
                        + data.declared().method()
                        + ". Frames are never drawn: they are not independent. Two lines are compared over the same seeds and"
                        + " clips, and the interval is that of the difference of their means over seeds.");
        html.element(
                "li",
                data.declared().correction().isEmpty()
                        ? "p-values are two-sided and not corrected for the number of comparisons. A line is called better or worse if p is below "
                                + Numbers.brief(1 - data.declared().confidence()) + "."
                        : "p-values are two-sided and corrected for the number of comparisons by the declared figure on one split, by"
                                + " the method of " + data.declared().correction()
                                + " (Scandinavian Journal of Statistics 6, 1979); a line is called better or worse if the corrected"
                                + " p is below "
                                + Numbers.brief(1 - data.declared().confidence())
                                + ". Intervals are not corrected.");
        if (data.folds().areSeveral()) {
            html.element(
                    "li",
                    "Everything is repeated on " + data.folds().names().size()
                            + " folds. The value of a seed is its mean over folds"
                            + (data.folds().test().isEmpty()
                                    ? ""
                                    : " (on test, the " + data.folds().test() + ")")
                            + "; lines are compared within folds and seeds, and "
                            + data.declared().drawn() + " are drawn within folds. " + PaperTable.FOLDS
                            + " What is said holds for these folds (Bengio and Grandvalet, JMLR 5, 2004).");
        }
        html.element("li", "The numbers behind every figure are in plots/, as comma-separated values.");
        html.close();
        if (!data.references().isEmpty()) {
            appendReferences(html, data.references());
        }
        return new Section("methods", "How it was found", html.toString(), List.of());
    }

    /** The publications of what was used, which whoever publishes the figures has to cite. */
    private static void appendReferences(Html html, List<Reference> references) {
        html.element("h3", "References").open("ul", "class", "references");
        references.forEach(reference -> html.element(
                "li",
                reference.components() + ": "
                        + reference.citation().text().replaceFirst("[.\\s]+$", "") + ". "
                        + reference.citation().identifier()));
        html.close().open("details").element("summary", "BibTeX");
        html.open("pre")
                .element(
                        "code",
                        references.stream()
                                .map(reference -> reference.citation().bibtex().strip())
                                .collect(Collectors.joining("\n\n")))
                .close()
                .close();
    }
}
