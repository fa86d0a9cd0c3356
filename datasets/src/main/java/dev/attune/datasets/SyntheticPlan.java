package dev.attune.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which modality carries what in the synthetic corpus, and with what weight it enters the label. */
final class SyntheticPlan {
    static final List<String> TARGETS = List.of("valence", "arousal");

    private final List<String> modalities;
    private final List<Pair> pairs;
    private final double additiveWeight;
    private final double redundantWeight;
    private final double pairWeight;

    SyntheticPlan(SyntheticConfig config) {
        this.modalities = List.copyOf(config.dims().keySet());
        this.pairs = pairs(modalities.size());
        double total = config.additive() + config.redundant() + config.synergistic();
        // Parts are uncorrelated and of variance 1, so a part's share of the variance is its weight squared.
        this.additiveWeight = Math.sqrt(config.additive() / total / modalities.size());
        this.redundantWeight = Math.sqrt(config.redundant() / total);
        this.pairWeight = pairs.isEmpty() ? 0 : Math.sqrt(config.synergistic() / total / pairs.size());
    }

    /**
     * Two modalities that tell together what neither tells.
     *
     * @param gate index of the one that says in which direction the other is to be read
     * @param content index of the one that is read
     */
    record Pair(int gate, int content) {}

    /** Lets each modality gate about as often as it is gated: of three, each once. */
    private static List<Pair> pairs(int modalities) {
        List<Pair> pairs = new ArrayList<>();
        for (int first = 0; first < modalities; first++) {
            for (int second = first + 1; second < modalities; second++) {
                boolean neighbours = (second - first) % 2 == 1;
                pairs.add(neighbours ? new Pair(first, second) : new Pair(second, first));
            }
        }
        return List.copyOf(pairs);
    }

    /** Checks that every modality has as many features as it carries components, or they could not be told apart. */
    static void requireRoom(Map<String, Integer> dims) {
        int modality = 0;
        for (Map.Entry<String, Integer> entry : dims.entrySet()) {
            int least =
                    2 * TARGETS.size() + gatesOf(modality++, pairs(dims.size())).size();
            if (entry.getValue() < least) {
                throw new IllegalArgumentException("dims must give " + entry.getKey() + " at least " + least
                        + " features, one per component that it carries, found " + entry.getValue());
            }
        }
    }

    private static List<Integer> gatesOf(int modality, List<Pair> pairs) {
        List<Integer> gates = new ArrayList<>();
        for (int pair = 0; pair < pairs.size(); pair++) {
            if (pairs.get(pair).gate() == modality) {
                gates.add(pair);
            }
        }
        return gates;
    }

    List<String> modalities() {
        return modalities;
    }

    List<Pair> pairs() {
        return pairs;
    }

    /** Returns the pairs in which a modality is the gate. */
    List<Integer> gatesOf(int modality) {
        return gatesOf(modality, pairs);
    }

    double additiveWeight() {
        return additiveWeight;
    }

    double redundantWeight() {
        return redundantWeight;
    }

    double pairWeight() {
        return pairWeight;
    }

    /** Returns the number of components that a modality carries: two a target, and its gates. */
    int components(int modality) {
        return 2 * TARGETS.size() + gatesOf(modality).size();
    }
}
