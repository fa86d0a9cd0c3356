package dev.attune.runner.noise;

import ai.djl.engine.Engine;

final class BrokenSeed {
    void seed(Engine engine) {
        engine.setRandomSeed(1);
    }
}
