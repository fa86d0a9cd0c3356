package dev.attune.runner.study;

import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.execute.Failure;
import dev.attune.runner.execute.TrialExecutor;
import dev.attune.runner.execute.TrialTask;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.trial.Goal;
import dev.attune.runner.trial.TrialFolder;
import dev.attune.runner.trial.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings trials to a goal: what is finished is kept, what is half-trained goes on, what fails is recorded. */
final class TrialBatch {
    private final StudyFolder folder;
    private final Seal seal;
    private final KeptResults kept;
    private final StudyListener listener;
    private final Map<String, TrialResult> results = new LinkedHashMap<>();
    private final Map<String, Failure> failures = new LinkedHashMap<>();
    private Runnable afterEach = () -> {};

    TrialBatch(StudyFolder folder, Seal seal, StudyListener listener) {
        this.folder = folder;
        this.seal = seal;
        this.listener = listener;
        kept = new KeptResults(folder);
    }

    /** Sets what is done whenever a trial has ended. */
    void afterEach(Runnable action) {
        afterEach = action;
    }

    /** Returns what was found so far, by trial; with test scores if the seal is open. */
    Map<String, TrialResult> results() {
        return results;
    }

    /** Returns why trials failed, by trial. */
    Map<String, Failure> failures() {
        return failures;
    }

    /**
     * Finishes trials, and scores them on test if the seal is open.
     *
     * @param trials which; those that failed before are left alone
     * @param executor runs what is missing
     */
    void finish(List<StudyPlan.Trial> trials, TrialExecutor executor) {
        run(trials, Goal.FINISH, seal.isOpen(), executor);
    }

    /**
     * Brings trials to a goal on the training and validation splits; whatever the seal, nothing is scored on test.
     *
     * @param trials which; those that failed before are left alone
     * @param goal how far
     * @param executor runs what is missing
     */
    void bringTo(List<StudyPlan.Trial> trials, Goal goal, TrialExecutor executor) {
        run(trials, goal, false, executor);
    }

    private void run(List<StudyPlan.Trial> trials, Goal goal, boolean test, TrialExecutor executor) {
        List<TrialTask> tasks = new ArrayList<>();
        for (StudyPlan.Trial trial : trials) {
            if (failures.containsKey(trial.id())) {
                continue;
            }
            TrialFolder place = folder.trial(trial);
            Optional<TrialResult> before = find(trial);
            boolean known = before.isPresent() && !(test && place.testFigures().isEmpty());
            if (known) {
                listener.onResult(trial, before.get(), true);
            } else if (before.isPresent() || kept.epochs(trial) < goal.epochs()) {
                tasks.add(new TrialTask(trial, place, goal, test));
            }
        }
        executor.execute(tasks, new Recorder());
    }

    /** Takes the trials as they are: finished, failed, or neither. */
    void read(List<StudyPlan.Trial> trials) {
        for (StudyPlan.Trial trial : trials) {
            if (find(trial).isEmpty()) {
                folder.trial(trial)
                        .failure()
                        .ifPresent(reason -> failures.put(trial.id(), new Failure(Failure.Kind.TRAINING, reason)));
            }
        }
    }

    /** Adds what was found without training. */
    void add(TrialResult result) {
        results.put(result.id(), result);
    }

    /** Adds why something could not be found. */
    void add(StudyPlan.Trial trial, Failure failure) {
        failures.put(trial.id(), failure);
    }

    /** Returns the result of a trial that is finished. */
    Optional<TrialResult> find(StudyPlan.Trial trial) {
        return kept.find(trial).map(result -> adopt(trial, result));
    }

    /** Returns how many epochs of a trial that is not finished its folder has. */
    int epochs(StudyPlan.Trial trial) {
        return kept.epochs(trial);
    }

    private TrialResult adopt(StudyPlan.Trial trial, TrialResult result) {
        TrialResult full = seal.isOpen()
                ? folder.trial(trial).testFigures().map(result::withTest).orElse(result)
                : result;
        results.put(trial.id(), full);
        return full;
    }

    /** Reads from the folders what the tasks achieved. */
    private final class Recorder implements TrialExecutor.Listener {
        @Override
        public void onStart(TrialTask task) {
            listener.onStart(task.trial());
        }

        @Override
        public void onEpoch(TrialTask task, TrainingListener.Epoch epoch) {
            listener.onEpoch(task.trial(), epoch);
        }

        @Override
        public void onEnd(TrialTask task) {
            Optional<TrialResult> result = task.folder().result();
            if (result.isPresent()) {
                listener.onResult(task.trial(), adopt(task.trial(), result.get()), false);
            } else {
                listener.onPause(task.trial());
            }
            afterEach.run();
        }

        @Override
        public void onFailure(TrialTask task, Failure failure) {
            failures.put(task.trial().id(), failure);
            task.record(failure);
            listener.onFailure(task.trial(), failure);
            afterEach.run();
        }
    }
}
