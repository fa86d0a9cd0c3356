package dev.attune.runner.study;

import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.Combination;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.execute.Failure;
import dev.attune.runner.train.TrialFailedException;
import dev.attune.runner.trial.CombinedTrial;
import dev.attune.runner.trial.TrialFolder;
import dev.attune.runner.trial.TrialResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Computes the lines of a study for which nothing is trained, where the trials that they are computed from are finished. */
final class CombinedLines {
    private final StudyFolder folder;
    private final Seal seal;
    private final TrialBatch batch;

    /**
     * Makes one that does nothing yet.
     *
     * @param folder of the study
     * @param seal whether test scores may be computed
     * @param batch has the trials, and takes what is found
     */
    CombinedLines(StudyFolder folder, Seal seal, TrialBatch batch) {
        this.folder = folder;
        this.seal = seal;
        this.batch = batch;
    }

    /** Returns the computation of a combination in the folder of its study. */
    static CombinedTrial trial(StudyFolder folder, Combination.Part part) {
        return new CombinedTrial(
                part,
                folder.trial(part.trial()),
                part.sources().stream().map(folder::trial).toList());
    }

    /** Computes what is missing. */
    void finish(StudyPlan plan) {
        plan.combined().forEach(part -> {
            failWithSource(part);
            if (results(part).size() == part.sources().size()) {
                compute(part);
            }
        });
    }

    /** Takes the combinations as they are. */
    void read(StudyPlan plan) {
        plan.combined().forEach(part -> {
            TrialFolder place = folder.trial(part.trial());
            Optional<TrialResult> result = trial(folder, part).find();
            result.ifPresent(found -> add(place, found));
            place.failure()
                    .filter(reason -> result.isEmpty())
                    .ifPresent(reason -> batch.add(part.trial(), new Failure(Failure.Kind.TRAINING, reason)));
            failWithSource(part);
        });
    }

    private void compute(Combination.Part part) {
        TrialFolder place = folder.trial(part.trial());
        CombinedTrial combination = trial(folder, part);
        try {
            TrialResult result = combination.find().orElseGet(combination::run);
            add(place, result);
            boolean test = seal.isOpen()
                    && results(part).stream()
                            .allMatch(source -> source.figures().containsKey(Split.TEST));
            if (test) {
                combination.scoreTest();
                add(place, result);
            }
        } catch (DataException | TrialFailedException e) {
            Failure failure = Failure.of(e);
            place.recordFailure(failure.reason(), List.of());
            batch.add(part.trial(), failure);
        }
    }

    private void add(TrialFolder place, TrialResult result) {
        batch.add(seal.isOpen() ? place.testFigures().map(result::withTest).orElse(result) : result);
    }

    private List<TrialResult> results(Combination.Part part) {
        return part.sources().stream()
                .map(source -> batch.results().get(source.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    private void failWithSource(Combination.Part part) {
        for (StudyPlan.Trial source : part.sources()) {
            Failure failure = batch.failures().get(source.id());
            if (failure != null) {
                String name = source.rows().get(0).variant();
                batch.add(
                        part.trial(),
                        new Failure(failure.kind(), "It combines " + name + ", which failed: " + failure.reason()));
                return;
            }
        }
    }
}
