package dev.attune.runner.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.CompareConfig;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.ProgramCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The seal on the test scores of a study: until it is opened, which is recorded, nothing is scored on the test split.
 *
 * <p>Who looks at test scores while choosing what to try next chooses on test, whatever the tables say later.
 */
public final class Seal {
    private static final String FILE = "unlocked.json";
    private static final int FORMAT = 1;

    /** The seal of a study whose test scores nobody has seen. */
    static final Seal CLOSED = new Seal(null);

    private final @Nullable Opening opening;

    private Seal(@Nullable Opening opening) {
        this.opening = opening;
    }

    /**
     * How the seal was opened.
     *
     * @param time when
     * @param user whose account opened it
     * @param reason in the user's words
     * @param declared what the study compared then, as YAML; empty if it is not known
     * @param finished trials that were finished then; whatever was trained later was trained with test scores in sight
     */
    public record Opening(Instant time, String user, String reason, String declared, Set<String> finished) {
        /** Copies the set, keeping order. */
        public Opening {
            finished = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(finished));
        }
    }

    /** Returns how it was opened; empty while it is closed. */
    public Optional<Opening> opening() {
        return Optional.ofNullable(opening);
    }

    /** Returns whether test scores may be computed and shown. */
    public boolean isOpen() {
        return opening != null;
    }

    /** Returns whether a comparison is the one that was declared before anybody saw a test score. */
    public boolean isDeclared(CompareConfig compare) {
        return opening == null || opening.declared().equals(EffectiveConfig.yaml(compare));
    }

    /** Returns the splits whose scores may be shown. */
    public List<Split> splits() {
        return isOpen() ? List.of(Split.VALIDATION, Split.TEST) : List.of(Split.VALIDATION);
    }

    /** Returns one sentence on how the seal stands, for every table. */
    public String sentence(Path study, Set<String> trials) {
        if (opening == null) {
            return "Test scores are sealed. When everything has been chosen: "
                    + ProgramCommand.unlockTest(study.toString());
        }
        long later = trials.stream()
                .filter(trial -> !opening.finished().contains(trial))
                .count();
        return "Test scores were unlocked at " + opening.time() + " by " + opening.user() + ": "
                + opening.reason().replaceFirst("[.\\s]+$", "")
                + (later == 0
                        ? "."
                        : ". " + later + " of " + trials.size()
                                + " trials were trained after that: what they are was chosen with test scores in sight.");
    }

    /**
     * Reads the seal of a study.
     *
     * @param study its folder
     * @throws DataException if the record is damaged, or of a newer format
     */
    public static Seal read(Path study) {
        Path file = study.resolve(FILE);
        if (!Files.exists(file)) {
            return withoutRecord(study);
        }
        JsonNode json = JsonFiles.read(file);
        JsonFiles.requireFormat(file, json, FORMAT);
        Set<String> finished = new LinkedHashSet<>();
        json.path("finished").forEach(id -> finished.add(id.asText()));
        try {
            return new Seal(new Opening(
                    Instant.parse(json.path("time").asText()),
                    json.path("user").asText(),
                    json.path("reason").asText(),
                    json.path("declared").asText(),
                    finished));
        } catch (DateTimeException e) {
            throw new DataException(
                    file + ": found the time '" + json.path("time").asText() + "', wanted one like " + Instant.EPOCH,
                    e);
        }
    }

    /** A seal of which nothing is recorded is closed, unless somebody took the record away and left the scores. */
    private static Seal withoutRecord(Path study) {
        Path trials = study.resolve("trials");
        if (!Files.isDirectory(trials)) {
            return CLOSED;
        }
        try (Stream<Path> folders = Files.list(trials)) {
            Optional<Path> scores = folders.map(trial -> trial.resolve("test.json"))
                    .filter(Files::exists)
                    .min(Comparator.naturalOrder());
            return scores.isEmpty()
                    ? CLOSED
                    : new Seal(new Opening(
                            Files.getLastModifiedTime(scores.get()).toInstant().truncatedTo(ChronoUnit.SECONDS),
                            "somebody",
                            "the record of it, " + FILE + ", is missing",
                            "",
                            Set.of()));
        } catch (IOException e) {
            throw new DataException(study + " cannot be read: " + JsonFiles.words(e), e);
        }
    }

    /**
     * Opens the seal of a study and records it; an open one stays as it is.
     *
     * @param study its folder
     * @param reason in the user's words
     * @param compare what the study compares
     * @param finished trials that have results
     */
    static Seal open(Path study, String reason, CompareConfig compare, Set<String> finished) {
        Seal before = read(study);
        if (before.isOpen()) {
            return before;
        }
        Seal seal = new Seal(new Opening(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                System.getProperty("user.name"),
                reason,
                EffectiveConfig.yaml(compare),
                finished));
        Opening opening = seal.opening().orElseThrow();
        ObjectNode json = JsonFiles.object().put("format", FORMAT);
        json.put("time", opening.time().toString())
                .put("user", opening.user())
                .put("reason", opening.reason())
                .put("declared", opening.declared());
        ArrayNode ids = json.putArray("finished");
        opening.finished().forEach(ids::add);
        JsonFiles.write(study.resolve(FILE), json);
        return seal;
    }
}
