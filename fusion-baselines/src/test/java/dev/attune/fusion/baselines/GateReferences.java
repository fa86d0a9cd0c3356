package dev.attune.fusion.baselines;

import dev.attune.fusion.baselines.AttentionReferences.Features;
import java.util.ArrayList;
import java.util.List;

/** The fusions in which something opens and closes: candidates, channels, modalities. */
final class GateReferences {
    private GateReferences() {}

    /** Gates each modality between what came in and what the attention made of it. */
    static double[][][] dca(Reference.Problem problem, Features attention, double temperature) {
        return problem.eachWindow(b -> {
            List<double[][]> out = new ArrayList<>();
            for (int m = 0; m < problem.modalities(); m++) {
                double[][] attended = attention.get(b, m);
                double[][] gate = gate(problem.weights(), "gates." + m, attended, temperature);
                List<double[][]> candidates = List.of(problem.window(b).get(m), attended);
                out.add(Loops.map(chosen(gate, candidates), Loops::relu));
            }
            return Loops.sideBySide(out);
        });
    }

    /** Gates each modality between self-attended and cross-attended features, then the modalities. */
    static double[][][] iaca(Reference.Problem problem, Features attention, double temperature) {
        return problem.eachWindow(b -> {
            List<double[][]> first = new ArrayList<>(); // Z_m
            for (int m = 0; m < problem.modalities(); m++) {
                double[][] attended = attention.get(b, m);
                double[][] gate = gate(problem.weights(), "gates." + m, attended, temperature);
                double[][] own = AttentionReferences.selfAttention(problem, b, m);
                first.add(Loops.map(chosen(gate, List.of(own, attended)), Loops::relu));
            }
            double[][] gate = gate(problem.weights(), "modality_gate", Loops.sideBySide(first), temperature); // (L, n)
            List<double[][]> second = new ArrayList<>();
            for (int m = 0; m < first.size(); m++) {
                second.add(Loops.scaleRows(first.get(m), Loops.column(gate, m)));
            }
            return Loops.sideBySide(second);
        });
    }

    /** Gates each modality between all steps of the recursion at once. */
    static double[][][] grjca(Reference.Problem problem, int depth, double temperature) {
        List<Features> states = AttentionReferences.journal(problem, "", depth); // X^(0), ..., X^(depth)
        return problem.eachWindow(b -> {
            List<double[][]> out = new ArrayList<>();
            for (int m = 0; m < problem.modalities(); m++) {
                double[][] last = states.get(depth).get(b, m);
                double[][] gate = gate(problem.weights(), "gates." + m, last, temperature); // (L, depth + 1)
                out.add(Loops.map(chosen(gate, ofModality(states, b, m)), Loops::relu));
            }
            return Loops.sideBySide(out);
        });
    }

    /** Gates each modality between neighbouring steps of the recursion, then between what comes of that. */
    static double[][][] hierarchicalGrjca(Reference.Problem problem, int depth, double temperature) {
        List<Features> states = AttentionReferences.journal(problem, "", depth);
        Weights weights = problem.weights();
        return problem.eachWindow(b -> {
            List<double[][]> out = new ArrayList<>();
            for (int m = 0; m < problem.modalities(); m++) {
                List<double[][]> steps = ofModality(states, b, m);
                List<double[][]> gated = new ArrayList<>(); // Z^(1), ..., Z^(depth)
                for (int step = 1; step <= depth; step++) {
                    double[][] gate = gate(weights, "gates." + m + '.' + (step - 1), steps.get(step), temperature);
                    gated.add(Loops.map(chosen(gate, steps.subList(step - 1, step + 1)), Loops::relu));
                }
                double[][] high = gate(weights, "high." + m, Loops.sideBySide(gated), temperature); // (L, depth)
                out.add(Loops.map(chosen(high, gated), Loops::relu));
            }
            return Loops.sideBySide(out);
        });
    }

    private static List<double[][]> ofModality(List<Features> states, int window, int modality) {
        return states.stream().map(state -> state.get(window, modality)).toList();
    }

    /** Returns softmax(Linear(x) / T) at each frame. */
    private static double[][] gate(Weights weights, String name, double[][] x, double temperature) {
        return Loops.softmaxRows(Loops.scale(weights.linear(name, x), 1 / temperature));
    }

    /** Returns Σ_j G[j] ⊙ candidate_j. */
    private static double[][] chosen(double[][] gate, List<double[][]> candidates) {
        double[][] sum = new double[gate.length][candidates.get(0)[0].length];
        for (int j = 0; j < candidates.size(); j++) {
            sum = Loops.add(sum, Loops.scaleRows(candidates.get(j), Loops.column(gate, j)));
        }
        return sum;
    }

    /** Weights the channels of all modalities by a softmax over them. */
    static double[][][] can(Reference.Problem problem) {
        Weights weights = problem.weights();
        return problem.eachWindow(b -> {
            List<double[][]> parts = new ArrayList<>();
            for (int m = 0; m < problem.modalities(); m++) {
                parts.add(weights.linear("attn." + m, problem.window(b).get(m)));
            }
            double[][] channels = Loops.sideBySide(parts);
            return Loops.times(Loops.softmaxRows(weights.linear("weights", channels)), channels);
        });
    }

    /** Lets the modalities of a frame attend to each other, and puts the leader's features in front. */
    static double[][][] lfan(Reference.Problem problem, int leader, int width, int heads) {
        int n = problem.modalities();
        Weights weights = problem.weights();
        double[][][] noise = problem.noise().next(problem.windows(), problem.length(), n * width);
        return problem.eachWindow(b -> {
            List<double[][]> projected = new ArrayList<>(); // (L, 3 width) each
            for (int m = 0; m < n; m++) {
                projected.add(weights.linear("qkv_proj." + m, problem.window(b).get(m)));
            }
            double[][] values = new double[problem.length()][];
            for (int t = 0; t < values.length; t++) {
                values[t] = amongModalities(projected, t, width, heads);
            }
            double[][] followed = Loops.times(weights.linear("o_proj", values), noise[b]);
            return Loops.sideBySide(List.of(problem.window(b).get(leader), weights.layerNorm("norm", followed)));
        });
    }

    /** Returns S V + V of each head at one frame; feature i of head j of modality m stands at (j n + m) hd + i. */
    private static double[] amongModalities(List<double[][]> projected, int t, int width, int heads) {
        int n = projected.size();
        int size = width / heads; // hd
        double[] values = new double[n * width];
        for (int head = 0; head < heads; head++) {
            int start = 3 * head * size;
            for (int m = 0; m < n; m++) {
                double[] scores = new double[n];
                for (int other = 0; other < n; other++) {
                    for (int i = 0; i < size; i++) {
                        double query = projected.get(m)[t][start + i];
                        double key = projected.get(other)[t][start + size + i];
                        scores[other] += query * key / Math.sqrt((double) size);
                    }
                }
                double[] shares = Loops.softmax(scores);
                for (int i = 0; i < size; i++) {
                    double value = projected.get(m)[t][start + 2 * size + i];
                    for (int other = 0; other < n; other++) {
                        value += shares[other] * projected.get(other)[t][start + 2 * size + i];
                    }
                    values[(head * n + m) * size + i] = value;
                }
            }
        }
        return values;
    }

    /** Shifts the main modality by what the others say, never further than it is long. */
    static double[][][] mag(Reference.Problem problem, int main, double beta) {
        Weights weights = problem.weights();
        int width = problem.dimension(main);
        double[][][] noise = problem.noise().next(problem.windows(), problem.length(), width);
        return problem.eachWindow(b -> {
            double[][] x = problem.window(b).get(main);
            double[][] shift = new double[x.length][width]; // H
            for (int j = 0; j < problem.modalities(); j++) {
                if (j != main) {
                    double[][] other = problem.window(b).get(j);
                    double[][] gate =
                            Loops.map(weights.linear("gates." + j, Loops.sideBySide(List.of(other, x))), Loops::relu);
                    shift = Loops.add(shift, Loops.times(gate, weights.linear("shifts." + j, other)));
                }
            }
            double[] share = new double[x.length]; // α
            for (int t = 0; t < x.length; t++) {
                share[t] = Math.min(beta * Loops.length(x[t]) / (Loops.length(shift[t]) + 1e-6), 1);
            }
            double[][] shifted = Loops.add(x, Loops.scaleRows(shift, share));
            return Loops.times(weights.layerNorm("norm", shifted), noise[b]);
        });
    }
}
