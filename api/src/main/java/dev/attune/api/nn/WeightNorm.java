package dev.attune.api.nn;

import ai.djl.training.initializer.Initializer;
import java.util.SplittableRandom;

/**
 * First values of a weight-normalised tensor: v by PyTorch's default, g = ‖v‖ for each output, so that w = v at the start.
 *
 * <p>Both draw the same numbers, because g depends on v and parameters are initialised one by one.
 */
final class WeightNorm {
    private final float[] values;
    private final float[] norms;

    WeightNorm(long fanIn, int outputs, RandomSource random) {
        SplittableRandom generator = random.next();
        double bound = 1 / Math.sqrt((double) fanIn);
        values = new float[Math.toIntExact(fanIn * outputs)];
        norms = new float[outputs];
        for (int o = 0; o < outputs; o++) {
            double squares = 0;
            for (int i = 0; i < fanIn; i++) {
                float value = (float) ((2 * generator.nextDouble() - 1) * bound);
                values[Math.toIntExact(o * fanIn + i)] = value;
                squares += (double) value * value;
            }
            norms[o] = (float) Math.sqrt(squares);
        }
    }

    Initializer direction() {
        return Init.values(values);
    }

    Initializer gain() {
        return Init.values(norms);
    }
}
