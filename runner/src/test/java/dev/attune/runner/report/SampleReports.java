package dev.attune.runner.report;

import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.config.StudyPlan.Family;
import dev.attune.runner.report.ReportData.Declared;
import dev.attune.runner.report.ReportData.Difference;
import dev.attune.runner.report.ReportData.EpochPoint;
import dev.attune.runner.report.ReportData.Errors;
import dev.attune.runner.report.ReportData.Failure;
import dev.attune.runner.report.ReportData.Folds;
import dev.attune.runner.report.ReportData.Interval;
import dev.attune.runner.report.ReportData.Line;
import dev.attune.runner.report.ReportData.Moment;
import dev.attune.runner.report.ReportData.Origin;
import dev.attune.runner.report.ReportData.Others;
import dev.attune.runner.report.ReportData.Plane;
import dev.attune.runner.report.ReportData.Run;
import dev.attune.runner.report.ReportData.Seal;
import dev.attune.runner.report.ReportData.Shown;
import dev.attune.runner.report.ReportData.Survey;
import dev.attune.runner.report.chart.Counts;
import dev.attune.runner.report.chart.Range;
import dev.attune.runner.train.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Invented studies of every shape that a report must cope with. */
final class SampleReports {
    static final String NASTY = "<script>alert(\"1\")</script> & 'Ümläut' – 情緒 _50%_ $x^2$ {a|b} \\n";

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<String> targets;
    private final int epochs;
    private int trial;

    private SampleReports(List<String> targets, int epochs) {
        this.targets = targets;
        this.epochs = epochs;
    }

    /** A study like the quickstart: variants, a grid, subsets, a baseline, intervals. */
    static ReportData usual(boolean unlocked) {
        SampleReports samples = new SampleReports(List.of("valence", "arousal"), 30);
        List<Line> lines = new ArrayList<>();
        double[] values = {.62, .61, .60, .52, .55, .02};
        String[] names = {"RJCMA", "JCA", "concat", "late", "-TCN", "constant"};
        for (int i = 0; i < names.length; i++) {
            Map<String, String> settings = i == 0 ? Map.of() : Map.of("fusion", names[i]);
            lines.add(samples.line(Family.VARIANT, names[i], settings, 5, 5, values[i]));
        }
        for (int depth = 0; depth < 4; depth++) {
            for (String rate : List.of("0.1", "0.4")) {
                Map<String, String> settings = new LinkedHashMap<>();
                settings.put("fusion.depth", Integer.toString(depth));
                settings.put("fusion.dropout", rate);
                String name = "fusion.depth=" + depth + ", fusion.dropout=" + rate;
                double value = .56 + .04 * depth - .012 * depth * depth - (rate.equals("0.4") ? .02 : 0);
                lines.add(samples.line(Family.GRID, name, settings, 5, depth == 3 ? 4 : 5, value));
            }
        }
        String[] subsets = {"visual", "audio", "text", "visual+audio", "visual+text", "audio+text", "visual+audio+text"
        };
        double[] reached = {.41, .34, .30, .52, .49, .45, .62};
        for (int i = 0; i < subsets.length; i++) {
            lines.add(samples.line(Family.SUBSET, subsets[i], Map.of("data.modalities", subsets[i]), 5, 5, reached[i]));
        }
        Failure failure = new Failure(
                "fusion.depth=3, fusion.dropout=0.1", 4, "0123456789ab", "The loss became NaN in epoch 3; lower lr.");
        return samples.report("rjcma-ablation", lines, Optional.of("concat"), seal(unlocked), List.of(failure), 900);
    }

    /** One line, one seed, no baseline, one target. */
    static ReportData single() {
        SampleReports samples = new SampleReports(List.of("engagement"), 1);
        List<Line> lines = List.of(samples.line(Family.VARIANT, "my-experiment", Map.of(), 1, 1, .4));
        return samples.report("my-experiment", lines, Optional.empty(), seal(false), List.of(), 40);
    }

    /** Every trial failed. */
    static ReportData failures() {
        SampleReports samples = new SampleReports(List.of("valence"), 3);
        List<Line> lines = List.of(
                samples.line(Family.VARIANT, "RJCMA", Map.of(), 2, 0, 0),
                samples.line(Family.VARIANT, "concat", Map.of("fusion", "concat"), 2, 0, 0));
        String reason = "The Java heap is too small for this trial; lower training.batch.";
        List<Failure> failures = List.of(
                new Failure("RJCMA", 1, "aaaaaaaaaaaa", reason),
                new Failure("RJCMA", 2, "bbbbbbbbbbbb", reason),
                new Failure("concat", 1, "cccccccccccc", reason),
                new Failure("concat", 2, "dddddddddddd", reason));
        ReportData data = samples.report("broken", lines, Optional.of("concat"), seal(false), failures, 0);
        return data.with(Optional.empty(), List.of("Predictions are not shown: no trial has finished."));
    }

    /** Sixty lines with long names that begin alike, of which some hold every character that means something somewhere. */
    static ReportData large() {
        return large(50_000);
    }

    /** The same with clips of so many frames. */
    static ReportData large(int frames) {
        SampleReports samples = new SampleReports(List.of("valence", "arousal", "dominance"), 100);
        List<Line> lines = new ArrayList<>();
        lines.add(samples.line(Family.VARIANT, NASTY, Map.of("fusion.type", "<b>&"), 5, 5, .5));
        for (int i = 1; i < 60; i++) {
            String name = "recursive joint cross-modal attention with gated temporal convolution, run "
                    + (i % 7 == 0 ? NASTY : "") + " number " + i;
            lines.add(samples.line(Family.VARIANT, name, Map.of("fusion.width", "w" + i), 5, 5, .3 + .005 * i));
        }
        return samples.report(NASTY, lines, Optional.of(NASTY), seal(true), List.of(), frames);
    }

    private static Seal seal(boolean unlocked) {
        String command = "attune unlock-test runs/ablation --reason \"...\"";
        return unlocked
                ? new Seal(true, "2026-11-22T14:05:00Z", "all variants are chosen & final", "ada", 2, command)
                : Seal.closed(command);
    }

    private Line line(
            Family family, String name, Map<String, String> settings, int planned, int finished, double value) {
        List<Run> runs = new ArrayList<>();
        for (int seed = 1; seed <= finished; seed++) {
            runs.add(run(seed, value));
        }
        Map<Split, Map<String, Interval>> intervals = new LinkedHashMap<>();
        if (planned > 1 && finished > 0) {
            for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
                Map<String, Interval> of = new LinkedHashMap<>();
                for (Figure figure : runs.get(0).of(split)) {
                    double mean = runs.stream()
                            .flatMap(run -> run.of(split).stream())
                            .filter(other -> other.key().equals(figure.key()))
                            .mapToDouble(Figure::value)
                            .average()
                            .orElseThrow();
                    of.put(figure.key(), new Interval(mean - .04, mean + .03));
                }
                intervals.put(split, of);
            }
        }
        return new Line(
                family, name, settings, "", planned, 1, runs, intervals, "name: x\nfusion: {type: <" + name + ">}\n");
    }

    private Run run(int seed, double value) {
        trial++;
        List<EpochPoint> points = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            double learnt = 1 - Math.exp(-epoch / 6.0);
            points.add(new EpochPoint(epoch, 1 - value * learnt + noise(.02), value * learnt + noise(.02)));
        }
        Map<Split, List<Figure>> figures = new LinkedHashMap<>();
        figures.put(Split.VALIDATION, figures(value + noise(.015)));
        figures.put(Split.TEST, figures(value - .03 + noise(.015)));
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("attune", "0.1.0");
        environment.put("cpu", seed == 5 ? "another CPU" : "AMD EPYC");
        Origin origin = new Origin(
                "2026-11-22T12:00:00Z",
                OptionalDouble.of(40 + 100 * value + random.nextInt(9)),
                environment,
                Map.of("rjcma", "SHA-256 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
                "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789",
                Map.of("train split", "40 clips, 6,397 frames, 12,794 labels"),
                List.of(),
                List.of());
        return new Run(
                String.format("%012x", trial),
                seed,
                Map.of(),
                20_000 + (long) (value * 30_000),
                epochs - 1,
                epochs,
                2,
                figures,
                points,
                origin);
    }

    private List<Figure> figures(double value) {
        List<Figure> figures = new ArrayList<>();
        for (String metric : List.of("ccc", "ccc.within", "rmse")) {
            double level = metric.equals("rmse") ? .3 - .1 * value : value;
            double sum = 0;
            for (int i = 0; i < targets.size(); i++) {
                double own = level + .04 * i + noise(.01);
                figures.add(new Figure(metric, targets.get(i), own));
                sum += own;
            }
            figures.add(new Figure(metric, Figure.MEAN, sum / targets.size()));
        }
        return figures;
    }

    private double noise(double size) {
        return size * (random.nextDouble() + random.nextDouble() - 1);
    }

    private ReportData report(
            String study, List<Line> lines, Optional<String> baseline, Seal seal, List<Failure> failures, int frames) {
        List<Difference> differences = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        for (Line line : lines) {
            if (baseline.isPresent()
                    && !baseline.equals(Optional.of(line.variant()))
                    && !line.runs().isEmpty()) {
                for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
                    if (seal.open() || split == Split.VALIDATION) {
                        double difference = line.runs().get(0).of(split).get(0).value() - .55;
                        differences.add(new Difference(
                                line.family(),
                                line.variant(),
                                split,
                                "ccc.mean",
                                difference,
                                difference - .03,
                                difference + .025,
                                Math.abs(difference) > .04 ? .0004 : .2,
                                Math.abs(difference) > .04 ? .004 : .6,
                                Math.abs(difference) > .04));
                    }
                }
                sentences.add(line.variant() + " - " + baseline.get() + ": a sentence on what the difference means.");
            }
        }
        return new ReportData(
                study,
                "0.1.0",
                new Declared(
                        "ccc.mean",
                        true,
                        baseline,
                        .95,
                        "clips",
                        "hierarchical bootstrap over seeds and clips; 10,000 resamples",
                        "Holm",
                        "CCC, mean of targets"),
                seal,
                lines,
                differences,
                sentences,
                failures,
                frames == 0
                        ? Optional.empty()
                        : Optional.of(survey(seal.open() ? Split.TEST : Split.VALIDATION, frames)),
                List.of(),
                Folds.NONE,
                Others.NONE,
                List.of());
    }

    private Survey survey(Split split, int frames) {
        List<TargetInfo> infos = targets.stream().map(TargetInfo::continuous).toList();
        List<Shown> models = List.of(
                new Shown("RJCMA", 1, "the other variant with the highest CCC, mean of targets on validation"),
                new Shown(targets.size() == 3 ? NASTY : "concat", 1, "the baseline"));
        List<SampledClip> clips = new ArrayList<>();
        for (String why : List.of("the best of 8 clips", "the median of 8 clips", "the worst of 8 clips")) {
            clips.add(clip("clip-" + clips.size(), why, frames));
        }
        List<Errors> errors = new ArrayList<>();
        for (int model = 0; model < 2; model++) {
            for (int target = 0; target < targets.size(); target++) {
                Counts histogram = new Counts(new Range(-2, 2), new Range(0, 1), 120, 1);
                IntStream.range(0, 2000).forEach(i -> histogram.add(noise(.6), 0));
                int shift = model;
                List<Moment> moments = IntStream.range(0, 20)
                        .mapToObj(i -> new Moment(i < 3 ? 0 : 50, .4 - .04 * i - .05 * shift, .12))
                        .toList();
                errors.add(new Errors(model, target, histogram, moments));
            }
        }
        Optional<Plane> plane = targets.size() < 2 ? Optional.empty() : Optional.of(plane());
        return new Survey(split, infos, models, clips, errors, plane);
    }

    private Plane plane() {
        List<Counts> counts = new ArrayList<>();
        for (double size : new double[] {.9, .5, .4}) {
            Counts one = new Counts(new Range(-1, 1), new Range(-1, 1), 32, 32);
            IntStream.range(0, 3000).forEach(i -> one.add(noise(size) + .1, noise(size) - .1));
            counts.add(one);
        }
        return new Plane(0, 1, counts.get(0), counts.subList(1, 3));
    }

    private SampledClip clip(String id, String why, int frames) {
        float[] labels = new float[frames * targets.size()];
        float[] one = new float[labels.length];
        float[] other = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int frame = i / targets.size();
            labels[i] = (float) (.6 * Math.sin(20.0 * frame / frames + i % targets.size()));
            one[i] = (float) (.8 * labels[i] + noise(.1));
            other[i] = (float) (.5 * labels[i] + .1 + noise(.1));
            if (frame > frames * .4 && frame < frames * .45) {
                labels[i] = Float.NaN;
            }
        }
        return new SampledClip(id, why, targets.size(), labels, List.of(one, other));
    }
}
