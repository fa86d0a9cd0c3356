package dev.attune.fusion.baselines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Private and shared representations of each modality, with the losses that keep them so. */
final class MisaReference {
    private static final int MOMENTS = 5;
    private static final double BATCH = 16; // utterances over which the published code sums

    private MisaReference() {}

    static Reference.Result compute(
            Reference.Problem problem, int heads, double similarity, double difference, double reconstruction) {
        Weights weights = problem.weights();
        int n = problem.modalities();
        List<double[][][]> projected = new ArrayList<>(); // p_m
        List<double[][][]> own = new ArrayList<>(); // private_m
        List<double[][][]> shared = new ArrayList<>(); // shared_m
        List<double[][][]> rebuilt = new ArrayList<>();
        for (int m = 0; m < n; m++) {
            int modality = m;
            double[][][] p = problem.eachWindow(b -> weights.layerNorm(
                    "project_norm." + modality,
                    Loops.map(
                            weights.linear(
                                    "project." + modality, problem.window(b).get(modality)),
                            Loops::relu)));
            double[][][] ofOne =
                    problem.eachWindow(b -> Loops.map(weights.linear("private." + modality, p[b]), Loops::sigmoid));
            double[][][] ofAll = problem.eachWindow(b -> Loops.map(weights.linear("shared", p[b]), Loops::sigmoid));
            projected.add(p);
            own.add(ofOne);
            shared.add(ofAll);
            rebuilt.add(
                    problem.eachWindow(b -> weights.linear("reconstruct." + modality, Loops.add(ofOne[b], ofAll[b]))));
        }
        List<double[][][]> tokens = new ArrayList<>(own);
        tokens.addAll(shared);
        double[][][] fused = problem.eachWindow(b -> fuse(problem, tokens, b, heads));
        List<double[][]> ownFrames = own.stream().map(x -> frames(problem, x)).toList();
        List<double[][]> sharedFrames =
                shared.stream().map(x -> frames(problem, x)).toList();
        double rebuilding = 0;
        for (int m = 0; m < n; m++) {
            rebuilding += error(frames(problem, rebuilt.get(m)), frames(problem, projected.get(m))) / n;
        }
        return new Reference.Result(
                fused,
                Map.of(
                        "similarity", similarity * similarity(sharedFrames),
                        "difference", difference * difference(ownFrames, sharedFrames),
                        "reconstruction", reconstruction * rebuilding));
    }

    /** Lets the tokens of each frame attend to each other, and maps them side by side. */
    private static double[][] fuse(Reference.Problem problem, List<double[][][]> tokens, int b, int heads) {
        Weights weights = problem.weights();
        double[][] fused = new double[tokens.get(0)[b].length][];
        boolean[] all = new boolean[tokens.size()];
        Arrays.fill(all, true);
        boolean[][] visible = TransformerReferences.visible(all, false);
        for (int t = 0; t < fused.length; t++) {
            int frame = t;
            double[][] x = tokens.stream().map(token -> token[b][frame]).toArray(double[][]::new); // (2n, width)
            Noise noise = problem.noise();
            noise.rewind();
            int frames = problem.length();
            Drops ofFrame = new Drops(noise, problem.windows() * frames, b * frames + t); // a sequence of tokens each
            double[][] attended = TransformerReferences.after(weights, "transformer", x, x, heads, visible, ofFrame);
            double[] row =
                    Arrays.stream(attended).flatMapToDouble(Arrays::stream).toArray();
            double[][] mixed = weights.linear("fusion", new double[][] {row});
            double[] kept = noise.next(problem.windows(), frames, mixed[0].length)[b][t];
            fused[t] = Loops.map(Loops.times(mixed, new double[][] {kept}), Loops::relu)[0];
        }
        return fused;
    }

    /** Returns the frames that exist, of all windows, one below the other. */
    private static double[][] frames(Reference.Problem problem, double[][][] x) {
        List<double[]> rows = new ArrayList<>();
        for (int b = 0; b < x.length; b++) {
            for (int t = 0; t < x[b].length; t++) {
                if (problem.frames()[b][t]) {
                    rows.add(x[b][t]);
                }
            }
        }
        return rows.toArray(double[][]::new);
    }

    /** Returns the mean central moment discrepancy of all pairs. */
    private static double similarity(List<double[][]> shared) {
        double sum = 0;
        int pairs = 0;
        for (int m = 0; m < shared.size(); m++) {
            for (int k = m + 1; k < shared.size(); k++) {
                for (int order = 1; order <= MOMENTS; order++) {
                    double[] first = moment(shared.get(m), order);
                    double[] second = moment(shared.get(k), order);
                    double[] gap = new double[first.length];
                    for (int d = 0; d < gap.length; d++) {
                        gap[d] = first[d] - second[d];
                    }
                    sum += Loops.length(gap);
                }
                pairs++;
            }
        }
        return sum / pairs;
    }

    /** Returns the mean (order 1) or the central moment of each feature. */
    private static double[] moment(double[][] x, int order) {
        double[] moment = new double[x[0].length];
        for (int d = 0; d < moment.length; d++) {
            double mean = Arrays.stream(Loops.column(x, d)).average().orElseThrow();
            for (double[] row : x) {
                moment[d] += (order == 1 ? row[d] : Math.pow(row[d] - mean, order)) / x.length;
            }
        }
        return moment;
    }

    private static double difference(List<double[][]> own, List<double[][]> shared) {
        double sum = 0;
        for (int m = 0; m < own.size(); m++) {
            sum += overlap(own.get(m), shared.get(m));
            for (int k = m + 1; k < own.size(); k++) {
                sum += overlap(own.get(m), own.get(k));
            }
        }
        return sum;
    }

    /** Returns 16² times the mean squared entry of AᵀB / N, A and B centred and their rows of length 1. */
    private static double overlap(double[][] a, double[][] b) {
        double[][] product = Loops.multiply(Loops.transpose(directions(a)), directions(b));
        double squares = 0;
        for (double[] row : product) {
            for (double entry : row) {
                squares += entry / a.length * (entry / a.length);
            }
        }
        return BATCH * BATCH * squares / (product.length * product[0].length);
    }

    private static double[][] directions(double[][] x) {
        double[] mean = moment(x, 1);
        double[][] rows = new double[x.length][mean.length];
        for (int i = 0; i < x.length; i++) {
            for (int d = 0; d < mean.length; d++) {
                rows[i][d] = x[i][d] - mean[d];
            }
            double length = Loops.length(rows[i]) + 1e-6;
            for (int d = 0; d < mean.length; d++) {
                rows[i][d] /= length;
            }
        }
        return rows;
    }

    private static double error(double[][] a, double[][] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            for (int d = 0; d < a[i].length; d++) {
                squares += (a[i][d] - b[i][d]) * (a[i][d] - b[i][d]);
            }
        }
        return squares / (a.length * a[0].length);
    }
}
