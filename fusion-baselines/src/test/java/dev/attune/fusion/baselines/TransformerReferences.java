package dev.attune.fusion.baselines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The models made of transformer layers. */
final class TransformerReferences {
    private TransformerReferences() {}

    /** Projects a sequence and runs the layers over it. */
    static double[][][] temporal(Reference.Problem problem, int heads, int layers, boolean causal) {
        Weights weights = problem.weights();
        return problem.eachWindow(b -> {
            double[][] x = weights.linear("projection", problem.window(b).get(0));
            boolean[][] visible = visible(problem.frames()[b], causal);
            Drops drops = Drops.begin(problem, b);
            double[][] z = positioned(x);
            for (int layer = 0; layer < layers; layer++) {
                z = before(weights, "layers." + layer, z, z, heads, visible, drops);
            }
            return Loops.existing(weights.layerNorm("norm", z), problem.frames()[b]);
        });
    }

    /** Runs the layers over the frames of all modalities at once. */
    static double[][][] tokens(Reference.Problem problem, int heads, int layers) {
        Weights weights = problem.weights();
        int n = problem.modalities();
        int length = problem.length();
        double[][] embeddings = weights.matrix("modality_embeddings"); // (n, width)
        return problem.eachWindow(b -> {
            List<double[][]> tokens = new ArrayList<>();
            for (int m = 0; m < n; m++) {
                double[][] x =
                        weights.linear("projections." + m, problem.window(b).get(m));
                double[][] embedding = new double[length][];
                Arrays.fill(embedding, embeddings[m]);
                tokens.add(positioned(Loops.add(x, embedding)));
            }
            boolean[] keys = new boolean[n * length];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = problem.frames()[b][i % length];
            }
            Drops drops = Drops.begin(problem, b);
            double[][] z = Loops.stacked(tokens);
            for (int layer = 0; layer < layers; layer++) {
                z = before(weights, "layers." + layer, z, z, heads, visible(keys, false), drops);
            }
            double[][] normalised = weights.layerNorm("norm", z);
            return Loops.sideBySide(IntStream.range(0, n)
                    .mapToObj(m -> Loops.rows(normalised, m * length, (m + 1) * length))
                    .toList());
        });
    }

    /** Lets each modality read each other one, then itself. */
    static double[][][] mult(
            Reference.Problem problem, int width, int heads, int levels, int memoryLevels, boolean causal) {
        Weights weights = problem.weights();
        int n = problem.modalities();
        return problem.eachWindow(b -> {
            boolean[][] visible = visible(problem.frames()[b], causal);
            List<double[][]> streams = new ArrayList<>(); // sqrt(w) p_m + P
            for (int m = 0; m < n; m++) {
                double[][] projected = weights.linearWithoutBias(
                        "projections." + m, problem.window(b).get(m));
                streams.add(positioned(Loops.scale(projected, Math.sqrt((double) width))));
            }
            Drops drops = Drops.begin(problem, b);
            List<double[][]> remembered = new ArrayList<>();
            for (int target = 0; target < n; target++) {
                List<double[][]> readings = new ArrayList<>();
                for (int source = 0; source < n; source++) {
                    if (source != target) {
                        String name = "cross." + target + '.' + source;
                        double[][] query = drops.apply(streams.get(target));
                        double[][] context = drops.apply(streams.get(source));
                        for (int layer = 0; layer < levels; layer++) {
                            String part = name + ".layers." + layer;
                            query = before(weights, part, query, context, heads, visible, drops);
                        }
                        readings.add(weights.layerNorm(name + ".norm", query));
                    }
                }
                double[][] reading = Loops.sideBySide(readings); // (L, u)
                double[][] memory = drops.apply(positioned(Loops.scale(reading, Math.sqrt((double) (n - 1) * width))));
                for (int layer = 0; layer < memoryLevels; layer++) {
                    String part = "memory." + target + ".layers." + layer;
                    memory = before(weights, part, memory, memory, heads, visible, drops);
                }
                remembered.add(weights.layerNorm("memory." + target + ".norm", memory));
            }
            double[][] h = Loops.sideBySide(remembered); // (L, n u)
            double[][] hidden = drops.apply(Loops.map(weights.linear("proj1", h), Loops::relu));
            return Loops.add(h, weights.linear("proj2", hidden));
        });
    }

    /** Lets the modalities meet in a few tokens only. */
    static double[][][] bottlenecks(Reference.Problem problem, int heads, int layers) {
        Weights weights = problem.weights();
        int n = problem.modalities();
        int length = problem.length();
        return problem.eachWindow(b -> {
            List<double[][]> states = new ArrayList<>();
            for (int m = 0; m < n; m++) {
                states.add(positioned(
                        weights.linear("projections." + m, problem.window(b).get(m))));
            }
            Drops drops = Drops.begin(problem, b);
            double[][] shared = weights.matrix("bottlenecks"); // (k, width)
            boolean[] keys = Arrays.copyOf(problem.frames()[b], length + shared.length);
            Arrays.fill(keys, length, keys.length, true);
            for (int layer = 0; layer < layers; layer++) {
                double[][] mean = new double[shared.length][shared[0].length];
                for (int m = 0; m < n; m++) {
                    double[][] both = Loops.stacked(List.of(states.get(m), shared));
                    String name = "layers." + layer + '.' + m;
                    double[][] next = before(weights, name, both, both, heads, visible(keys, false), drops);
                    states.set(m, Loops.rows(next, 0, length));
                    mean = Loops.add(mean, Loops.scale(Loops.rows(next, length, next.length), 1.0 / n));
                }
                shared = mean;
            }
            return Loops.sideBySide(IntStream.range(0, n)
                    .mapToObj(m -> weights.layerNorm("norms." + m, states.get(m)))
                    .toList());
        });
    }

    /** Runs a layer that normalises before each of its parts: x + MHA(norm1(x), norm1(context)), then + MLP(norm2). */
    static double[][] before(
            Weights weights,
            String name,
            double[][] x,
            double[][] context,
            int heads,
            boolean[][] visible,
            Drops drops) {
        double[][] queries = weights.layerNorm(name + ".norm1", x);
        double[][] keys = weights.layerNorm(name + ".norm1", context);
        double[][] attended = attention(weights, name + ".self_attn", queries, keys, heads, visible, drops);
        double[][] y = Loops.add(x, drops.apply(attended));
        return Loops.add(y, feedForward(weights, name, weights.layerNorm(name + ".norm2", y), drops));
    }

    /** Runs a layer that normalises after each of its parts: norm1(x + MHA(x, context)), then norm2(y + MLP(y)). */
    static double[][] after(
            Weights weights,
            String name,
            double[][] x,
            double[][] context,
            int heads,
            boolean[][] visible,
            Drops drops) {
        double[][] attended = attention(weights, name + ".self_attn", x, context, heads, visible, drops);
        double[][] y = weights.layerNorm(name + ".norm1", Loops.add(x, drops.apply(attended)));
        return weights.layerNorm(name + ".norm2", Loops.add(y, feedForward(weights, name, y, drops)));
    }

    private static double[][] feedForward(Weights weights, String name, double[][] x, Drops drops) {
        double[][] hidden = drops.apply(Loops.map(weights.linear(name + ".linear1", x), Loops::relu));
        return drops.apply(weights.linear(name + ".linear2", hidden));
    }

    /** Computes softmax(Q Kᵀ / sqrt(width / heads)) V of each head over the keys that a query sees, and maps linearly. */
    private static double[][] attention(
            Weights weights,
            String name,
            double[][] queries,
            double[][] keys,
            int heads,
            boolean[][] visible,
            Drops drops) {
        double[][] q = weights.linear(name + ".q_proj", queries);
        double[][] k = weights.linear(name + ".k_proj", keys);
        double[][] v = weights.linear(name + ".v_proj", keys);
        int size = q[0].length / heads;
        double[][][] kept = drops.weights(heads, q.length, k.length);
        double[][] attended = new double[q.length][q[0].length];
        for (int head = 0; head < heads; head++) {
            for (int i = 0; i < q.length; i++) {
                double[] scores = new double[k.length];
                for (int j = 0; j < k.length; j++) {
                    for (int d = head * size; d < (head + 1) * size; d++) {
                        scores[j] += q[i][d] * k[j][d] / Math.sqrt((double) size);
                    }
                }
                double[] shares = Loops.softmax(scores, visible[i]);
                for (int j = 0; j < k.length; j++) {
                    for (int d = head * size; d < (head + 1) * size; d++) {
                        attended[i][d] += shares[j] * kept[head][i][j] * v[j][d];
                    }
                }
            }
        }
        return weights.linear(name + ".out_proj", attended);
    }

    /** Returns which query (first) sees which key (second). */
    static boolean[][] visible(boolean[] keys, boolean causal) {
        boolean[][] visible = new boolean[keys.length][keys.length];
        for (int i = 0; i < keys.length; i++) {
            for (int j = 0; j < keys.length; j++) {
                visible[i][j] = keys[j] && (!causal || j <= i);
            }
        }
        return visible;
    }

    /** Adds P[t, 2i] = sin(t / 10000^(2i/d)), P[t, 2i+1] = cos(t / 10000^(2i/d)). */
    private static double[][] positioned(double[][] x) {
        int width = x[0].length;
        double[][] y = new double[x.length][width];
        for (int t = 0; t < x.length; t++) {
            for (int j = 0; j < width; j++) {
                int even = j - j % 2; // 2i
                double angle = t / Math.pow(10000, (double) even / width);
                y[t][j] = x[t][j] + (j % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
            }
        }
        return y;
    }
}
