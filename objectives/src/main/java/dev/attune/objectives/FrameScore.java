package dev.attune.objectives;

/** What a mean over frames is taken of, and what is made of the mean. */
enum FrameScore {
    /** Squared errors, then the root. */
    RMSE(false) {
        @Override
        double of(double prediction, double label) {
            return (prediction - label) * (prediction - label);
        }

        @Override
        double finish(double mean) {
            return Math.sqrt(mean);
        }
    },

    /** Absolute errors. */
    MAE(false) {
        @Override
        double of(double prediction, double label) {
            return Math.abs(prediction - label);
        }
    },

    /** 1 where the signs agree, else 0; a zero agrees only with a zero. */
    SIGN_AGREEMENT(true) {
        @Override
        double of(double prediction, double label) {
            return Math.signum(prediction) == Math.signum(label) ? 1 : 0;
        }
    };

    private final boolean higherIsBetter;

    FrameScore(boolean higherIsBetter) {
        this.higherIsBetter = higherIsBetter;
    }

    boolean higherIsBetter() {
        return higherIsBetter;
    }

    abstract double of(double prediction, double label);

    double finish(double mean) {
        return mean;
    }
}
