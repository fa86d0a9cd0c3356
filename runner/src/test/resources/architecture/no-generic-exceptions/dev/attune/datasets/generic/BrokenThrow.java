package dev.attune.datasets.generic;

final class BrokenThrow {
    void refuse() {
        throw new RuntimeException("found no clip");
    }
}

final class BrokenError {
    void refuse() {
        throw new Error("found no clip");
    }
}
