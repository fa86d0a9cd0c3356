package dev.attune.fusion.rjcma;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.testkit.golden.GoldenCase;
import java.util.function.Function;

/** Compares our numbers with those of a golden case, whole or sampled, within the tolerances that its manifest suggests. */
final class GoldenComparison {
    /**
     * How far, relative to its length, a gradient of a full-size case may be from the golden one. Among its million arguments of ReLU a
     * few lie within float32's rounding of zero; on which side they fall depends on the order of summation, and each moves a
     * gradient by a whole term. (Measured: up to 0.022; float32 and float64 runs of our own model differ as much.)
     */
    private static final double KINKS = 0.05;

    private final GoldenCase golden;
    private final boolean fullSize;
    private int compared;

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
    }

    private void compare(String role, String name, float[] ours) {
        float[] theirs = golden.tensor(role, name).values();
        assertThat(requireNonNull(ours)).as(role + "/" + name).hasSameSizeAs(theirs);
        boolean gradient = role.startsWith("grad_");
        boolean loose = fullSize || gradient;
        double absolute = loose ? 1e-4 : 1e-5;
        double relative = loose ? 1e-3 : 1e-4;
        for (int i = 0; i < theirs.length; i++) {
            double difference = Math.abs((double) ours[i] - theirs[i]);
            boolean near = difference <= absolute + relative * Math.abs(theirs[i]);
            if (!near && !(fullSize && gradient && distance(ours, theirs) <= KINKS)) {
                throw new AssertionError(golden.name() + ": " + role + "/" + name + "[" + i + "] must be " + theirs[i]
                        + ", found " + ours[i]);
            }
        }
        compared++;
    }

    /** Returns the Euclidean distance, relative to the length of the second. */
    private static double distance(float[] ours, float[] theirs) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < theirs.length; i++) {
            difference += Math.pow((double) ours[i] - theirs[i], 2);
            length += Math.pow(theirs[i], 2);
        }
        return Math.sqrt(difference / length);
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
