package dev.attune.runner.circle.back;

import dev.attune.runner.circle.there.BrokenThere;

public final class BrokenBack {
    public int depth() {
        return 1;
    }

    public int ask(BrokenThere other) {
        return other.ask(this);
    }
}
