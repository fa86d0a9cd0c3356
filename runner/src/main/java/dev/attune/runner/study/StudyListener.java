package dev.attune.runner.study;

import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.execute.Failure;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.trial.TrialResult;
import java.nio.file.Path;
import java.util.List;

/** Is told how a study goes, always on the thread that runs it; trials may run side by side. */
public interface StudyListener {
    /** Is told nothing. */
    StudyListener SILENT = new StudyListener() {};

    /**
     * There is something to know before anything is trained: that trials are missing in the data, say.
     *
     * @param notice a sentence
     */
    default void onNotice(String notice) {}

    /**
     * The study begins; its data could be opened.
     *
     * @param folder where results go
     */
    default void onBegin(Path folder) {}

    /**
     * A part of the study begins.
     *
     * @param title what it is, such as a rung of a search; empty for the trials of the table
     * @param trials what it consists of
     */
    default void onPhase(String title, List<StudyPlan.Trial> trials) {}

    /**
     * A trial begins, or begins again after the death of its worker.
     *
     * @param trial which
     */
    default void onStart(StudyPlan.Trial trial) {}

    /**
     * An epoch ended.
     *
     * @param trial whose
     * @param epoch what happened
     */
    default void onEpoch(StudyPlan.Trial trial, TrainingListener.Epoch epoch) {}

    /**
     * A trial is finished.
     *
     * @param trial which
     * @param result what it found
     * @param kept whether the result was there before
     */
    default void onResult(StudyPlan.Trial trial, TrialResult result, boolean kept) {}

    /**
     * A trial got as far as the present part of the study wants it, and is not finished.
     *
     * @param trial which
     */
    default void onPause(StudyPlan.Trial trial) {}

    /**
     * A trial failed; the study goes on.
     *
     * @param trial which
     * @param failure why
     */
    default void onFailure(StudyPlan.Trial trial, Failure failure) {}
}
