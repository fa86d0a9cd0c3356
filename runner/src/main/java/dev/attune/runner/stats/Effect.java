package dev.attune.runner.stats;

import java.util.OptionalDouble;

/**
 * The size of a difference beside its spread (Cohen's d for pairs), not corrected for few pairs.
 *
 * @param overSeeds the difference by the standard deviation of the seeds' differences; empty for one seed, or if nothing varies
 * @param overClips the difference by the standard deviation of the jackknife pseudo-values of clips, or of groups of them, averaged over
 *     seeds; empty if nothing varies
 */
public record Effect(OptionalDouble overSeeds, OptionalDouble overClips) {
    static Effect of(double difference, VarianceComponents components) {
        return new Effect(
                ratio(difference, Math.sqrt(components.seedSquare() / components.groups())),
                ratio(difference, Math.sqrt(components.groupSquare() / components.seeds())));
    }

    private static OptionalDouble ratio(double difference, double spread) {
        return spread > 0 ? OptionalDouble.of(difference / spread) : OptionalDouble.empty();
    }
}
