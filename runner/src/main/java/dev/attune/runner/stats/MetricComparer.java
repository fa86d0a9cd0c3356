package dev.attune.runner.stats;

import dev.attune.api.data.Split;
import dev.attune.api.nn.RandomSource;
import dev.attune.runner.config.CompareConfig;
import dev.attune.runner.train.Figure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** Finds intervals and differences of one metric on one split. */
final class MetricComparer {
    /** Of the draws: any fixed number makes the same study give the same intervals. */
    private static final long SEED = 0x5EED_C0DEL;

    private final CompareConfig compare;
    private final boolean declared;
    private final Split split;
    private final String metric;
    private final Optional<LineScores> baseline;
    private final Consumer<String> remarks;
    private final Map<LineScores, Design> own = new LinkedHashMap<>();
    private final Map<LineScores, Design> joint = new LinkedHashMap<>(); // with the baseline
    private final Map<Design, Analysis> analyses = new HashMap<>();

    /**
     * Prepares.
     *
     * @param compare what is compared
     * @param declared whether that was declared; if not, there are no verdicts and nothing to correct
     * @param split on whose clips
     * @param metric which metric
     * @param lines those that were scored by it
     * @param remarks is told what cannot be compared by the declared figure, and why
     */
    MetricComparer(
            CompareConfig compare,
            boolean declared,
            Split split,
            String metric,
            List<LineScores> lines,
            Consumer<String> remarks) {
        this.compare = compare;
        this.declared = declared;
        this.split = split;
        this.metric = metric;
        this.remarks = metric.equals(primaryMetric(compare)) ? remarks : remark -> {};
        baseline = lines.stream()
                .filter(line ->
                        compare.baseline().equals(Optional.of(line.line().variant())))
                .findFirst();
        lines.forEach(line -> own.put(line, Design.shared(List.of(line))));
        own.values().removeIf(design -> design.seeds().isEmpty());
        baseline.ifPresent(reference ->
                lines.stream().filter(line -> !line.equals(reference)).forEach(line -> pair(line, reference)));
        analyse();
    }

    static String primaryMetric(CompareConfig compare) {
        return compare.primary().substring(0, compare.primary().indexOf('.'));
    }

    /** Finds on what a line and the baseline can be compared; says so, if on nothing. */
    private void pair(LineScores line, LineScores reference) {
        if (!line.metric().equals(reference.metric())) {
            return; // was remarked on before anything was scored
        }
        if (!line.targets().equals(reference.targets())) {
            leaveOut(line, "they do not predict the same targets");
            return;
        }
        Design design = Design.shared(List.of(line, reference));
        Set<Long> seeds = Set.copyOf(design.seeds());
        if (seeds.isEmpty()) {
            leaveOut(
                    line,
                    design.repetitions().isEmpty()
                            ? "no seed was finished by both"
                            : "no seed was finished by both in all repetitions");
        } else if (line.ids(seeds).equals(reference.ids(seeds))) {
            leaveOut(line, "they are the same training");
        } else if (!design.hasSameLabels(line, reference)) {
            leaveOut(line, "on " + split.label() + ", clips of one name have different labels");
        } else if (!design.hasSameGroups(line, reference)) {
            leaveOut(line, "on " + split.label() + ", clips of one name belong to different groups");
        } else {
            joint.put(line, design);
        }
    }

    private void leaveOut(LineScores line, String why) {
        remarks.accept(Comparer.leftOut(line.line(), compare.baseline().orElseThrow(), why));
    }

    /** Computes once for all lines that share a design: mostly, there is but one. */
    private void analyse() {
        Map<Design, Set<LineScores>> panels = new LinkedHashMap<>();
        own.forEach((line, design) ->
                panels.computeIfAbsent(design, key -> new LinkedHashSet<>()).add(line));
        joint.forEach((line, design) -> {
            Set<LineScores> panel = panels.computeIfAbsent(design, key -> new LinkedHashSet<>());
            panel.add(line);
            panel.add(baseline.orElseThrow());
        });
        panels.forEach((design, members) -> {
            List<LineScores> panel = List.copyOf(members);
            Optional<LineScores> reference = joint.containsValue(design) ? baseline : Optional.empty();
            analyses.put(design, new Analysis(compare, design.panel(panel), panel, reference, RandomSource.of(SEED)));
        });
    }

    private Analysis analysis(Design design) {
        Analysis found = analyses.get(design);
        if (found == null) {
            throw new IllegalArgumentException("no panel of " + design);
        }
        return found;
    }

    private static List<String> figures(Design design) {
        List<String> figures = new ArrayList<>(design.targets());
        figures.add(Figure.MEAN);
        return figures;
    }

    /** Returns the intervals of the lines, by target; says why a line has none, where its comparison with the baseline will not. */
    List<LineInterval> intervals() {
        if (joint.isEmpty()) {
            remarkOnMissingIntervals();
        }
        List<LineInterval> intervals = new ArrayList<>();
        Set<String> targets = new LinkedHashSet<>();
        own.values().forEach(design -> targets.addAll(figures(design)));
        for (String target : targets) {
            own.forEach((line, design) -> {
                int figure = figures(design).indexOf(target);
                if (figure >= 0) {
                    interval(line, design, figure).ifPresent(intervals::add);
                }
            });
        }
        return intervals;
    }

    /** Says so once for all lines that have the same clips. */
    private void remarkOnMissingIntervals() {
        Set<String> causes = new LinkedHashSet<>();
        own.forEach((line, design) -> figures(design).stream()
                .filter(this::isPrimary)
                .filter(target -> analysis(design)
                        .line(line, figures(design).indexOf(target))
                        .estimate()
                        .isEmpty())
                .map(target -> FewClips.words(line, design, target))
                .filter(few -> !few.isEmpty())
                .forEach(causes::add));
        causes.forEach(few -> remarks.accept(
                "On " + split.label() + ", there is no interval of " + compare.primary() + ": " + few + "."));
    }

    private Optional<LineInterval> interval(LineScores line, Design design, int figure) {
        Analysis.Finding finding = analysis(design).line(line, figure);
        return Double.isNaN(finding.value())
                ? Optional.empty() // no clip has a label of the target
                : Optional.of(new LineInterval(
                        line.line(),
                        split,
                        metric,
                        figures(design).get(figure),
                        finding.value(),
                        finding.deviation(),
                        finding.estimate().map(IntervalEstimator.Estimate::interval),
                        design.seeds().size(),
                        finding.clips(),
                        finding.components().groups()));
    }

    /** Returns the differences from the baseline, by target; those by the declared figure are corrected for their number. */
    List<Comparison> comparisons() {
        List<Comparison> comparisons = new ArrayList<>();
        Set<String> targets = new LinkedHashSet<>();
        joint.values().forEach(design -> targets.addAll(figures(design)));
        for (String target : targets) {
            List<Family.Member> members = new ArrayList<>();
            joint.forEach((line, design) -> {
                int figure = figures(design).indexOf(target);
                if (figure >= 0) {
                    comparison(line, design, figure).ifPresent(members::add);
                }
            });
            comparisons.addAll(new Family(members).corrected(compare));
        }
        boolean asked = metric.equals(primaryMetric(compare));
        if (asked && !joint.isEmpty() && targets.stream().noneMatch(this::isPrimary)) {
            remarks.accept(
                    "Nothing is compared by " + compare.primary()
                            + ": it is neither a whole metric's mean nor its value of a target, and parts of metrics are not compared.");
        }
        return comparisons;
    }

    private boolean isPrimary(String target) {
        return compare.primary().equals(metric + '.' + target);
    }

    private Optional<Family.Member> comparison(LineScores line, Design design, int figure) {
        LineScores reference = baseline.orElseThrow();
        Analysis analysis = analysis(design);
        Analysis.Finding finding = analysis.difference(line, reference, figure);
        VarianceComponents components = finding.components();
        String few = finding.estimate().isEmpty()
                ? FewClips.words(line, design, figures(design).get(figure))
                : "";
        Optional<String> fault = fault(design, finding).map(why -> few.isEmpty() ? why : few);
        if (fault.isPresent()) {
            if (isPrimary(figures(design).get(figure))) {
                leaveOut(line, "on " + split.label() + ", " + fault.get());
            }
            return Optional.empty();
        }
        IntervalEstimator.Estimate estimate = finding.estimate().orElseThrow();
        double[] ofSeeds = analysis.differencesOfSeeds(line, reference, figure);
        Comparison comparison = new Comparison(
                line.line(),
                reference.line().variant(),
                split,
                metric,
                figures(design).get(figure),
                isPrimary(figures(design).get(figure)),
                declared,
                finding.value(),
                estimate.interval(),
                line.line().isOracle()
                        ? Significance.NONE
                        : new Significance(
                                estimate.p(),
                                OptionalDouble.empty(),
                                ofSeeds.length == 1
                                        ? OptionalDouble.empty()
                                        : OptionalDouble.of(SignedRanks.p(ofSeeds)),
                                analysis.permutationP(line, reference, figure)),
                Effect.of(finding.value(), components),
                Outlook.NONE,
                1,
                components.seeds(),
                finding.clips(),
                components.groups(),
                line.anyScores().metric().higherIsBetter());
        Set<String> trainings = Set.copyOf(line.ids(Set.copyOf(design.seeds())));
        return Optional.of(new Family.Member(comparison, components, trainings));
    }

    /** Returns why there is no interval. */
    private static Optional<String> fault(Design design, Analysis.Finding finding) {
        boolean grouped = finding.components().groups() != finding.clips();
        if (finding.components().groups() < 2) {
            return Optional.of("fewer than two " + (grouped ? "groups of clips" : "clips") + " are shared");
        }
        if (finding.estimate().isEmpty()) {
            return Optional.of("too few " + (grouped ? "groups of clips " : "clips ")
                    + (design.repetitions().size() == 1 ? "" : "of a repetition ") + "have labels of each target");
        }
        if (finding.components().variance() == 0 && finding.value() != 0) {
            return Optional.of("nothing varies between seeds and clips, so that no interval can be found");
        }
        return Optional.empty();
    }
}
