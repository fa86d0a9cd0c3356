package dev.attune.examples;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.RegressionHead;
import dev.attune.api.nn.Scalars;
import dev.attune.fusion.rjcma.Rjcma;
import dev.attune.fusion.rjcma.RjcmaConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Uses RJCMA as an ordinary DJL block in a training loop of one's own: no configuration file, no runner.
 *
 * <p>The data are made up: the label is the product of a feature of one modality and a feature of the other.
 */
public final class OwnTrainingLoop {
    private static final int BATCH = 8;
    private static final int LENGTH = 20;
    private static final float RATE = 0.05f;

    private OwnTrainingLoop() {}

    /** Trains and prints the loss now and then. */
    public static void main(String[] args) {
        System.setProperty("ai.djl.offline", "true");
        int steps = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        float[] losses = train(steps);
        for (int step = 0; step < steps; step += Math.max(1, steps / 10)) {
            System.out.printf("step %3d  loss %.3f%n", step, losses[step]);
        }
    }

    /**
     * Trains.
     *
     * @param steps how many
     * @return the loss before each step
     */
    static float[] train(int steps) {
        Map<String, Integer> modalities = new LinkedHashMap<>();
        modalities.put("audio", 6);
        modalities.put("visual", 4);
        RandomSource random = RandomSource.of(1);
        RjcmaConfig config = RjcmaConfig.of(RjcmaConfig.Variant.PAPER).withDepth(1);
        Rjcma fusion = new Rjcma(config, modalities, LENGTH, random);
        RegressionHead head =
                new RegressionHead(fusion.outputs(), 16, 0, List.of(TargetInfo.continuous("valence")), random);
        SequenceLoss loss = OwnTrainingLoop::meanSquaredError;

        float[] losses = new float[steps];
        try (NDManager manager = Engine.getInstance().newBaseManager(Device.cpu())) {
            fusion.initialize(manager, DataType.FLOAT32);
            head.initialize(manager, DataType.FLOAT32);
            ParameterStore parameters = new ParameterStore(manager, false);
            for (int step = 0; step < steps; step++) {
                // Everything that a step makes ends with its scope; without one, results stay with the parameters.
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    NDArray audio = randoms(manager, 6, 2L * step);
                    NDArray visual = randoms(manager, 4, 2L * step + 1);
                    NDArray labels = audio.get(":, :, 0:1").mul(visual.get(":, :, 0:1")); // (B, L, 1)
                    NDArray frames = manager.ones(new Shape(BATCH, LENGTH), DataType.BOOLEAN);
                    NDList inputs = new ModalityBatch(List.of(audio, visual), List.of(frames, frames), frames).toList();
                    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                        NDArray fused = fusion.forward(parameters, inputs, true).head(); // (B, L, 10)
                        NDArray predictions = head.forward(parameters, new NDList(fused, frames), true)
                                .head();
                        NDArray value = loss.evaluate(predictions, labels, labels);
                        losses[step] = value.getFloat();
                        collector.backward(value);
                    }
                    descend(fusion.getParameters().values());
                    descend(head.getParameters().values());
                }
            }
        }
        return losses;
    }

    private static NDArray meanSquaredError(NDArray predictions, NDArray labels, NDArray mask) {
        NDArray error = predictions.sub(labels);
        return error.mul(error).mean();
    }

    private static NDArray randoms(NDManager manager, int features, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[BATCH * LENGTH * features];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return manager.create(values, new Shape(BATCH, LENGTH, features));
    }

    /** Plain gradient descent; the gradients are set back to zero. */
    private static void descend(List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            if (parameter.requiresGradient()) {
                NDArray value = parameter.getArray();
                NDArray gradient = value.getGradient();
                value.subi(Scalars.mul(gradient, RATE));
                gradient.subi(gradient);
            }
        }
    }
}
