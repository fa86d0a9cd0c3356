package dev.attune.runner.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.runner.config.Combination;
import dev.attune.runner.config.CompareConfig;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.Published;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.ProgramCommand;
import dev.attune.runner.trial.TrialFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of a study, from which everything can be done that needs no new configuration: {@code study.json} has the plan, and
 * {@code trials/ID/config.yaml} the effective configuration of each trial, also of those that have not begun.
 */
public final class StudyFolder {
    private static final String FILE = "study.json";
    private static final int FORMAT = 2;

    private final Path path;

    /** Names the folder; nothing is created. */
    public StudyFolder(Path path) {
        this.path = path;
    }

    /** Returns the folder. */
    public Path path() {
        return path;
    }

    /** Returns the folder of a trial. */
    public TrialFolder trial(String id) {
        return new TrialFolder(path.resolve("trials").resolve(id));
    }

    /** Returns the folder of a trial. */
    public TrialFolder trial(StudyPlan.Trial trial) {
        return trial(trial.id());
    }

    /**
     * Writes the plan, and the configuration of each trial that has none yet.
     *
     * @throws DataException if a newer version wrote the plan that is there, or it is another study's
     */
    void write(StudyPlan plan) {
        refuseOthers(plan);
        for (StudyPlan.Trial trial : plan.everyTrial()) {
            Path config = trial(trial).path().resolve("config.yaml");
            String yaml = EffectiveConfig.yaml(trial.config());
            if (!JsonFiles.readText(config).filter(yaml::equals).isPresent()) {
                JsonFiles.writeText(config, yaml);
            }
        }
        ObjectNode json = JsonFiles.object().put("format", FORMAT).put("name", plan.name());
        json.set("compare", JsonFiles.fromYaml(EffectiveConfig.yaml(plan.compare())));
        ArrayNode lines = json.putArray("lines");
        plan.lines().forEach(line -> add(lines, line));
        ArrayNode choices = json.putArray("tuned");
        plan.choices()
                .forEach(choice -> add(choices, choice.line())
                        .put("candidates", choice.candidates())
                        .put("failed", choice.failed())
                        .put("chosen", choice.label()));
        ArrayNode notices = json.putArray("notices");
        plan.notices().forEach(notices::add);
        if (!plan.published().isEmpty()) {
            ArrayNode published = json.putArray("published");
            plan.published().forEach(figures -> published.add(JsonFiles.fromYaml(EffectiveConfig.yaml(figures))));
        }
        ArrayNode undecided = json.putArray("undecided");
        plan.tunings().forEach(tuning -> add(undecided, tuning.line()));
        ArrayNode combined = json.putArray("combined");
        plan.combinations().forEach(combination -> add(combined, combination));
        ArrayNode trials = json.putArray("trials");
        for (StudyPlan.Trial trial : plan.trials()) {
            ObjectNode entry = trials.addObject()
                    .put("id", trial.id())
                    .put("seed", trial.config().seed());
            ArrayNode rows = entry.putArray("rows");
            for (StudyPlan.Row row : trial.rows()) {
                ObjectNode node =
                        rows.addObject().put("family", row.family().word()).put("variant", row.variant());
                row.settings().forEach(node.putObject("settings")::put);
                row.repetition().forEach(node.putObject("repetition")::put);
                row.match().ifPresent(match -> {
                    ObjectNode matched = node.putObject("match").put("parameters", match.parameters());
                    match.scaled().forEach(matched.putObject("scaled")::put);
                });
            }
        }
        JsonFiles.write(path.resolve(FILE), json);
    }

    private void refuseOthers(StudyPlan plan) {
        Path file = path.resolve(FILE);
        JsonFiles.readIfSound(file).ifPresent(json -> {
            if (json.path("format").asInt() > FORMAT) {
                JsonFiles.requireFormat(file, json, FORMAT);
            }
            String name = json.path("name").asText(plan.name());
            if (!name.equals(plan.name())) {
                throw new DataException(path + " holds the study " + name + ", not " + plan.name()
                        + "; give another folder with --out.");
            }
        });
    }

    /**
     * Reads the plan back.
     *
     * @param loader reads the configurations of trials
     * @throws DataException if this is not the folder of a study, its search has not ended, so that its trials are not known, or its
     *     files are damaged or of a newer format
     */
    public StudyPlan read(ConfigLoader loader) {
        Path file = path.resolve(FILE);
        if (!Files.exists(file)) {
            throw new DataException(path + " is not the folder of a study: it has no " + FILE + ".");
        }
        JsonNode json = JsonFiles.read(file);
        JsonFiles.requireFormat(file, json, FORMAT);
        if (!json.path("undecided").isEmpty()) {
            throw new DataException("The search of the study " + path
                    + " has not ended, and which trials it has is not known before; go on with "
                    + ProgramCommand.of("study", "FILE") + ", where"
                    + " FILE is its YAML file.");
        }
        List<StudyPlan.Line> lines = new ArrayList<>();
        json.path("lines").forEach(node -> lines.add(line(file, node)));
        List<StudyPlan.Choice> choices = choices(file, json);
        List<StudyPlan.Trial> trials = new ArrayList<>();
        for (JsonNode entry : json.path("trials")) {
            List<StudyPlan.Row> rows = new ArrayList<>();
            entry.path("rows")
                    .forEach(row -> rows.add(new StudyPlan.Row(
                            family(file, row),
                            row.path("variant").asText(),
                            texts(row.path("settings")),
                            texts(row.path("repetition")),
                            match(row.path("match")))));
            String id = entry.path("id").asText();
            trials.add(new StudyPlan.Trial(id, config(loader, id), rows));
        }
        if (trials.isEmpty() || lines.isEmpty()) {
            throw new DataException(file + " names no trials; start the study again, and it will be written anew.");
        }
        List<String> notices = new ArrayList<>();
        json.path("notices").forEach(notice -> notices.add(notice.asText()));
        CompareConfig compare =
                loader.fromYaml(CompareConfig.class, json.path("compare").toString(), file);
        return new StudyPlan(json.path("name").asText(), trials, lines, compare, List.of(), choices)
                .with(combinations(file, json))
                .withNotices(notices)
                .withPublished(published(loader, file, json));
    }

    private static void add(ArrayNode combined, Combination combination) {
        ObjectNode node = combined.addObject()
                .put("variant", combination.name())
                .put("by", combination.by().word())
                .put("penalty", combination.penalty());
        ArrayNode of = node.putArray("of");
        combination.of().forEach(line -> add(of, line));
    }

    private static List<Combination> combinations(Path file, JsonNode json) {
        List<Combination> combinations = new ArrayList<>();
        for (JsonNode node : json.path("combined")) {
            List<StudyPlan.Line> of = new ArrayList<>();
            node.path("of").forEach(line -> of.add(line(file, line)));
            Combination.Method by = Arrays.stream(Combination.Method.values())
                    .filter(method -> method.word().equals(node.path("by").asText()))
                    .findFirst()
                    .orElseThrow(() -> new DataException(file + ": found a combination by '"
                            + node.path("by").asText() + "', wanted mean, ridge or oracle."));
            if (of.size() < 2) {
                throw new DataException(file + ": found a combination of " + of.size() + " lines, wanted at least 2.");
            }
            combinations.add(new Combination(
                    node.path("variant").asText(), by, node.path("penalty").asDouble(), of));
        }
        return combinations;
    }

    private static List<Published> published(ConfigLoader loader, Path file, JsonNode json) {
        List<Published> published = new ArrayList<>();
        json.path("published")
                .forEach(figures -> published.add(loader.fromYaml(Published.class, figures.toString(), file)));
        return published;
    }

    private static Optional<StudyPlan.Match> match(JsonNode node) {
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of(new StudyPlan.Match(node.path("parameters").asLong(), texts(node.path("scaled"))));
    }

    private static List<StudyPlan.Choice> choices(Path file, JsonNode json) {
        List<StudyPlan.Choice> choices = new ArrayList<>();
        json.path("tuned")
                .forEach(node -> choices.add(new StudyPlan.Choice(
                        line(file, node),
                        node.path("candidates").asInt(),
                        node.path("failed").asInt(),
                        node.path("chosen").asText())));
        return choices;
    }

    /**
     * Returns a plan with what its searches chose, if all of them have ended in this folder; else the plan as it is.
     *
     * @param plan of the study, as its YAML file has it
     */
    public StudyPlan decided(StudyPlan plan) {
        Path file = path.resolve(FILE);
        List<StudyPlan.Choice> stored =
                JsonFiles.readIfSound(file).map(json -> choices(file, json)).orElse(List.of());
        List<StudyPlan.Decision> decisions = new ArrayList<>();
        for (StudyPlan.Tuning tuning : plan.tunings()) {
            for (StudyPlan.Choice choice : stored) {
                if (choice.line().equals(tuning.line())
                        && choice.candidates() == tuning.candidates().size()) {
                    tuning.candidates().stream()
                            .filter(candidate -> candidate.label().equals(choice.label()))
                            .findFirst()
                            .ifPresent(winner ->
                                    decisions.add(new StudyPlan.Decision(Optional.of(winner), choice.failed())));
                }
            }
        }
        return decisions.size() == plan.tunings().size() ? plan.decide(decisions) : plan;
    }

    private ExperimentConfig config(ConfigLoader loader, String id) {
        Path file = trial(id).path().resolve("config.yaml");
        try {
            ExperimentConfig config = loader.loadExperiment(file, List.of());
            if (!EffectiveConfig.id(config).equals(id)) {
                throw new DataException(file + " was changed since it was written: it describes trial "
                        + EffectiveConfig.id(config) + ", not " + id + ". Start the study again from its YAML file.");
            }
            return config;
        } catch (ConfigException e) {
            if (!Files.exists(file)) {
                throw new DataException(
                        file + " is missing; start the study again from its YAML file, and it will be written anew.",
                        e);
            }
            throw e;
        }
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static ObjectNode add(ArrayNode lines, StudyPlan.Line line) {
        return lines.addObject().put("family", line.family().word()).put("variant", line.variant());
    }

    private static StudyPlan.Line line(Path file, JsonNode node) {
        return new StudyPlan.Line(family(file, node), node.path("variant").asText());
    }

    private static StudyPlan.Family family(Path file, JsonNode node) {
        String word = node.path("family").asText();
        for (StudyPlan.Family family : StudyPlan.Family.values()) {
            if (family.word().equals(word)) {
                return family;
            }
        }
        throw new DataException(file + ": found the family '" + word + "', wanted one of "
                + Arrays.stream(StudyPlan.Family.values())
                        .map(StudyPlan.Family::word)
                        .toList()
                + ".");
    }
}
