package dev.attune.runner.cli;

import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.execute.Failure;
import dev.attune.runner.study.StudyListener;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.trial.TrialResult;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells several listeners, in order.
 *
 * @param members who is told
 */
record ListenerGroup(List<StudyListener> members) implements StudyListener {
    ListenerGroup {
        members = List.copyOf(members);
    }

    @Override
    public void onNotice(String notice) {
        members.forEach(member -> member.onNotice(notice));
    }

    @Override
    public void onBegin(Path folder) {
        members.forEach(member -> member.onBegin(folder));
    }

    @Override
    public void onPhase(String title, List<StudyPlan.Trial> trials) {
        members.forEach(member -> member.onPhase(title, trials));
    }

    @Override
    public void onStart(StudyPlan.Trial trial) {
        members.forEach(member -> member.onStart(trial));
    }

    @Override
    public void onEpoch(StudyPlan.Trial trial, TrainingListener.Epoch epoch) {
        members.forEach(member -> member.onEpoch(trial, epoch));
    }

    @Override
    public void onResult(StudyPlan.Trial trial, TrialResult result, boolean kept) {
        members.forEach(member -> member.onResult(trial, result, kept));
    }

    @Override
    public void onPause(StudyPlan.Trial trial) {
        members.forEach(member -> member.onPause(trial));
    }

    @Override
    public void onFailure(StudyPlan.Trial trial, Failure failure) {
        members.forEach(member -> member.onFailure(trial, failure));
    }
}
