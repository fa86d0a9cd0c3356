package dev.attune.objectives;

/**
 * Counts, means and central sums of pairs (prediction, label), updated frame by frame (Welford, Technometrics 1962) and merged
 * (Chan, Golub and LeVeque, 1979).
 *
 * <p>Means are kept relative to the first pair. Otherwise a mean far from zero rounds at each of millions of frames, and the
 * difference of two means, which the CCC squares, loses what the rest of the formula keeps.
 */
final class Moments {
    /** What is left of a sum of squares, beside it, when all values are the same. */
    private static final double ROUNDING = 1e-13;

    /** How many sums {@link #write} writes. */
    static final int SUMS = 7;

    private long count;
    private double predictionOrigin;
    private double labelOrigin;
    private double predictionMean;
    private double labelMean;
    private double predictionSquares;
    private double labelSquares;
    private double products;

    void add(double prediction, double label) {
        if (count == 0) {
            predictionOrigin = prediction;
            labelOrigin = label;
        }
        count++;
        double predictionDelta = prediction - predictionOrigin - predictionMean;
        double labelDelta = label - labelOrigin - labelMean;
        predictionMean += predictionDelta / count;
        labelMean += labelDelta / count;
        double labelRest = label - labelOrigin - labelMean;
        predictionSquares += predictionDelta * (prediction - predictionOrigin - predictionMean);
        labelSquares += labelDelta * labelRest;
        products += predictionDelta * labelRest;
    }

    void merge(Moments other) {
        if (other.count == 0) {
            return;
        }
        if (count == 0) {
            predictionOrigin = other.predictionOrigin;
            labelOrigin = other.labelOrigin;
        }
        double predictionDelta = (other.predictionOrigin - predictionOrigin) + (other.predictionMean - predictionMean);
        double labelDelta = (other.labelOrigin - labelOrigin) + (other.labelMean - labelMean);
        long total = count + other.count;
        double share = (double) other.count / total;
        double weight = count * share;
        predictionSquares += other.predictionSquares + predictionDelta * predictionDelta * weight;
        labelSquares += other.labelSquares + labelDelta * labelDelta * weight;
        products += other.products + predictionDelta * labelDelta * weight;
        predictionMean += predictionDelta * share;
        labelMean += labelDelta * share;
        count = total;
    }

    /**
     * Writes seven sums over frames, which can be added to those of other moments: count; prediction and label, relative to the means of
     * the whole; prediction minus label; squares of the relative prediction and label; and their product.
     */
    void write(Moments whole, double[] sums, int offset) {
        double predictionShift = (predictionOrigin - whole.predictionOrigin) + (predictionMean - whole.predictionMean);
        double labelShift = (labelOrigin - whole.labelOrigin) + (labelMean - whole.labelMean);
        sums[offset] = count;
        sums[offset + 1] = count * predictionShift;
        sums[offset + 2] = count * labelShift;
        sums[offset + 3] = count == 0 ? 0 : count * meanDifference();
        sums[offset + 4] = predictionSquares + count * predictionShift * predictionShift;
        sums[offset + 5] = labelSquares + count * labelShift * labelShift;
        sums[offset + 6] = products + count * predictionShift * labelShift;
    }

    /** Returns moments of sums that {@link #write} wrote, all with the same whole, after these were added. */
    static Moments of(double[] sums, int offset) {
        Moments result = new Moments();
        double n = sums[offset];
        result.count = Math.round(n);
        if (n > 0) {
            result.predictionMean = sums[offset + 3] / n; // and a label mean of 0: only their difference matters
            result.predictionSquares = centred(sums[offset + 4], sums[offset + 1], n);
            result.labelSquares = centred(sums[offset + 5], sums[offset + 2], n);
            boolean constant = result.predictionSquares == 0 || result.labelSquares == 0;
            result.products = constant ? 0 : sums[offset + 6] - sums[offset + 1] * sums[offset + 2] / n;
        }
        return result;
    }

    private static double centred(double squares, double sum, double n) {
        double rest = squares - sum * sum / n;
        return rest > ROUNDING * squares ? rest : 0;
    }

    /** Returns these moments as if each frame had the means of all. */
    Moments collapsed() {
        Moments result = new Moments();
        result.merge(this);
        result.predictionSquares = 0;
        result.labelSquares = 0;
        result.products = 0;
        return result;
    }

    /** Returns these moments with both means moved to zero. */
    Moments centred() {
        Moments result = new Moments();
        result.count = count;
        result.predictionSquares = predictionSquares;
        result.labelSquares = labelSquares;
        result.products = products;
        return result;
    }

    long count() {
        return count;
    }

    /** Returns Σ (prediction - mean)². */
    double predictionSquares() {
        return predictionSquares;
    }

    /** Returns Σ (label - mean)². */
    double labelSquares() {
        return labelSquares;
    }

    /** Returns Σ (prediction - mean) (label - mean). */
    double products() {
        return products;
    }

    /** Returns the mean of the predictions minus the mean of the labels. */
    double meanDifference() {
        return (predictionOrigin - labelOrigin) + (predictionMean - labelMean);
    }
}
