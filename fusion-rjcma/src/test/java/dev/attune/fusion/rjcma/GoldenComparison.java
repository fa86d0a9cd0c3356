package dev.attune.fusion.rjcma;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.testkit.golden.GoldenCase;
import java.util.function.Function;

/** Compares our numbers with those of a golden case, whole or sampled, within the tolerances that its manifest suggests. */
final class GoldenComparison {
    /**
     * How far, relative to its length, a gradient of a full-size case may be from the golden one, where elements differ by more than
     * rounding explains.
     *
     * <p>Among the million arguments of ReLU a dozen lie within float32's rounding of zero; on which side they fall depends on the
     * order of summation, and each that falls on the other side moves whole gradients. It is the published float32 numbers that are so
     * uncertain: those of depth 2 are up to 0.022 from the float64 gradient, with 1.6 % of a tensor's elements within the manifest's
     * tolerance, and 1e-5 from it once four of 2.5 million signs are taken as float32 took them. Over 40 other seeds float32 is up to
     * 0.03 from float64 where signs differ (half of the seeds), and below 1e-4 where none does. So no share of elements can be
     * asked for.
     */
    private static final double KINKS = 0.05;
    /** The same for all gradients of a full-size case together: up to 0.012 over those seeds. */
    private static final double KINKS_TOGETHER = 0.03;
    /**
     * How far, relative to its length, a gradient of a small case may be from the golden one. The manifest's absolute tolerance alone
     * would pass anything for a gradient that is small as a whole.
     */
    private static final double SMALL_CASE = 1e-3;
    /** What rounding leaves of an element that is zero, such as the gradient of a bias before batch normalisation. */
    private static final double ZERO = 1e-6;

    private final GoldenCase golden;
    private final boolean fullSize;
    private int compared;
    private double gradientDifference; // squared, over all gradients
    private double gradientLength; // squared

    GoldenComparison(GoldenCase golden) {
        this.golden = golden;
        fullSize = golden.description().has("formula");
    }

    /**
     * Compares all tensors that the case has in a role, in {@code role_sample} and in {@code role_stats}.
     *
     * @param role such as {@code out} or {@code grad_param}
     * @param ours gives our tensor of a golden name, in C order
     */
    GoldenComparison check(String role, Function<String, float[]> ours) {
        for (String name : golden.names(role)) {
            compare(role, name, ours.apply(name));
        }
        String sample = role + "_sample";
        for (String name : golden.names(sample)) {
            compare(sample, name, sampled(ours.apply(name), golden.stride(sample, name)));
        }
        String stats = role + "_stats";
        for (String name : golden.names(stats)) {
            compare(stats, name, statistics(ours.apply(name)));
        }
        return this;
    }

    /** Fails if fewer tensors were compared than expected: a case with nothing in it proves nothing. */
    void comparedAtLeast(int tensors) {
        assertThat(compared).as("tensors compared in " + golden.name()).isGreaterThanOrEqualTo(tensors);
        assertThat(Math.sqrt(gradientDifference))
                .as("distance of all gradients of " + golden.name())
                .isLessThanOrEqualTo((fullSize ? KINKS_TOGETHER : SMALL_CASE) * Math.sqrt(gradientLength));
    }

    private void compare(String role, String name, float[] ours) {
        float[] theirs = golden.tensor(role, name).values();
        assertThat(requireNonNull(ours)).as(role + "/" + name).hasSameSizeAs(theirs);
        boolean gradient = role.startsWith("grad_");
        boolean loose = fullSize || gradient;
        double absolute = loose ? 1e-4 : 1e-5;
        double relative = loose ? 1e-3 : 1e-4;
        double difference = 0; // squared
        double length = 0; // squared
        int far = -1;
        for (int i = 0; i < theirs.length; i++) {
            double distance = Math.abs((double) ours[i] - theirs[i]);
            if (!(distance <= absolute + relative * Math.abs(theirs[i]))) {
                far = i;
            }
            difference += distance * distance;
            length += (double) theirs[i] * theirs[i];
        }
        if (far >= 0 && !(fullSize && gradient)) {
            throw new AssertionError(golden.name() + ": " + role + "/" + name + "[" + far + "] must be " + theirs[far]
                    + ", found " + ours[far]);
        }
        if (gradient && !role.endsWith("_stats")) {
            assertThat(Math.sqrt(difference))
                    .as(golden.name() + ": distance of " + role + "/" + name)
                    .isLessThanOrEqualTo(
                            (fullSize ? KINKS : SMALL_CASE) * Math.sqrt(length) + ZERO * Math.sqrt(theirs.length));
            gradientDifference += difference;
            gradientLength += length;
        } else if (far >= 0) { // mean, mean square and greatest of a gradient of a full-size case
            assertThat(Math.sqrt(difference))
                    .as(golden.name() + ": distance of " + role + "/" + name)
                    .isLessThanOrEqualTo(KINKS * Math.sqrt(length));
        }
        compared++;
    }

    private static float[] sampled(float[] values, int stride) {
        float[] sample = new float[(values.length + stride - 1) / stride];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = values[i * stride];
        }
        return sample;
    }

    private static float[] statistics(float[] values) {
        double sum = 0;
        double squares = 0;
        double greatest = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
            greatest = Math.max(greatest, Math.abs(value));
        }
        return new float[] {(float) (sum / values.length), (float) (squares / values.length), (float) greatest};
    }
}
