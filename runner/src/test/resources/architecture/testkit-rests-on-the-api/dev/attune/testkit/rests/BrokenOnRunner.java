package dev.attune.testkit.rests;

import dev.attune.runner.Attune;

final class BrokenOnRunner {
    String name(Attune attune) {
        return attune.toString();
    }
}
