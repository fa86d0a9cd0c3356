package dev.attune.runner.study;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.PluginException;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.execute.Failure;
import dev.attune.runner.execute.TrialExecutor;
import dev.attune.runner.stats.Comparer;
import dev.attune.runner.train.TrialFailedException;
import dev.attune.runner.trial.DataCheck;
import dev.attune.runner.trial.FolderInUseException;
import dev.attune.runner.trial.FolderLock;
import dev.attune.runner.trial.TrialFolder;
import dev.attune.runner.trial.TrialResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs studies, and opens the seal on their test scores.
 *
 * <p>A finished trial is never run again, a half-trained one goes on from its last epoch. A failing trial is recorded with its reason
 * and the study goes on.
 */
public final class StudyRunner {
    private final TrialExecutor executor;

    /**
     * Makes a runner.
     *
     * @param executor runs trials; the caller closes it
     */
    public StudyRunner(TrialExecutor executor) {
        this.executor = executor;
    }

    /**
     * Runs what is not finished yet and writes the files that sum the study up.
     *
     * @param plan the study
     * @param path where its files go
     * @param listener is told how it goes
     * @throws FolderInUseException if another program works in the folder
     * @throws DataException if the folder holds results on other data; or if no trial succeeded and the first failed for such a reason
     * @throws ConfigException likewise
     * @throws PluginException likewise
     * @throws TrialFailedException likewise
     */
    public StudyResult run(StudyPlan plan, Path path, StudyListener listener) {
        DataCheck.open(plan).forEach(listener::onNotice);
        return FolderLock.holding(path, "attune study", Duration.ZERO, () -> {
            StudyFolder folder = new StudyFolder(path);
            Seal seal = Seal.read(path);
            listener.onBegin(path);
            folder.write(plan);
            TrialBatch batch = new TrialBatch(folder, seal, listener);
            StudyPlan decided = plan;
            if (!plan.tunings().isEmpty()) {
                decided = new Search(folder, batch, executor, listener).decide(plan);
                folder.write(decided);
            }
            return finish(decided, folder, seal, batch, listener);
        });
    }

    /**
     * Writes the plan of a study and the configurations of its trials, so that each can be run from the folder alone.
     *
     * @param plan the study
     * @param path where its files go
     * @param listener is told what there is to know of the data
     * @return the trials that are not finished, in the order of the plan
     * @throws FolderInUseException if another program works in the folder
     * @throws DataException if it holds results on other data
     */
    public static List<StudyPlan.Trial> prepare(StudyPlan plan, Path path, StudyListener listener) {
        DataCheck.open(plan).forEach(listener::onNotice);
        return FolderLock.holding(path, "attune study", Duration.ZERO, () -> {
            StudyFolder folder = new StudyFolder(path);
            folder.write(plan);
            TrialBatch batch = new TrialBatch(folder, Seal.read(path), StudyListener.SILENT);
            return plan.trials().stream()
                    .filter(trial -> batch.find(trial).isEmpty())
                    .toList();
        });
    }

    private StudyResult finish(
            StudyPlan plan, StudyFolder folder, Seal seal, TrialBatch batch, StudyListener listener) {
        listener.onPhase("", plan.trials());
        Deadline deadline = new Deadline(Duration.ofSeconds(1));
        batch.afterEach(() -> deadline.ifPassed(() -> StudyFiles.writeResults(result(plan, folder, seal, batch))));
        batch.finish(plan.trials(), executor);
        new CombinedLines(folder, seal, batch).finish(plan);
        StudyResult study = result(plan, folder, seal, batch);
        if (study.results().isEmpty()) {
            batch.failures().values().stream()
                    .filter(Failure::isForUser)
                    .findFirst()
                    .ifPresent(failure -> {
                        throw failure.toException();
                    });
        }
        return summarise(study);
    }

    /**
     * Opens the seal on the test scores of a study, which is recorded, and scores what is finished.
     *
     * @param plan the study, as its folder has it
     * @param path its folder
     * @param reason why, in the user's words
     * @param listener is told how it goes
     * @throws FolderInUseException if another program works in the folder
     * @throws DataException if no trial is finished, or the folder holds results on other data
     */
    public StudyResult unlockTest(StudyPlan plan, Path path, String reason, StudyListener listener) {
        DataCheck.open(plan).forEach(listener::onNotice);
        return FolderLock.holding(path, "attune unlock-test", Duration.ZERO, () -> {
            StudyFolder folder = new StudyFolder(path);
            TrialBatch before = new TrialBatch(folder, Seal.read(path), StudyListener.SILENT);
            before.read(plan.trials());
            List<StudyPlan.Trial> done = plan.trials().stream()
                    .filter(trial -> before.results().containsKey(trial.id()))
                    .toList();
            if (done.isEmpty()) {
                throw new DataException(path
                        + " has no finished trial that could be scored; run the study first. The seal stays closed.");
            }
            Set<String> finished = new LinkedHashSet<>(before.results().keySet());
            plan.combined().stream()
                    .filter(part -> done.containsAll(part.sources()))
                    .forEach(part -> finished.add(part.trial().id()));
            Seal seal = Seal.open(path, reason, plan.compare(), finished);
            TrialBatch batch = new TrialBatch(folder, seal, listener);
            batch.read(plan.trials());
            listener.onBegin(path);
            listener.onPhase("scoring on test", done);
            batch.finish(done, executor);
            new CombinedLines(folder, seal, batch).finish(plan);
            return summarise(result(plan, folder, seal, batch));
        });
    }

    /**
     * Sums a study up again from what its folder holds; trains nothing and scores nothing.
     *
     * @param plan the study, as its folder has it
     * @param path its folder
     */
    public static StudyResult read(StudyPlan plan, Path path) {
        return compared(found(plan, path));
    }

    /** Reads what the folder of a study holds, without comparing anything. */
    static StudyResult found(StudyPlan plan, Path path) {
        StudyFolder folder = new StudyFolder(path);
        Seal seal = Seal.read(path);
        TrialBatch batch = new TrialBatch(folder, seal, StudyListener.SILENT);
        batch.read(plan.trials());
        new CombinedLines(folder, seal, batch).read(plan);
        return result(plan, folder, seal, batch);
    }

    private static StudyResult summarise(StudyResult study) {
        StudyFiles.writeResults(study);
        StudyResult compared = compared(study);
        StudyFiles.writeComparisons(compared);
        return compared;
    }

    private static StudyResult compared(StudyResult study) {
        StudyFolder folder = new StudyFolder(study.folder());
        int versions =
                versions(study.results().keySet().stream().map(folder::trial).toList());
        StudyResult compared = study.with(Comparer.compare(
                study.plan(),
                study.results().keySet(),
                folder::trial,
                study.seal().splits(),
                study.seal().isDeclared(study.plan().compare())));
        return versions < 2
                ? compared
                : compared.with(compared.comparisons()
                        .withRemark("The trials were run by " + versions
                                + " versions of the code: environment.json of each names Attune, engine and plugins. What differs between lines"
                                + " may be that."));
    }

    /** Returns how many versions there are of the part of the code that has most; a plugin that only some trials use is one version. */
    private static int versions(List<TrialFolder> trials) {
        Map<String, Set<String>> parts = new HashMap<>();
        trials.forEach(trial -> trial.code()
                .forEach((part, version) ->
                        parts.computeIfAbsent(part, key -> new HashSet<>()).add(version)));
        return parts.values().stream().mapToInt(Set::size).max().orElse(1);
    }

    private static StudyResult result(StudyPlan plan, StudyFolder folder, Seal seal, TrialBatch batch) {
        Map<String, TrialResult> results = new LinkedHashMap<>();
        Map<String, String> failures = new LinkedHashMap<>();
        for (StudyPlan.Trial trial : plan.tabled()) {
            Optional.ofNullable(batch.results().get(trial.id())).ifPresent(found -> results.put(trial.id(), found));
            Optional.ofNullable(batch.failures().get(trial.id()))
                    .ifPresent(failure -> failures.put(trial.id(), failure.reason()));
        }
        return new StudyResult(plan, folder.path(), seal, results, failures);
    }

    /** Lets something happen at most once in a while. */
    private static final class Deadline {
        private final long nanos;
        private long next;

        Deadline(Duration every) {
            nanos = every.toNanos();
            next = System.nanoTime() + nanos;
        }

        void ifPassed(Runnable action) {
            if (System.nanoTime() - next >= 0) {
                action.run();
                next = System.nanoTime() + nanos;
            }
        }
    }
}
