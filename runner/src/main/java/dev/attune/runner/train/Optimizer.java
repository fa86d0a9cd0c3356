package dev.attune.runner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.attune.api.nn.Scalars;
import dev.attune.runner.config.TrainingConfig.OptimizerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Moves the parameters along the gradient, with the arithmetic of {@code torch.optim}.
 *
 * <p>Works on the one buffer of {@link FlatParameters}. A parameter that the pass did not use has no gradient and stays as it is,
 * without decay, as in PyTorch.
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
            first.muli(Scalars.of(first, config.beta1())).addi(Scalars.mul(g, 1 - config.beta1()));
            second.muli(Scalars.of(second, config.beta2())).addi(Scalars.mul(g.mul(g), 1 - config.beta2()));
            double correction1 = 1 - Math.pow(config.beta1(), (double) steps);
            double correction2 = 1 - Math.pow(config.beta2(), (double) steps);
            NDArray root = Scalars.add(Scalars.div(second.sqrt(), Math.sqrt(correction2)), config.epsilon());
            values.subi(Scalars.mul(first.div(root), rate / correction1));
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
                velocity.muli(Scalars.of(velocity, moving ? momentum : 0)).addi(g);
                moving = true;
                values.subi(Scalars.mul(velocity, rate));
            } else {
                values.subi(Scalars.mul(g, rate));
            }
        }
    }
}
