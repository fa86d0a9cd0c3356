package dev.attune.runner.study;

import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.trial.TrialResult;
import java.nio.file.Path;

/** Is told how a study goes. */
public interface StudyListener {
    /** Is told nothing. */
    StudyListener SILENT = new StudyListener() {};

    /**
     * The study begins; its data could be opened.
     *
     * @param trials how many trials it has
     * @param folder where results go
     */
    default void onBegin(int trials, Path folder) {}

    /**
     * A trial begins.
     *
     * @param number counted from 1
     * @param of trials of the study
     * @param trial which
     */
    default void onStart(int number, int of, StudyPlan.Trial trial) {}

    /**
     * An epoch of the present trial ended.
     *
     * @param epoch what happened
     */
    default void onEpoch(TrainingListener.Epoch epoch) {}

    /**
     * A trial ended well.
     *
     * @param number counted from 1
     * @param of trials of the study
     * @param trial which
     * @param result what it found
     * @param kept whether the result was there before
     */
    default void onResult(int number, int of, StudyPlan.Trial trial, TrialResult result, boolean kept) {}

    /**
     * A trial failed; the study goes on.
     *
     * @param number counted from 1
     * @param of trials of the study
     * @param trial which
     * @param reason one sentence
     */
    default void onFailure(int number, int of, StudyPlan.Trial trial, String reason) {}
}
