package dev.attune.runner.trials;

import org.assertj.core.api.Assertions;

final class BrokenCheck {
    void check(int found) {
        Assertions.assertThat(found).isPositive();
    }
}
