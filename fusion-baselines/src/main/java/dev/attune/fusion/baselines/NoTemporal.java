package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import dev.attune.api.nn.Pass;
import dev.attune.api.temporal.TemporalModel;

/**
 * Gives back what it gets: y = x, (B, L, D).
 *
 * <p>Use it as the ablation of a temporal model, or where the features already carry their context. It has no
 * parameters.
 */
final class NoTemporal extends TemporalModel {
    private final int features;

    NoTemporal(int features) {
        this.features = features;
    }

    @Override
    public int outputs() {
        return features;
    }

    @Override
    public NDArray apply(Pass pass, NDArray x, NDArray frames) {
        return x;
    }
}
