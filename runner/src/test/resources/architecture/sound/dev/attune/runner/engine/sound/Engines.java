package dev.attune.runner.engine.sound;

import ai.djl.pytorch.engine.PtNDArray;

final class Engines {
    String name(PtNDArray array) {
        return array.getName();
    }
}
