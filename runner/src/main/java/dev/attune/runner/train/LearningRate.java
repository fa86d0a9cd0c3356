package dev.attune.runner.train;

import dev.attune.runner.config.TrainingConfig.ScheduleConfig;

/**
 * The learning rate of each step: warm-up, then a plateau rule, half a cosine, or nothing.
 *
 * <p>The plateau rule is that of {@code torch.optim.lr_scheduler.ReduceLROnPlateau} with its default relative threshold of 1e-4: the
 * rate is multiplied by {@code factor} after more than {@code patience} epochs without improvement. It starts to count after
 * warm-up.
 *
 * <p>With the reference warm-up, the plateau rule is the published code's too: any greater figure is an improvement, figures of
 * warm-up are remembered, and {@code min-lr} is no bound.
 */
final class LearningRate {
    private static final double THRESHOLD = 1e-4;
    /** The published code makes no reduction that is smaller than this. */
    private static final double LEAST_REDUCTION = 1e-11;

    private final ScheduleConfig config;
    private final double peak;
    private final int epochs;
    private final boolean higherIsBetter;
    private double rate;
    private double best = Double.NaN;
    private int badEpochs;

    /**
     * Makes a schedule.
     *
     * @param config its settings
     * @param peak the configured learning rate
     * @param epochs most epochs of the training
     * @param higherIsBetter whether a greater validation figure is an improvement
     */
    LearningRate(ScheduleConfig config, double peak, int epochs, boolean higherIsBetter) {
        this.config = config;
        this.peak = peak;
        this.epochs = epochs;
        this.higherIsBetter = higherIsBetter;
        rate = peak;
    }

    /**
     * Returns the rate of a step.
     *
     * @param epoch counted from 0
     * @param batch counted from 0
     * @param batches steps per epoch
     */
    double at(int epoch, int batch, int batches) {
        if (epoch < config.warmup()) {
            return switch (config.warmupType()) {
                case LINEAR -> peak * ((double) epoch * batches + batch + 1) / ((double) config.warmup() * batches);
                // The published code: starts again at 0 every epoch and never passes lr / warmup.
                case REFERENCE -> batch * peak * (epoch + 1) / (batches * (double) config.warmup() * config.warmup());
            };
        }
        if (config.type() == ScheduleConfig.Curve.COSINE) {
            double done = ((double) (epoch - config.warmup()) * batches + batch)
                    / Math.max(1.0, (double) (epochs - config.warmup()) * batches);
            return config.minLr() + (peak - config.minLr()) * (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
        }
        return rate;
    }

    /**
     * Ends an epoch.
     *
     * @param epoch counted from 0
     * @param figure the validation figure
     */
    void endEpoch(int epoch, double figure) {
        if (config.type() != ScheduleConfig.Curve.PLATEAU) {
            return;
        }
        boolean warmingUp = epoch < config.warmup();
        if (warmingUp && !isPublished()) {
            return;
        }
        if (isBetter(figure)) {
            best = figure;
            badEpochs = 0;
        } else if (!warmingUp && ++badEpochs > config.patience()) {
            rate = reduced();
            badEpochs = 0;
        }
    }

    private boolean isPublished() {
        return config.warmupType() == ScheduleConfig.Warmup.REFERENCE;
    }

    private double reduced() {
        double reduced = rate * config.factor();
        if (isPublished()) {
            return rate - reduced > LEAST_REDUCTION ? reduced : rate;
        }
        return Math.max(reduced, Math.min(config.minLr(), rate));
    }

    private boolean isBetter(double figure) {
        if (Double.isNaN(best)) {
            return true;
        }
        double threshold = isPublished() ? 0 : THRESHOLD;
        return higherIsBetter ? figure > best * (1 + threshold) : figure < best * (1 - threshold);
    }

    int badEpochs() {
        return badEpochs;
    }

    void save(TrainingState.Builder state) {
        state.real("schedule.rate", rate);
        state.real("schedule.best", best);
        state.integer("schedule.bad-epochs", badEpochs);
    }

    void restore(TrainingState state) {
        rate = state.real("schedule.rate");
        best = state.real("schedule.best");
        badEpochs = Math.toIntExact(state.integer("schedule.bad-epochs"));
    }
}
