package dev.attune.fusion.baselines;

import java.util.ArrayList;
import java.util.List;

/** The fusions that attend to whole windows by correlation. */
final class AttentionReferences {
    private AttentionReferences() {}

    /**
     * The features of all modalities in all windows.
     *
     * @param windows for each window the features of each modality, (L, D_m)
     */
    record Features(List<List<double[][]>> windows) {
        static Features of(Reference.Problem problem) {
            List<List<double[][]>> windows = new ArrayList<>();
            for (int b = 0; b < problem.windows(); b++) {
                windows.add(problem.window(b));
            }
            return new Features(windows);
        }

        double[][] get(int window, int modality) {
            return windows.get(window).get(modality);
        }

        /** Returns [X_0 ; ... ; X_n-1], (B, L, D). */
        double[][][] joined() {
            return windows.stream().map(Loops::sideBySide).toArray(double[][][]::new);
        }
    }

    /**
     * Computes X_m' = tanh(X_m + X̂_m) of two modalities.
     *
     * @param prefix what stands before the names of parameters
     */
    static Features crossAttention(Reference.Problem problem, String prefix, double temperature) {
        double[][] correlation = problem.weights().matrix(prefix + "correlation"); // (D_0, D_1)
        List<List<double[][]>> windows = new ArrayList<>();
        for (int b = 0; b < problem.windows(); b++) {
            double[][] first = problem.window(b).get(0);
            double[][] second = problem.window(b).get(1);
            double[][] scores = Loops.multiply(Loops.multiply(first, correlation), Loops.transpose(second)); // (L, L)
            boolean[] frames = problem.frames()[b];
            windows.add(List.of(
                    attended(first, scores, frames, temperature),
                    attended(second, Loops.transpose(scores), frames, temperature)));
        }
        return new Features(windows);
    }

    /** Computes tanh(X[j] + Σ_k A[k,j] X[k]), A[k,j] = exp(C[k,j]/T) / Σ_k' exp(C[k',j]/T) over frames that exist. */
    private static double[][] attended(double[][] x, double[][] scores, boolean[] frames, double temperature) {
        double[][] attended = new double[x.length][x[0].length];
        for (int j = 0; j < x.length; j++) {
            double[] shares = Loops.softmax(Loops.column(Loops.scale(scores, 1 / temperature), j), frames); // A[., j]
            for (int d = 0; d < x[0].length; d++) {
                double weighted = 0;
                for (int k = 0; k < x.length; k++) {
                    weighted += shares[k] * x[k][d];
                }
                attended[j][d] = Math.tanh(x[j][d] + weighted);
            }
        }
        return attended;
    }

    /** Computes S_m = tanh(X_m + Ŝ_m), Ŝ_m[j] = Σ_k softmax_k(X_m[k] U_m X_m[j]ᵀ) X_m[k]. */
    static double[][] selfAttention(Reference.Problem problem, int window, int modality) {
        double[][] x = problem.window(window).get(modality);
        double[][] weight = problem.weights().matrix("self." + modality); // (D_m, D_m)
        double[][] scores = Loops.multiply(Loops.multiply(x, weight), Loops.transpose(x)); // (k, j)
        return attended(x, scores, problem.frames()[window], 1);
    }

    /** Runs the first preprint's steps: the joint representation of a modality is made of the others. */
    static Features rcma(Reference.Problem problem, int depth) {
        Features features = Features.of(problem);
        for (int step = 0; step < depth; step++) {
            String layer = "dcn_layers." + step + '.';
            List<double[][][]> noise = new ArrayList<>(); // of C_m, (B, D_m, d_-m)
            int total = total(problem);
            for (int m = 0; m < problem.modalities(); m++) {
                int own = problem.dimension(m);
                noise.add(problem.noise().next(problem.windows(), own, total - own));
            }
            List<List<double[][]>> windows = new ArrayList<>();
            for (int b = 0; b < problem.windows(); b++) {
                windows.add(rcmaStep(problem, layer, features.windows().get(b), b, noise));
            }
            features = new Features(windows);
        }
        return features;
    }

    private static List<double[][]> rcmaStep(
            Reference.Problem problem, String layer, List<double[][]> sequences, int b, List<double[][][]> noise) {
        Weights weights = problem.weights();
        List<double[][]> existing = existing(sequences, problem.frames()[b]);
        List<double[][]> attended = new ArrayList<>();
        for (int m = 0; m < existing.size(); m++) {
            double[][] x = existing.get(m); // (L, D_m)
            List<double[][]> others = new ArrayList<>(existing);
            others.remove(m);
            double[][] joint = Loops.sideBySide(others); // (L, d_-m)
            double scale = Math.sqrt((double) joint[0].length);
            String name = layer + "dense_coattn.key" + (m + 1) + "_linear";
            double[][] key = weights.linearWithoutBias(name, Loops.transpose(x)); // (D_m, L)
            double[][] correlation = Loops.map(Loops.multiply(key, joint), value -> Math.tanh(value / scale));
            correlation = Loops.times(correlation, noise.get(m)[b]); // (D_m, d_-m)
            double[][] value = weights.linearWithoutBias(layer + "dense_coattn.value" + (m + 1) + "_linear", x);
            double[][] hidden = Loops.map(Loops.multiply(value, correlation), Loops::relu); // (L, d_-m)
            attended.add(Loops.add(weights.linearWithoutBias(layer + "linears." + m + ".0", hidden), x));
        }
        return attended;
    }

    /**
     * Runs the steps of the journal code of joint cross-attention.
     *
     * @param prefix what stands before the names of parameters
     * @return X^(0), ..., X^(steps)
     */
    static List<Features> journal(Reference.Problem problem, String prefix, int steps) {
        List<Features> states = new ArrayList<>();
        states.add(Features.of(problem));
        int total = total(problem);
        for (int step = 0; step < steps; step++) {
            String layer = prefix + "dcn_layers." + step + '.';
            List<double[][][]> correlationNoise = new ArrayList<>();
            List<double[][][]> updateNoise = new ArrayList<>();
            for (int m = 0; m < problem.modalities(); m++) {
                int own = problem.dimension(m);
                correlationNoise.add(problem.noise().next(problem.windows(), own, total));
                updateNoise.add(problem.noise().next(problem.windows(), problem.length(), own));
            }
            List<List<double[][]>> windows = new ArrayList<>();
            for (int b = 0; b < problem.windows(); b++) {
                List<double[][]> before = states.get(step).windows().get(b);
                windows.add(journalStep(problem, layer, before, b, correlationNoise, updateNoise));
            }
            states.add(new Features(windows));
        }
        return states;
    }

    private static List<double[][]> journalStep(
            Reference.Problem problem,
            String layer,
            List<double[][]> sequences,
            int b,
            List<double[][][]> correlationNoise,
            List<double[][][]> updateNoise) {
        Weights weights = problem.weights();
        boolean[] frames = problem.frames()[b];
        List<double[][]> existing = existing(sequences, frames);
        double[][] joint =
                Loops.existing(weights.linear(layer + "dense_coattn.query_linear", Loops.sideBySide(existing)), frames);
        double scale = Math.sqrt((double) joint[0].length);
        List<double[][]> attended = new ArrayList<>();
        for (int m = 0; m < existing.size(); m++) {
            double[][] x = existing.get(m);
            String part = layer + "dense_coattn.";
            double[][] key = weights.linear(part + "key" + (m + 1) + "_linear", Loops.transpose(x));
            double[][] correlation = Loops.map(Loops.multiply(key, joint), value -> Math.tanh(value / scale));
            correlation = Loops.times(correlation, correlationNoise.get(m)[b]);
            double[][] value = weights.linear(part + "value" + (m + 1) + "_linear", x);
            double[][] weighted =
                    Loops.map(Loops.multiply(value, correlation), element -> Loops.relu(Math.tanh(element)));
            double[][] update = Loops.map(weights.linear(layer + "linears." + m + ".0", weighted), Loops::relu);
            attended.add(Loops.add(x, Loops.times(update, updateNoise.get(m)[b])));
        }
        return attended;
    }

    private static List<double[][]> existing(List<double[][]> sequences, boolean[] frames) {
        return sequences.stream().map(x -> Loops.existing(x, frames)).toList();
    }

    private static int total(Reference.Problem problem) {
        int total = 0;
        for (int m = 0; m < problem.modalities(); m++) {
            total += problem.dimension(m);
        }
        return total;
    }
}
