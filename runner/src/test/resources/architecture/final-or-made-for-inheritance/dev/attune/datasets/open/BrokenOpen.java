package dev.attune.datasets.open;

class BrokenOpen {
    static class BrokenInside {}
}
