package dev.attune.runner.report.chart;

/** The shape of a point. */
public enum Marker {
    /** A circle. */
    CIRCLE {
        @Override
        double[] corners() {
            return new double[0];
        }
    },
    /** A square. */
    SQUARE {
        @Override
        double[] corners() {
            return new double[] {-.88, -.88, .88, -.88, .88, .88, -.88, .88};
        }
    },
    /** A triangle that points up. */
    TRIANGLE {
        @Override
        double[] corners() {
            return new double[] {0, -1.15, 1.1, .85, -1.1, .85};
        }
    },
    /** A square on its corner. */
    DIAMOND {
        @Override
        double[] corners() {
            return new double[] {0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0};
        }
    },
    /** A triangle that points down. */
    DOWN {
        @Override
        double[] corners() {
            return new double[] {0, 1.15, 1.1, -.85, -1.1, -.85};
        }
    },
    /** An upright cross. */
    PLUS {
        @Override
        double[] corners() {
            return new double[] {
                -.4, -1.2, .4, -1.2, .4, -.4, 1.2, -.4, 1.2, .4, .4, .4, .4, 1.2, -.4, 1.2, -.4, .4, -1.2, .4, -1.2,
                -.4, -.4, -.4
            };
        }
    };

    /** Returns the corners of a shape of radius 1 round the origin, x and y in turn; none for a circle. */
    abstract double[] corners();
}
