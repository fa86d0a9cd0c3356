package dev.attune.bench.micro;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/** Values that mean nothing, the same in every run. */
final class Noise {
    private Noise() {}

    static float[] values(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    /** Returns values in native memory: an array over Java memory may lose it. */
    static NDArray tensor(NDManager manager, long seed, Shape shape) {
        try (NDArray alias = manager.create(values(seed, Math.toIntExact(shape.size())), shape)) {
            return alias.duplicate();
        }
    }
}
