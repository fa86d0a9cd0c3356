package dev.attune.encoders.faces;

import java.util.List;

/** Tells eyes from what a cascade takes for eyes. */
final class Eyes {
    // Of the width of the face; those of people measured 0.36 in the mean.
    private static final double NEAREST = 0.22;
    private static final double FARTHEST = 0.55;
    // Rise over run, about 25 degrees: a frontal cascade finds no face that is inclined more.
    private static final double STEEPEST = 0.47;
    private static final double USUAL_DISTANCE = 0.36;
    private static final double USUAL_MIDDLE = 0.49;
    private static final double USUAL_HEIGHT = 0.40;

    private Eyes() {}

    /**
     * Returns the two of the candidates that are most like a pair of eyes, the left one of the picture first.
     *
     * @return an empty list if none can be a pair
     */
    static List<Point> plausible(List<Point> candidates, Box face) {
        List<Point> best = List.of();
        double least = Double.POSITIVE_INFINITY;
        for (Point left : candidates) {
            for (Point right : candidates) {
                double strangeness = strangeness(left, right, face);
                if (strangeness < least) {
                    least = strangeness;
                    best = List.of(left, right);
                }
            }
        }
        return best;
    }

    private static double strangeness(Point left, Point right, Box face) {
        double run = (right.x() - left.x()) / face.width();
        double rise = (right.y() - left.y()) / face.width();
        if (run < NEAREST || run > FARTHEST || Math.abs(rise) > STEEPEST * run) {
            return Double.POSITIVE_INFINITY;
        }
        double middle = ((left.x() + right.x()) / 2 - face.x()) / face.width();
        double height = ((left.y() + right.y()) / 2 - face.y()) / face.height();
        return Math.hypot(run - USUAL_DISTANCE, rise) + Math.hypot(middle - USUAL_MIDDLE, height - USUAL_HEIGHT);
    }
}
