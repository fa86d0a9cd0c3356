package dev.attune.objectives;

import dev.attune.api.metric.MetricState;

/** What the states of this plugin share. */
final class States {
    private States() {}

    static IllegalArgumentException foreign(String metric, MetricState found) {
        return new IllegalArgumentException(
                "a state of " + metric + " merges only states of the same metric and options," + " found " + found
                        + " (" + found.getClass().getName() + ")");
    }
}
