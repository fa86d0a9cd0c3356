package dev.attune.datasets;

import dev.attune.api.nn.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The components behind one synthetic clip, without noise: what is to be found in it.
 *
 * <p>With additive components a, redundant components r and gates g, all of mean 0 and variance 1 and independent, the label of
 * target k is
 *
 * <pre>y_k(t) = 0.25 · ( w_a Σ_m a_mk(t) + w_r r_k(t) + w_s Σ_(i,j) g_ij(t) · a_jk(t) )</pre>
 *
 * clamped to [-1, 1], where it ends one time in 10,000. g_ij is told by modality i, a_jk by modality j. Since E[g] = 0, neither
 * predicts their product, and no sum of functions of single modalities does.
 */
final class SyntheticTruth {
    /** Brings a sum of variance 1 into [-1, 1]. */
    private static final double SCALE = 0.25;

    private static final double LEVEL_SHARE = 0.2;

    /** Makes a gate nearly a switch between -1 and 1, which changes sign smoothly. */
    private static final double GATE_STEEPNESS = 3;

    /** Root of the mean of tanh²(3x) for standard normal x, by numerical integration. */
    private static final double GATE_DEVIATION = 0.8752;

    private final SyntheticPlan plan;
    private final List<List<SmoothSignal>> additive = new ArrayList<>();
    private final List<SmoothSignal> redundant = new ArrayList<>();
    private final List<SmoothSignal> gates = new ArrayList<>();

    SyntheticTruth(SyntheticPlan plan, RandomSource random) {
        this.plan = plan;
        for (String modality : plan.modalities()) {
            List<SmoothSignal> ofModality = new ArrayList<>();
            for (String target : SyntheticPlan.TARGETS) {
                ofModality.add(signal(random, "additive." + modality + "." + target, LEVEL_SHARE));
            }
            additive.add(ofModality);
        }
        for (String target : SyntheticPlan.TARGETS) {
            redundant.add(signal(random, "redundant." + target, LEVEL_SHARE));
        }
        for (SyntheticPlan.Pair pair : plan.pairs()) {
            gates.add(signal(random, "gate." + pair.gate() + "." + pair.content(), 0));
        }
    }

    private static SmoothSignal signal(RandomSource random, String name, double levelShare) {
        return new SmoothSignal(random.fork(name).next(), levelShare);
    }

    private double gate(int pair, double time) {
        return StrictMath.tanh(GATE_STEEPNESS * gates.get(pair).at(time)) / GATE_DEVIATION;
    }

    /** Returns the components that a modality carries at a time: additive and redundant ones by target, then gates. */
    double[] components(int modality, double time) {
        double[] components = new double[plan.components(modality)];
        int next = 0;
        for (SmoothSignal signal : additive.get(modality)) {
            components[next++] = signal.at(time);
        }
        for (SmoothSignal signal : redundant) {
            components[next++] = signal.at(time);
        }
        for (int pair : plan.gatesOf(modality)) {
            components[next++] = gate(pair, time);
        }
        return components;
    }

    /** Returns the part of a label that can be computed from some modalities, in units of the whole's deviation. */
    double known(Set<Integer> modalities, int target, double time) {
        double sum = modalities.isEmpty()
                ? 0
                : plan.redundantWeight() * redundant.get(target).at(time);
        for (int modality : modalities) {
            sum += plan.additiveWeight() * additive.get(modality).get(target).at(time);
        }
        for (int pair = 0; pair < plan.pairs().size(); pair++) {
            SyntheticPlan.Pair names = plan.pairs().get(pair);
            if (modalities.contains(names.gate()) && modalities.contains(names.content())) {
                sum += plan.pairWeight()
                        * gate(pair, time)
                        * additive.get(names.content()).get(target).at(time);
            }
        }
        return sum;
    }

    /** Returns the label of a target. */
    double label(Set<Integer> allModalities, int target, double time) {
        return Math.max(-1, Math.min(1, SCALE * known(allModalities, target, time)));
    }
}
