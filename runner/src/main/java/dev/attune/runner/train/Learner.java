package dev.attune.runner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.Scalars;
import dev.attune.runner.config.TrainingConfig;
import dev.attune.runner.data.HostBatch;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes training steps: forward, loss, backward, clipping, optimiser.
 *
 * <p>Every tensor of a step belongs to a scope that ends with the step.
 */
public final class Learner implements AutoCloseable {
    private final AffectModel model;
    private final FlatParameters parameters;
    private final SequenceLoss loss;
    private final int targets;
    private final TrainingConfig config;
    private final NDManager manager;
    private final RandomSource noise;
    private final Optimizer optimizer;
    private boolean moving;

    /**
     * Makes a learner with a new optimiser.
     *
     * @param model the network, initialised
     * @param parameters its parameters
     * @param loss what is made small
     * @param targets labels per frame
     * @param config how to train
     * @param manager lends native memory
     * @param noise gives the dropout masks; the caller begins its steps
     */
    public Learner(
            AffectModel model,
            FlatParameters parameters,
            SequenceLoss loss,
            int targets,
            TrainingConfig config,
            NDManager manager,
            RandomSource noise) {
        this.model = model;
        this.parameters = parameters;
        this.loss = loss;
        this.targets = targets;
        this.config = config;
        this.manager = manager;
        this.noise = noise;
        optimizer = Optimizer.create(config.optimizer(), parameters.values());
    }

    /**
     * What a step gives.
     *
     * @param loss mean over the batch's windows, auxiliary losses included
     * @param auxiliary losses that the fusion added, by name
     */
    public record Step(double loss, Map<String, Double> auxiliary) {
        /** Copies the map. */
        public Step {
            auxiliary = Map.copyOf(auxiliary);
        }
    }

    Optimizer optimizer() {
        return optimizer;
    }

    /** Returns whether any step so far had a gradient that was not zero. */
    boolean isMoving() {
        return moving;
    }

    /**
     * Moves the parameters once.
     *
     * @param host the batch
     * @param rate learning rate
     * @throws TrialFailedException if the loss is not finite; the parameters are then as they were
     */
    public Step step(HostBatch host, double rate) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            FlatParameters.TrainingPass training = parameters.beginTraining();
            Step step = descend(host, training);
            NDArray gradient = training.gradient();
            moving = moving || gradient.abs().max().getFloat() > 0;
            optimizer.step(parameters.values(), clipped(gradient), parameters.ranges(training.used()), rate);
            return step;
        }
    }

    private Step descend(HostBatch host, FlatParameters.TrainingPass training) {
        ModalityBatch features = Tensors.batch(manager, model.modalities(), host);
        NDArray labels = Tensors.labels(manager, host, targets);
        NDArray mask = Tensors.labelMask(manager, host, targets);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            training.cut();
            AffectModel.Output output = model.apply(new Pass(training.store(), true, noise), features);
            NDArray total = loss.evaluate(output.predictions(), labels, mask).add(training.nothing());
            Map<String, Double> auxiliary = new LinkedHashMap<>();
            for (Map.Entry<String, NDArray> part : output.fused().losses().entrySet()) {
                total = total.add(part.getValue());
                auxiliary.put(part.getKey(), (double) part.getValue().getFloat());
            }
            double value = total.getFloat();
            if (!Double.isFinite(value)) {
                throw notFinite(value, output, host);
            }
            collector.backward(total);
            return new Step(value, auxiliary);
        }
    }

    /** Scales the gradient down so that its Euclidean norm is at most the limit, as {@code clip_grad_norm_} does. */
    private NDArray clipped(NDArray gradient) {
        if (config.gradientClip() == 0) {
            return gradient;
        }
        NDArray norm = Scalars.add(gradient.mul(gradient).sum().sqrt(), 1e-6);
        NDArray factor = Scalars.of(norm, config.gradientClip()).div(norm);
        return gradient.mul(factor.minimum(Scalars.of(factor, 1)));
    }

    private TrialFailedException notFinite(double value, AffectModel.Output output, HostBatch host) {
        for (int m = 0; m < model.modalities().size(); m++) {
            String clip = firstNotFinite(output.sequences().get(m), host);
            if (clip != null) {
                return new TrialFailedException("The loss became " + value + ": the temporal model of "
                        + model.modalities().get(m) + " gives values that are not finite for clip " + clip
                        + "; try a lower learning rate or training.gradient-clip.");
            }
        }
        String clip = firstNotFinite(output.predictions(), host);
        if (clip == null) {
            return new TrialFailedException("The loss is " + value
                    + " although all predictions are finite: it does not fit such predictions and labels. (bce, for one, is for labels"
                    + " that are 0 or 1.)");
        }
        return new TrialFailedException("The loss became " + value
                + ": the fusion or the head gives values that are not finite for clip " + clip
                + ", from finite sequences of "
                + String.join(", ", model.modalities()) + "; try a lower learning rate or training.gradient-clip.");
    }

    private static @Nullable String firstNotFinite(NDArray array, HostBatch host) {
        float[] values = array.toFloatArray();
        int perWindow = values.length / host.windows().size();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return host.windows().get(i / perWindow).clip().id();
            }
        }
        return null;
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
