package dev.attune.api.engine;

import ai.djl.pytorch.engine.PtNDArray;

final class BrokenOnEngine {
    String name(PtNDArray array) {
        return array.getName();
    }
}
