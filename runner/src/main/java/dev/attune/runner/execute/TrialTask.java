package dev.attune.runner.execute;

import static java.util.Objects.requireNonNull;

import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.trial.Goal;
import dev.attune.runner.trial.TrialFolder;

/**
 * What is to be done of a trial. Everything that was done before is kept: a finished trial is not trained again, a half-trained one
 * goes on.
 *
 * @param trial which
 * @param folder where its files are; {@code config.yaml} is there already
 * @param goal how far it is trained
 * @param test whether it is scored on the test split when it is finished; true only for a study whose seal is open
 */
public record TrialTask(StudyPlan.Trial trial, TrialFolder folder, Goal goal, boolean test) {
    /** Checks that nothing is missing. */
    public TrialTask {
        requireNonNull(trial, "trial is null");
        requireNonNull(folder, "folder is null");
        requireNonNull(goal, "goal is null");
    }

    /** Records why the task failed in the trial's folder, unless another program works there: it will say how the trial ends. */
    public void record(Failure failure) {
        if (failure.kind() != Failure.Kind.BUSY) {
            folder.recordFailure(failure.reason(), failure.log());
        }
    }
}
