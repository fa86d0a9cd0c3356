package dev.attune.runner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.nn.Scalars;
import dev.attune.runner.config.TrainingConfig.OptimizerConfig;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Moves the parameters along the gradient, with the arithmetic of {@code torch.optim}.
 *
 * <p>Works on the one buffer of {@link FlatParameters}. A parameter that the pass did not use stays as it is, and so do its moments,
 * as in PyTorch; only the count of steps, which PyTorch keeps per parameter, is shared.
 */
abstract class Optimizer implements AutoCloseable {
    private final double weightDecay;
    private final NDManager manager;

    private Optimizer(double weightDecay, NDManager manager) {
        this.weightDecay = weightDecay;
        this.manager = manager.newSubManager();
    }

    /**
     * Makes the optimiser of a configuration.
     *
     * @param config its settings
     * @param values the buffer that it moves
     */
    static Optimizer create(OptimizerConfig config, NDArray values) {
        NDManager manager = values.getManager();
        return switch (config.type()) {
            case ADAM -> new Adam(config, manager, values, false);
            case ADAMW -> new Adam(config, manager, values, true);
            case SGD -> new Sgd(config, manager, values);
        };
    }

    /**
     * Makes one step, inside the caller's scope.
     *
     * @param values (P), changed in place
     * @param gradient (P)
     * @param used ones where a parameter was used, (P); null for everywhere
     * @param rate learning rate
     */
    abstract void step(NDArray values, NDArray gradient, @Nullable NDArray used, double rate);

    /** Adds what must be remembered between steps. */
    abstract void save(TrainingState.Builder state);

    /**
     * Goes back to what was saved.
     *
     * @throws IllegalArgumentException if it is not of this rule, or of other parameters
     */
    abstract void restore(TrainingState state);

    static Tensor copy(NDArray buffer) {
        return new Tensor(buffer.getShape().getShape(), buffer.toFloatArray());
    }

    void restore(NDArray buffer, Tensor saved) {
        if (!Arrays.equals(saved.shape(), buffer.getShape().getShape())) {
            throw new IllegalArgumentException(
                    "the optimiser moves " + buffer.getShape() + " values, found " + new Shape(saved.shape()));
        }
        try (NDArray alias = manager.create(saved.values(), buffer.getShape())) {
            buffer.set(new NDIndex("..."), alias);
        }
    }

    /** Returns weight decay as an addition to the gradient. */
    NDArray withDecay(NDArray gradient, NDArray values, @Nullable NDArray used) {
        return weightDecay == 0 ? gradient : gradient.add(restrict(Scalars.mul(values, weightDecay), used));
    }

    double weightDecay() {
        return weightDecay;
    }

    static NDArray restrict(NDArray update, @Nullable NDArray used) {
        return used == null ? update : update.mul(used);
    }

    /** Makes a buffer of zeros that lives as long as the optimiser. */
    NDArray zerosLike(NDArray values) {
        NDArray zeros = values.zerosLike();
        zeros.attach(manager);
        return zeros;
    }

    @Override
    public void close() {
        manager.close();
    }

    /** Kingma and Ba (ICLR 2015), and its decoupled form, Loshchilov and Hutter (ICLR 2019). */
    private static final class Adam extends Optimizer {
        private final OptimizerConfig config;
        private final boolean decoupled;
        private final NDArray first; // m, (P)
        private final NDArray second; // v, (P)
        private long steps;

        private Adam(OptimizerConfig config, NDManager manager, NDArray values, boolean decoupled) {
            super(config.weightDecay(), manager);
            this.config = config;
            this.decoupled = decoupled;
            first = zerosLike(values);
            second = zerosLike(values);
        }

        @Override
        void step(NDArray values, NDArray gradient, @Nullable NDArray used, double rate) {
            steps++;
            NDArray g = decoupled ? gradient : withDecay(gradient, values, used);
            if (decoupled && weightDecay() > 0) {
                values.subi(restrict(Scalars.mul(values, rate * weightDecay()), used));
            }
            average(first, g, config.beta1(), used);
            average(second, g.mul(g), config.beta2(), used);
            double correction1 = 1 - Math.pow(config.beta1(), (double) steps);
            double correction2 = 1 - Math.pow(config.beta2(), (double) steps);
            NDArray root = Scalars.add(Scalars.div(second.sqrt(), Math.sqrt(correction2)), config.epsilon());
            values.subi(restrict(Scalars.mul(first.div(root), rate / correction1), used));
        }

        @Override
        void save(TrainingState.Builder state) {
            state.tensor("optimizer.first", copy(first));
            state.tensor("optimizer.second", copy(second));
            state.integer("optimizer.steps", steps);
        }

        @Override
        void restore(TrainingState state) {
            restore(first, state.tensor("optimizer.first"));
            restore(second, state.tensor("optimizer.second"));
            steps = state.integer("optimizer.steps");
        }

        /** Moves a running average towards new values, where parameters were used. */
        private static void average(NDArray running, NDArray value, double decay, @Nullable NDArray used) {
            running.addi(restrict(Scalars.mul(value.sub(running), 1 - decay), used));
        }
    }

    /** Stochastic gradient descent with PyTorch's momentum: b ← momentum · b + g, p ← p - rate · b. */
    private static final class Sgd extends Optimizer {
        private final double momentum;
        private final NDArray velocity; // (P)
        private boolean moving;

        private Sgd(OptimizerConfig config, NDManager manager, NDArray values) {
            super(config.weightDecay(), manager);
            momentum = config.momentum();
            velocity = zerosLike(values);
        }

        @Override
        void step(NDArray values, NDArray gradient, @Nullable NDArray used, double rate) {
            NDArray g = withDecay(gradient, values, used);
            if (momentum > 0) {
                NDArray next = Scalars.mul(velocity, moving ? momentum : 0).add(g);
                moving = true;
                velocity.addi(restrict(next.sub(velocity), used));
                values.subi(restrict(Scalars.mul(velocity, rate), used));
            } else {
                values.subi(restrict(Scalars.mul(g, rate), used));
            }
        }

        @Override
        void save(TrainingState.Builder state) {
            state.integer("optimizer.moving", moving ? 1 : 0);
            if (moving) {
                state.tensor("optimizer.velocity", copy(velocity));
            }
        }

        @Override
        void restore(TrainingState state) {
            moving = state.integer("optimizer.moving") == 1;
            if (moving) {
                restore(velocity, state.tensor("optimizer.velocity"));
            }
        }
    }
}
