package dev.attune.runner.train.engine;

import ai.djl.pytorch.engine.PtNDArray;

final class BrokenOnEngine {
    String name(PtNDArray array) {
        return array.getName();
    }
}
