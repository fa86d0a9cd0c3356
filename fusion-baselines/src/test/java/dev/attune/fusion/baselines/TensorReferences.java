package dev.attune.fusion.baselines;

import java.util.ArrayList;
import java.util.List;

/** The fusions that multiply the features of a frame with each other. */
final class TensorReferences {
    private TensorReferences() {}

    /** Takes the outer product of the modalities, each with a one before it. */
    static double[][][] tfn(Reference.Problem problem, int width, int hidden) {
        List<double[][][]> noise = subnetNoise(problem, width);
        double[][][] last = problem.noise().next(problem.windows(), problem.length(), hidden);
        return problem.eachWindow(b -> {
            List<double[][]> parts = subnets(problem, b, noise);
            double[][] products = new double[problem.length()][];
            for (int t = 0; t < products.length; t++) {
                double[] product = {1};
                for (double[][] part : parts) {
                    product = outer(product, part[t]);
                }
                products[t] = product;
            }
            double[][] mapped = problem.weights().linear("post", products);
            return Loops.times(Loops.map(mapped, Loops::relu), last[b]);
        });
    }

    /** Returns the products of all pairs, the first vector slowest. */
    private static double[] outer(double[] a, double[] b) {
        double[] product = new double[a.length * b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                product[i * b.length + j] = a[i] * b[j];
            }
        }
        return product;
    }

    /** Does what the tensor fusion does with a weight of low rank: Σ_r w_r Π_m ([1 ; h_m] F_m,r) + bias. */
    static double[][][] lmf(Reference.Problem problem, int width) {
        List<double[][][]> noise = subnetNoise(problem, width);
        Weights weights = problem.weights();
        double[] shares = weights.vector("rank_weights");
        double[] bias = weights.vector("bias");
        return problem.eachWindow(b -> {
            List<double[][]> parts = subnets(problem, b, noise);
            double[][] fused = new double[problem.length()][bias.length];
            for (int t = 0; t < fused.length; t++) {
                for (int o = 0; o < bias.length; o++) {
                    fused[t][o] = bias[o];
                    for (int r = 0; r < shares.length; r++) {
                        double product = shares[r];
                        for (int m = 0; m < parts.size(); m++) {
                            double[][] factor = weights.cube("factors." + m)[r]; // (width + 1, outputs)
                            product *= dot(parts.get(m)[t], Loops.column(factor, o));
                        }
                        fused[t][o] += product;
                    }
                }
            }
            return fused;
        });
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static List<double[][][]> subnetNoise(Reference.Problem problem, int width) {
        List<double[][][]> noise = new ArrayList<>();
        for (int m = 0; m < problem.modalities(); m++) {
            noise.add(problem.noise().next(problem.windows(), problem.length(), width));
        }
        return noise;
    }

    /** Returns [1 ; Dropout(ReLU(Linear(x_m)))] of each modality. */
    private static List<double[][]> subnets(Reference.Problem problem, int b, List<double[][][]> noise) {
        List<double[][]> parts = new ArrayList<>();
        for (int m = 0; m < problem.modalities(); m++) {
            double[][] mapped =
                    problem.weights().linear("subnets." + m, problem.window(b).get(m));
            double[][] one = new double[problem.length()][1];
            for (double[] row : one) {
                row[0] = 1;
            }
            double[][] kept = Loops.times(Loops.map(mapped, Loops::relu), noise.get(m)[b]);
            parts.add(Loops.sideBySide(List.of(one, kept)));
        }
        return parts;
    }

    /** Folds the modalities, one after the other, by pᵀ W h + U p + V h + bias. */
    static double[][][] multiplicative(Reference.Problem problem) {
        Weights weights = problem.weights();
        return problem.eachWindow(b -> {
            double[][] h = weights.linear("projections.0", problem.window(b).get(0));
            for (int k = 0; k < problem.modalities() - 1; k++) {
                String name = "interactions." + k + '.';
                double[][] p = weights.linear(
                        "projections." + (k + 1), problem.window(b).get(k + 1));
                double[][][] weight = weights.cube(name + "weight"); // (o, i, j)
                double[][] next =
                        Loops.add(weights.linearWithoutBias(name + "left", p), weights.linear(name + "right", h));
                for (int t = 0; t < next.length; t++) {
                    for (int o = 0; o < weight.length; o++) {
                        for (int i = 0; i < weight[o].length; i++) {
                            for (int j = 0; j < weight[o][i].length; j++) {
                                next[t][o] += p[t][i] * weight[o][i][j] * h[t][j];
                            }
                        }
                    }
                }
                h = next;
            }
            return h;
        });
    }
}
