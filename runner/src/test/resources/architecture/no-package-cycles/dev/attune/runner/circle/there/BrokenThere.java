package dev.attune.runner.circle.there;

import dev.attune.runner.circle.back.BrokenBack;

public final class BrokenThere {
    public int ask(BrokenBack other) {
        return other.depth();
    }
}
