package dev.attune.objectives;

/** Coefficients of agreement, as functions of the moments of at least one frame; finite for values in the range of float32. */
enum Coefficient {
    /** 2 cov / (var + var + (difference of means)²), all population moments (Lin 1989). 1 if both are the same constant. */
    CCC {
        @Override
        double of(Moments moments) {
            double n = moments.count();
            double difference = moments.meanDifference();
            double variances = (moments.predictionSquares() + moments.labelSquares()) / n;
            double denominator = variances + difference * difference;
            // All zero: two equal constants agree perfectly. A constant beside anything else has covariance 0, so 0.
            return denominator == 0 ? 1 : 2 * moments.products() / n / denominator;
        }
    },

    /** As CCC, with variances divided by n - 1 and the covariance by n, as the RJCMA code logs it. 0 where that is 0/0. */
    REFERENCE_CCC {
        @Override
        double of(Moments moments) {
            double n = moments.count();
            double difference = moments.meanDifference();
            double variances = n == 1 ? 0 : (moments.predictionSquares() + moments.labelSquares()) / (n - 1);
            double denominator = variances + difference * difference;
            return denominator == 0 ? 0 : 2 * moments.products() / n / denominator;
        }
    },

    /** cov / (std std) (Pearson 1895). 0 if either is constant. */
    PEARSON {
        @Override
        double of(Moments moments) {
            double denominator = Math.sqrt(moments.predictionSquares()) * Math.sqrt(moments.labelSquares());
            return denominator == 0 ? 0 : Math.max(-1, Math.min(1, moments.products() / denominator));
        }
    };

    abstract double of(Moments moments);
}
