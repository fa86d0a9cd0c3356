package dev.attune.testkit.rests;

import org.apache.commons.statistics.distribution.NormalDistribution;

final class BrokenMean {
    double mean(NormalDistribution distribution) {
        return distribution.getMean();
    }
}
