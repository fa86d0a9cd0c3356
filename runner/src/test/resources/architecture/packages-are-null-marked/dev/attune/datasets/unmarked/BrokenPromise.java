package dev.attune.datasets.unmarked;

final class BrokenPromise {}
