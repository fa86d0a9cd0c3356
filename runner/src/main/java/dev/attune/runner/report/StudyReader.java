package dev.attune.runner.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.attune.api.Citation;
import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.CompareConfig;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.config.UsedComponents;
import dev.attune.runner.plugin.ComponentKind;
import dev.attune.runner.report.ReportData.Declared;
import dev.attune.runner.report.ReportData.Difference;
import dev.attune.runner.report.ReportData.EpochPoint;
import dev.attune.runner.report.ReportData.Failure;
import dev.attune.runner.report.ReportData.Folds;
import dev.attune.runner.report.ReportData.Interval;
import dev.attune.runner.report.ReportData.Line;
import dev.attune.runner.report.ReportData.Origin;
import dev.attune.runner.report.ReportData.Other;
import dev.attune.runner.report.ReportData.Others;
import dev.attune.runner.report.ReportData.Reference;
import dev.attune.runner.report.ReportData.Run;
import dev.attune.runner.report.ReportData.Seal;
import dev.attune.runner.report.ReportData.Survey;
import dev.attune.runner.stats.Comparison;
import dev.attune.runner.stats.Comparisons;
import dev.attune.runner.stats.LineInterval;
import dev.attune.runner.stats.SeedSpread;
import dev.attune.runner.study.PublishedFigures;
import dev.attune.runner.study.StudyFolder;
import dev.attune.runner.study.StudyResult;
import dev.attune.runner.study.TestOfFolds;
import dev.attune.runner.train.Figure;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.trial.Environment;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.PredictedClips;
import dev.attune.runner.trial.ProgramCommand;
import dev.attune.runner.trial.TrialFolder;
import dev.attune.runner.trial.TrialResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what a report needs from a study and its files: the one class of this package that knows both.
 *
 * <p>While the test split is sealed, nothing of it passes through here.
 */
final class StudyReader {
    private final StudyResult study;
    private final StudyFolder folder;
    private final List<String> remarks = new ArrayList<>();
    private final Map<String, Run> runs = new LinkedHashMap<>();

    private StudyReader(StudyResult study) {
        this.study = study;
        folder = new StudyFolder(study.folder());
    }

    static ReportData read(StudyResult study) {
        return new StudyReader(study).read();
    }

    private ReportData read() {
        remarks.addAll(study.plan().notices());
        for (StudyPlan.Trial trial : study.plan().tabled()) {
            TrialResult result = study.results().get(trial.id());
            if (result != null) {
                runs.put(trial.id(), run(trial, result));
            }
        }
        List<Line> lines = new ArrayList<>();
        study.lines().forEach((line, trials) -> lines.add(line(line, trials)));
        List<Difference> differences = study.comparisons().all().stream()
                .filter(found -> found.primary() && study.seal().splits().contains(found.split()))
                .map(StudyReader::difference)
                .toList();
        Declared declared = declared();
        ReportData data = new ReportData(
                study.plan().name(),
                Environment.version(),
                declared,
                seal(),
                lines,
                differences,
                sentences(),
                failures(),
                Optional.empty(),
                remarks,
                folds(),
                others(),
                references());
        return data.with(survey(data), remarks);
    }

    private Folds folds() {
        Map<String, String> ofRuns = new LinkedHashMap<>();
        study.plan().tabled().forEach(trial -> StudyPlan.fold(trial).ifPresent(fold -> ofRuns.put(trial.id(), fold)));
        return new Folds(study.plan().folds(), ofRuns, TestOfFolds.words(study.plan(), Split.TEST));
    }

    private Others others() {
        List<Other> figures = PublishedFigures.rows(study).stream()
                .map(row -> new Other(
                        row.line(), row.figure(), row.value(), row.where(), Spread.of(row.measured()), row.source()))
                .toList();
        return new Others(figures, PublishedFigures.notes(study));
    }

    private List<Reference> references() {
        Map<Citation, Set<String>> cited = new LinkedHashMap<>();
        study.plan().tabled().stream()
                .flatMap(trial -> UsedComponents.factories(trial.config()).stream())
                .forEach(factory -> factory.citation()
                        .ifPresent(citation -> cited.computeIfAbsent(citation, key -> new LinkedHashSet<>())
                                .add(ComponentKind.of(factory).phrase() + " " + factory.name())));
        return cited.entrySet().stream()
                .map(entry -> new Reference(String.join(", ", entry.getValue()), entry.getKey()))
                .toList();
    }

    private Declared declared() {
        CompareConfig compare = study.plan().compare();
        String metric = compare.primary().substring(0, compare.primary().indexOf('.'));
        boolean higher = study.plan().trials().stream()
                .flatMap(trial -> PredictedClips.metric(trial.config(), metric).stream())
                .findFirst()
                .map(found -> found.higherIsBetter())
                .orElse(true);
        String drawn = drawn();
        return new Declared(
                compare.primary(),
                higher,
                compare.baseline(),
                compare.confidence(),
                drawn,
                intervalWords(compare, drawn),
                compare.correction() == CompareConfig.Correction.NONE ? "" : "Holm",
                study.plan().trials().stream()
                        .map(trial -> trial.config().training().earlyStopping().on())
                        .distinct()
                        .map(Texts::figure)
                        .collect(Collectors.joining(" or ")));
    }

    /** Returns what intervals draw besides seeds. */
    private String drawn() {
        return study.comparisons().intervals().stream().anyMatch(LineInterval::isGrouped)
                ? "groups of clips that belong together"
                : "clips";
    }

    private static String intervalWords(CompareConfig compare, String drawn) {
        return switch (compare.interval()) {
            case BOOTSTRAP ->
                String.format(
                        Locale.ROOT,
                        "hierarchical bootstrap over seeds and %s, with the width of Student’s t; %,d resamples",
                        drawn,
                        compare.resamples());
            case PERCENTILE ->
                String.format(
                        Locale.ROOT,
                        "percentiles of a hierarchical bootstrap over seeds and %s; %,d resamples",
                        drawn,
                        compare.resamples());
            case VARIANCE_COMPONENTS -> "Student’s t with the variances between seeds and between " + drawn;
        };
    }

    private Seal seal() {
        String command = ProgramCommand.storedUnlockTest(study.folder().toString());
        return study.seal()
                .opening()
                .map(opening -> new Seal(
                        true,
                        opening.time().toString(),
                        opening.reason(),
                        opening.user(),
                        later(opening.finished()),
                        command))
                .orElseGet(() -> Seal.closed(command));
    }

    private long later(Set<String> finished) {
        return study.results().keySet().stream()
                .filter(id -> !finished.contains(id))
                .count();
    }

    private List<String> sentences() {
        Comparisons all = study.comparisons();
        List<Comparison> shown = all.all().stream()
                .filter(found -> study.seal().splits().contains(found.split()))
                .toList();
        return new Comparisons(List.of(), shown, all.remarks()).sentences();
    }

    private static Difference difference(Comparison found) {
        return new Difference(
                found.line().family(),
                found.variant(),
                found.split(),
                found.figure(),
                found.difference(),
                found.interval().low(),
                found.interval().high(),
                found.significance().p(),
                found.significance().adjusted().orElse(found.significance().p()),
                found.verdict() == Comparison.Verdict.BETTER || found.verdict() == Comparison.Verdict.WORSE);
    }

    private Line line(StudyPlan.Line line, List<StudyPlan.Trial> trials) {
        Map<String, String> settings = trials.stream()
                .findFirst()
                .map(trial -> settings(row(line, trial)))
                .orElse(Map.of());
        return new Line(
                line.family(),
                line.variant(),
                settings,
                tuned(line),
                trials.size(),
                SeedSpread.repetitions(trials),
                trials.stream()
                        .map(trial -> runs.get(trial.id()))
                        .filter(java.util.Objects::nonNull)
                        .toList(),
                intervals(line),
                trials.isEmpty() || !line.family().isTrained()
                        ? ""
                        : EffectiveConfig.yaml(trials.get(0).config()));
    }

    private static StudyPlan.Row row(StudyPlan.Line line, StudyPlan.Trial trial) {
        return trial.rows().stream()
                .filter(row -> row.family() == line.family() && row.variant().equals(line.variant()))
                .findFirst()
                .orElseThrow();
    }

    /** What everything is repeated with is not what makes the line. */
    private static Map<String, String> settings(StudyPlan.Row row) {
        Map<String, String> settings = new LinkedHashMap<>(row.settings());
        settings.keySet().removeAll(row.repetition().keySet());
        return settings;
    }

    private String tuned(StudyPlan.Line line) {
        return study.plan().choices().stream()
                .filter(choice -> choice.line().equals(line))
                .map(choice -> "Chosen on validation among " + choice.among() + ": " + choice.label() + ".")
                .collect(Collectors.joining(" "));
    }

    private Map<Split, Map<String, Interval>> intervals(StudyPlan.Line line) {
        Map<Split, Map<String, Interval>> intervals = new EnumMap<>(Split.class);
        for (LineInterval found : study.comparisons().intervals()) {
            if (found.line().equals(line) && study.seal().splits().contains(found.split())) {
                found.interval()
                        .ifPresent(interval -> intervals
                                .computeIfAbsent(found.split(), split -> new LinkedHashMap<>())
                                .put(found.figure(), new Interval(interval.low(), interval.high())));
            }
        }
        return intervals;
    }

    private List<Failure> failures() {
        List<Failure> failures = new ArrayList<>();
        for (StudyPlan.Trial trial : study.plan().tabled()) {
            String reason = study.failures().get(trial.id());
            if (reason != null) {
                String variants = trial.rows().stream()
                        .map(StudyPlan.Row::variant)
                        .distinct()
                        .collect(Collectors.joining(" = "));
                failures.add(new Failure(variants, trial.config().seed(), trial.id(), reason));
            }
        }
        return failures;
    }

    private Run run(StudyPlan.Trial trial, TrialResult result) {
        TrialFolder trialFolder = folder.trial(trial);
        Map<Split, List<Figure>> figures = new EnumMap<>(Split.class);
        study.seal().splits().forEach(split -> figures.put(split, result.of(split)));
        return new Run(
                trial.id(),
                trial.config().seed(),
                trial.rows().get(0).repetition(),
                result.parameters(),
                result.bestEpoch(),
                result.epochs(),
                result.threads(),
                figures,
                epochs(trialFolder),
                origin(trialFolder));
    }

    private List<EpochPoint> epochs(TrialFolder trial) {
        try {
            return trial.epochs().stream().map(this::point).toList();
        } catch (DataException e) {
            remarks.add("A learning curve is left out: " + e.getMessage());
            return List.of();
        }
    }

    private EpochPoint point(TrainingListener.Epoch epoch) {
        double primary = epoch.validation().stream()
                .filter(figure -> figure.key().equals(study.plan().compare().primary()))
                .mapToDouble(Figure::value)
                .findFirst()
                .orElse(Double.NaN);
        return new EpochPoint(epoch.number(), epoch.loss(), primary);
    }

    private Origin origin(TrialFolder trial) {
        Path file = trial.path().resolve("environment.json");
        if (!Files.exists(file)) {
            return Origin.UNKNOWN;
        }
        try {
            return origin(JsonFiles.read(file));
        } catch (DataException e) {
            remarks.add("Of one trial, it is not known where it ran: " + e.getMessage());
            return Origin.UNKNOWN;
        }
    }

    private static Origin origin(JsonNode json) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String name : List.of("attune", "java", "engine", "djl", "os", "cpu", "cores", "threads")) {
            if (json.hasNonNull(name)) {
                environment.put(name, json.get(name).asText());
            }
        }
        if (json.hasNonNull("memory-bytes")) {
            double gibibytes = json.get("memory-bytes").asDouble() / (1L << 30);
            environment.put("memory for Java", String.format(Locale.ROOT, "%.1f GiB", gibibytes));
        }
        Map<String, String> plugins = new LinkedHashMap<>();
        json.path("plugins")
                .forEach(plugin -> plugins.put(
                        plugin.path("id").asText(),
                        plugin.hasNonNull("sha256")
                                ? "SHA-256 " + plugin.get("sha256").asText()
                                : "no hash"));
        Map<String, String> counts = new LinkedHashMap<>();
        json.path("splits")
                .properties()
                .forEach(split -> counts.put(
                        split.getKey() + " split",
                        Texts.count(split.getValue().path("clips").asLong(), "clip") + ", "
                                + Texts.count(split.getValue().path("frames").asLong(), "frame") + ", "
                                + Texts.count(split.getValue().path("labels").asLong(), "label")));
        return new Origin(
                json.path("started").asText(),
                json.hasNonNull("seconds")
                        ? OptionalDouble.of(json.get("seconds").asDouble())
                        : OptionalDouble.empty(),
                environment,
                plugins,
                json.path("data-sha256").asText(),
                counts,
                texts(json.at("/data/omissions")),
                texts(json.at("/data/notes")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private Optional<Survey> survey(ReportData data) {
        try {
            return new Surveyor(study, folder, data).survey();
        } catch (DataException | ConfigException e) {
            remarks.add("Predictions are not shown: " + e.getMessage());
            return Optional.empty();
        }
    }
}
