package dev.attune.api.alone;

import org.apache.commons.statistics.distribution.NormalDistribution;

final class BrokenMean {
    double mean(NormalDistribution distribution) {
        return distribution.getMean();
    }
}
