package dev.attune.runner.trial;

import dev.attune.api.loss.LossFactory;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.Selection;
import dev.attune.runner.config.StudyPlan;

/** The loss of another experiment, which throws in a certain step. */
final class ExplodingLoss implements LossFactory<ExplodingLoss.Options> {
    private final SequenceLoss real;
    private int stepsLeft;

    private ExplodingLoss(SequenceLoss real, int stepsLeft) {
        this.real = real;
        this.stepsLeft = stepsLeft;
    }

    /** Has none. */
    public record Options() {}

    /** What is thrown: an exception that nothing in the program knows. */
    static final class Explosion extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Explosion() {
            super("the loss exploded, as it was told to");
        }
    }

    /** Returns the same trial, of which a run ends after some steps. */
    static StudyPlan.Trial in(StudyPlan.Trial trial, int steps) {
        ExperimentConfig config = trial.config();
        ExperimentConfig exploding = new ExperimentConfig(
                config.name(),
                config.data(),
                config.temporal(),
                config.fusion(),
                config.head(),
                config.targets(),
                new Selection<>(new ExplodingLoss(Components.loss(config.loss()), steps), new Options()),
                config.metrics(),
                config.training(),
                config.seed());
        return new StudyPlan.Trial(trial.id(), exploding, trial.rows());
    }

    @Override
    public String name() {
        return "exploding";
    }

    @Override
    public String summary() {
        return "Throws in a certain step.";
    }

    @Override
    public Class<Options> configType() {
        return Options.class;
    }

    @Override
    public SequenceLoss create(Options config) {
        return (predictions, labels, mask) -> {
            if (stepsLeft-- == 0) {
                throw new Explosion();
            }
            return real.evaluate(predictions, labels, mask);
        };
    }
}
