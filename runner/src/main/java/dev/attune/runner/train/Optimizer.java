package dev.attune.runner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.nn.Scalars;
import dev.attune.runner.config.TrainingConfig.OptimizerConfig;
import dev.attune.runner.engine.Script;
import java.util.Arrays;
import java.util.List;

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
     * @param used the parts of the buffer that hold parameters that were used
     * @param rate learning rate
     */
    abstract void step(NDArray values, NDArray gradient, List<FlatParameters.Range> used, double rate);

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
    NDArray withDecay(NDArray gradient, NDArray values) {
        return weightDecay == 0 ? gradient : gradient.add(Scalars.mul(values, weightDecay));
    }

    double weightDecay() {
        return weightDecay;
    }

    /** Returns the part of a buffer; a view. */
    static NDArray part(NDArray buffer, FlatParameters.Range range) {
        boolean whole = range.from() == 0 && range.to() == buffer.size();
        return whole ? buffer : buffer.get(new NDIndex("{}:{}", range.from(), range.to()));
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
        /** Lists must be arguments: one that the method made itself would be taken for dead, and its changes with it. */
        private static final String KERNEL = """
                  def step(self: __torch__.Attune, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor], lr: float, beta1: float, beta2: float, decay: float, eps: float) -> Tensor:
                    torch._fused_RULE_(p, g, m, v, annotate(List[Tensor], []), t, lr=lr, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)
                    return p[0]
                """;

        private final OptimizerConfig config;
        private final NDArray first; // m, (P)
        private final NDArray second; // v, (P)
        private long steps;

        private final Script kernel;

        private Adam(OptimizerConfig config, NDManager manager, NDArray values, boolean decoupled) {
            super(config.weightDecay(), manager);
            this.config = config;
            first = zerosLike(values);
            second = zerosLike(values);
            kernel = Script.load(KERNEL.replace("RULE", decoupled ? "adamw" : "adam"), first.getManager());
        }

        /** One pass over memory for all: the engine's kernel, which DJL itself does not reach. */
        @Override
        void step(NDArray values, NDArray gradient, List<FlatParameters.Range> used, double rate) {
            steps++;
            if (used.isEmpty()) {
                return;
            }
            NDArray count = Scalars.of(gradient, (double) steps); // as a tensor, ()
            NDList ps = new NDList();
            NDList gs = new NDList();
            NDList ms = new NDList();
            NDList vs = new NDList();
            NDList counts = new NDList();
            for (FlatParameters.Range range : used) {
                ps.add(part(values, range));
                gs.add(part(gradient, range));
                ms.add(part(first, range));
                vs.add(part(second, range));
                counts.add(count);
            }
            kernel.run(
                    "step",
                    ps,
                    gs,
                    ms,
                    vs,
                    counts,
                    rate,
                    config.beta1(),
                    config.beta2(),
                    weightDecay(),
                    config.epsilon());
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

        @Override
        public void close() {
            kernel.close();
            super.close();
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
        void step(NDArray values, NDArray gradient, List<FlatParameters.Range> used, double rate) {
            for (FlatParameters.Range range : used) {
                move(part(values, range), part(gradient, range), part(velocity, range), rate);
            }
            moving = moving || momentum > 0;
        }

        private void move(NDArray values, NDArray gradient, NDArray velocity, double rate) {
            NDArray g = withDecay(gradient, values);
            if (momentum > 0) {
                NDArray next = Scalars.mul(velocity, moving ? momentum : 0).add(g);
                velocity.addi(next.sub(velocity));
                values.subi(Scalars.mul(velocity, rate));
            } else {
                values.subi(Scalars.mul(g, rate));
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
