package dev.attune.datasets.silent;

final class BrokenSilence {}
