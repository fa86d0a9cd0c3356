package dev.attune.objectives.operand;

import ai.djl.ndarray.NDArray;

final class BrokenProduct {
    NDArray twice(NDArray input) {
        return input.mul(2);
    }
}

final class BrokenPower {
    NDArray square(NDArray input) {
        return input.pow(2);
    }
}
