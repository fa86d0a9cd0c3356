package dev.attune.fusion.baselines;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Matrix arithmetic in doubles and plain loops; rows first. */
final class Loops {
    private Loops() {}

    static double[][] multiply(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    static double[][] transpose(double[][] a) {
        double[][] turned = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                turned[j][i] = a[i][j];
            }
        }
        return turned;
    }

    /** Returns x Wᵀ + b for W (out, in). */
    static double[][] linear(double[][] x, double[][] weight, double @Nullable [] bias) {
        double[][] y = multiply(x, transpose(weight));
        for (double[] row : y) {
            for (int j = 0; j < row.length && bias != null; j++) {
                row[j] += bias[j];
            }
        }
        return y;
    }

    static double[][] add(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][a[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                sum[i][j] = a[i][j] + b[i][j];
            }
        }
        return sum;
    }

    static double[][] times(double[][] a, double[][] b) {
        double[][] product = new double[a.length][a[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                product[i][j] = a[i][j] * b[i][j];
            }
        }
        return product;
    }

    static double[][] map(double[][] a, DoubleUnaryOperator function) {
        double[][] mapped = new double[a.length][a[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                mapped[i][j] = function.applyAsDouble(a[i][j]);
            }
        }
        return mapped;
    }

    static double[][] scale(double[][] a, double factor) {
        return map(a, element -> factor * element);
    }

    /** Multiplies each row by a number of its own. */
    static double[][] scaleRows(double[][] a, double[] factors) {
        double[][] scaled = new double[a.length][a[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                scaled[i][j] = factors[i] * a[i][j];
            }
        }
        return scaled;
    }

    static double[] column(double[][] a, int j) {
        double[] column = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            column[i] = a[i][j];
        }
        return column;
    }

    static double[][] columns(double[][] a, int from, int to) {
        double[][] kept = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            kept[i] = Arrays.copyOfRange(a[i], from, to);
        }
        return kept;
    }

    static double[][] rows(double[][] a, int from, int to) {
        return Arrays.copyOfRange(a, from, to);
    }

    static double[][] stacked(List<double[][]> parts) {
        return parts.stream().flatMap(Arrays::stream).toArray(double[][]::new);
    }

    /** Returns exp(x_i) / Σ_j exp(x_j) over those that count, 0 for those that do not. */
    static double[] softmax(double[] x, boolean[] counts) {
        double greatest = Double.NEGATIVE_INFINITY; // taken off everywhere, so that nothing overflows
        for (int j = 0; j < x.length; j++) {
            greatest = counts[j] ? Math.max(greatest, x[j]) : greatest;
        }
        double sum = 0;
        double[] shares = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            shares[j] = counts[j] ? Math.exp(x[j] - greatest) : 0;
            sum += shares[j];
        }
        for (int j = 0; j < x.length; j++) {
            shares[j] /= sum;
        }
        return shares;
    }

    static double[] softmax(double[] x) {
        boolean[] all = new boolean[x.length];
        Arrays.fill(all, true);
        return softmax(x, all);
    }

    /** Applies softmax to each row. */
    static double[][] softmaxRows(double[][] x) {
        return Arrays.stream(x).map(Loops::softmax).toArray(double[][]::new);
    }

    static double[][] sideBySide(List<double[][]> parts) {
        double[][] joined = new double[parts.get(0).length]
                [parts.stream().mapToInt(part -> part[0].length).sum()];
        int start = 0;
        for (double[][] part : parts) {
            for (int i = 0; i < part.length; i++) {
                System.arraycopy(part[i], 0, joined[i], start, part[i].length);
            }
            start += part[0].length;
        }
        return joined;
    }

    /** Sets the rows to zero that do not exist. */
    static double[][] existing(double[][] a, boolean[] rows) {
        double[][] kept = new double[a.length][a[0].length];
        for (int i = 0; i < a.length; i++) {
            if (rows[i]) {
                kept[i] = a[i].clone();
            }
        }
        return kept;
    }

    /** Returns sqrt(Σ v² + 1e-12), which has a slope everywhere. */
    static double length(double[] vector) {
        double squares = 1e-12;
        for (double element : vector) {
            squares += element * element;
        }
        return Math.sqrt(squares);
    }

    static double relu(double x) {
        return Math.max(x, 0);
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
