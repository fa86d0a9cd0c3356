package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import java.util.Map;

/**
 * How a model is trained.
 *
 * @param epochs most passes over the training split
 * @param batch windows per step
 * @param shuffle whether windows are visited in a new random order each epoch
 * @param optimizer how parameters move
 * @param schedule how the learning rate changes
 * @param earlyStopping when training ends before its last epoch
 * @param gradientClip greatest global norm of the gradient
 * @param modalityDropout probability, by modality, that a window is trained without it
 * @param device where tensors live
 * @param threads threads of the engine
 * @param compile whether the network runs as a graph
 */
public record TrainingConfig(
        @Doc("Most passes over the training split.") @DefaultValue("100") @Range(min = 0, max = 100_000)
        int epochs,

        @Doc("Windows per step.") @DefaultValue("12") @Range(min = 1, max = 65_536)
        int batch,

        @Doc("Whether windows are visited in a new random order each epoch.") @DefaultValue("true")
        boolean shuffle,

        @Doc("How parameters move.") OptimizerConfig optimizer,
        @Doc("How the learning rate changes.") ScheduleConfig schedule,
        @Doc("When training ends before its last epoch.") EarlyStoppingConfig earlyStopping,

        @Doc("Greatest Euclidean norm of the whole gradient, which is scaled down to it; 0 for no limit.")
        @DefaultValue("0.0")
        @Range(min = 0)
        double gradientClip,

        @Doc("Probability, by modality, that a window is trained without that modality.")
        @DefaultValue("{}")
        @Range(min = 0, max = 1)
        Map<String, Double> modalityDropout,

        @Doc("Where tensors live; auto takes a GPU if the engine has one.") @DefaultValue("auto")
        Device device,

        @Doc("Threads of the engine; 0 lets the size of the model decide.")
        @DefaultValue("0")
        @Range(min = 0, max = 1024)
        int threads,

        @Doc(
                "auto records what the network computes and runs it as a graph, which is faster; a network that cannot be recorded runs as it is written. off never records.")
        @DefaultValue("auto")
        Compile compile) {
    /** Whether the network runs as a graph. */
    public enum Compile {
        /** Where it can be recorded. */
        AUTO,
        /** Never. */
        OFF
    }

    /** Where tensors live. */
    public enum Device {
        /** A GPU if the engine has one. */
        AUTO,
        /** Main memory. */
        CPU,
        /** The first GPU. */
        GPU
    }

    /**
     * How parameters move.
     *
     * @param type the rule
     * @param lr learning rate
     * @param weightDecay decay of parameters
     * @param beta1 decay of the first moment
     * @param beta2 decay of the second moment
     * @param epsilon added to the root of the second moment
     * @param momentum of SGD
     */
    public record OptimizerConfig(
            @Doc("The rule; weight decay is added to the gradient by adam and sgd, decoupled in adamw.")
            @DefaultValue("adam")
            Rule type,

            @Doc("Learning rate.") @DefaultValue("1.0e-4") @Range(min = 0, max = 10)
            double lr,

            @Doc("Weight decay.") @DefaultValue("0.0") @Range(min = 0, max = 10)
            double weightDecay,

            @Doc("Decay of the first moment of adam and adamw.") @DefaultValue("0.9") @Range(min = 0, max = 0.999999)
            double beta1,

            @Doc("Decay of the second moment of adam and adamw.")
            @DefaultValue("0.999")
            @Range(min = 0, max = 0.9999999)
            double beta2,

            @Doc("Added to the root of the second moment of adam and adamw.")
            @DefaultValue("1.0e-8")
            @Range(min = 0, max = 1)
            double epsilon,

            @Doc("Momentum of sgd.") @DefaultValue("0.0") @Range(min = 0, max = 0.9999)
            double momentum) {
        /** The rule. */
        public enum Rule {
            /** Kingma and Ba, ICLR 2015. */
            ADAM,
            /** Loshchilov and Hutter, ICLR 2019. */
            ADAMW,
            /** Stochastic gradient descent, with momentum. */
            SGD
        }
    }

    /**
     * How the learning rate changes.
     *
     * @param type the rule after warm-up
     * @param patience epochs without improvement that plateau allows
     * @param factor by which plateau multiplies
     * @param minLr least learning rate
     * @param warmup epochs of warm-up
     * @param warmupType shape of warm-up
     */
    public record ScheduleConfig(
            @Doc(
                    "plateau multiplies by factor when validation stops improving, cosine falls to min-lr at the last epoch.")
            @DefaultValue("plateau")
            Curve type,

            @Doc("Epochs without improvement that plateau lets pass before it acts.")
            @DefaultValue("5")
            @Range(min = 0, max = 100_000)
            int patience,

            @Doc("What plateau multiplies the learning rate by.") @DefaultValue("0.1") @Range(min = 0, max = 1)
            double factor,

            @Doc("The learning rate is not lowered beyond this; warmup-type reference has no such bound.")
            @DefaultValue("1.0e-8")
            @Range(min = 0, max = 10)
            double minLr,

            @Doc("Epochs of warm-up.") @DefaultValue("0") @Range(min = 0, max = 100_000)
            int warmup,

            @Doc(
                    "linear rises to lr over all steps of warm-up; reference is the published code's, which restarts every epoch, with that code's plateau rule.")
            @DefaultValue("linear")
            Warmup warmupType) {
        /** The rule after warm-up. */
        public enum Curve {
            /** Multiply when validation stops improving. */
            PLATEAU,
            /** Half a cosine. */
            COSINE,
            /** Constant. */
            NONE
        }

        /** Shape of warm-up. */
        public enum Warmup {
            /** One rise over all warm-up steps. */
            LINEAR,
            /** The published RJCMA code's, with its rule of what plateau takes for an improvement. */
            REFERENCE
        }
    }

    /**
     * When training ends before its last epoch; the best epoch is chosen by the same figure.
     *
     * @param on the figure, metric and target or mean
     * @param patience epochs without improvement
     */
    public record EarlyStoppingConfig(
            @Doc("Validation figure that chooses the best epoch: a metric and a target, or mean, as in ccc.mean.")
            @DefaultValue("ccc.mean")
            String on,

            @Doc("Epochs without improvement before training ends; 0 to train all epochs.")
            @DefaultValue("15")
            @Range(min = 0, max = 100_000)
            int patience) {}
}
