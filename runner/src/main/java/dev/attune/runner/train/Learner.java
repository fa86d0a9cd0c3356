package dev.attune.runner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.Scalars;
import dev.attune.runner.config.TrainingConfig;
import dev.attune.runner.data.HostBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes training steps: forward, loss, backward, clipping, optimiser.
 *
 * <p>Every tensor of a step belongs to a scope that ends with the step.
 */
public final class Learner implements AutoCloseable {
    private final Objective objective;
    private final FlatParameters parameters;
    private final Graphs graphs;
    private final BatchTensors batches;
    private final TrainingConfig config;
    private final NDManager manager;
    private final RandomSource noise;
    private final Optimizer optimizer;
    private List<String> names = List.of();
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
        objective = new Objective(model, loss);
        this.parameters = parameters;
        batches = new BatchTensors(manager, model.modalities(), targets);
        this.config = config;
        this.manager = manager;
        this.noise = noise;
        graphs = new Graphs(parameters, true, manager, config.compile() == TrainingConfig.Compile.AUTO);
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
            auxiliary = Collections.unmodifiableMap(new LinkedHashMap<>(auxiliary)); // in the fusion's order
        }
    }

    Optimizer optimizer() {
        return optimizer;
    }

    /** Returns whether any step so far had a gradient that was not zero. */
    boolean isMoving() {
        return moving;
    }

    /** Returns whether steps so far ran as a recorded graph. */
    boolean runsAsGraph() {
        return graphs.areInUse();
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

    /** Computes losses and gradient. */
    private Step descend(HostBatch host, FlatParameters.TrainingPass training) {
        List<NDArray> arrays = batches.all(host);
        Optional<Recorded> graph = graphs.of(arrays, noise, this::losses);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            List<NDArray> losses;
            if (graph.isPresent()) {
                training.use(graph.get().used());
                losses = graph.get().run(training.leaf(), arrays, noise, true);
            } else {
                training.cut();
                losses = losses(new Pass(training.store(), true, noise), arrays);
            }
            NDArray total = losses.get(0).add(training.nothing());
            double value = total.getFloat();
            if (!Double.isFinite(value)) {
                throw notFinite(value, arrays, host);
            }
            collector.backward(total);
            return new Step(value, auxiliary(losses));
        }
    }

    /** Returns the sum of all losses, then those that the fusion added. */
    private List<NDArray> losses(Pass pass, List<NDArray> arrays) {
        Objective.Value value = objective.evaluate(pass, arrays);
        names = value.names();
        List<NDArray> losses = new ArrayList<>(List.of(value.total()));
        losses.addAll(value.parts());
        return losses;
    }

    private Map<String, Double> auxiliary(List<NDArray> losses) {
        Map<String, Double> auxiliary = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            auxiliary.put(names.get(i), (double) losses.get(i + 1).getFloat());
        }
        return auxiliary;
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

    /** Looks for where values stop being finite, in a pass of its own with other noise. */
    private TrialFailedException notFinite(double value, List<NDArray> arrays, HostBatch host) {
        AffectModel model = objective.model();
        AffectModel.Output output = objective
                .evaluate(new Pass(parameters.forEvaluation(), true, noise), arrays)
                .output();
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
        graphs.close();
        batches.close();
        optimizer.close();
    }
}
