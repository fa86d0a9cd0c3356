package dev.attune.objectives.noise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.Dropout;

final class BrokenNoise {
    NDArray draw(NDManager manager) {
        return manager.randomNormal(new Shape(2));
    }
}

final class BrokenDropout {
    NDList drop(NDArray input) {
        return Dropout.dropout(input, 0.5f);
    }
}

final class BrokenInnerDropout {
    NDList drop(NDArray input) {
        return input.getNDArrayInternal().dropout(input, 0.5f, true);
    }
}
