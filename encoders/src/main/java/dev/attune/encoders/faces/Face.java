package dev.attune.encoders.faces;

import java.util.List;

/**
 * A face in one picture: its box, how sure the detector is, and landmarks where it gives any.
 *
 * <p>Landmarks come from left to right as the picture shows them: two eyes; or two eyes, the tip of the nose, and two corners of the
 * mouth. All numbers stand in one array, because faces of neighbouring pictures are mixed number by number, and those of hours are kept.
 */
final class Face {
    private static final int LANDMARKS = 5;

    private final double[] values;

    private Face(double[] values) {
        this.values = values;
    }

    static Face of(Box box, double score, List<Point> landmarks) {
        double[] values = new double[LANDMARKS + 2 * landmarks.size()];
        values[0] = box.x();
        values[1] = box.y();
        values[2] = box.width();
        values[3] = box.height();
        values[4] = score;
        for (int i = 0; i < landmarks.size(); i++) {
            values[LANDMARKS + 2 * i] = landmarks.get(i).x();
            values[LANDMARKS + 2 * i + 1] = landmarks.get(i).y();
        }
        return new Face(values);
    }

    Box box() {
        return new Box(values[0], values[1], values[2], values[3]);
    }

    double score() {
        return values[4];
    }

    int landmarks() {
        return (values.length - LANDMARKS) / 2;
    }

    Point landmark(int index) {
        return new Point(values[LANDMARKS + 2 * index], values[LANDMARKS + 2 * index + 1]);
    }

    /** Returns the place of a landmark within the box: (0, 0) is its upper left corner, (1, 1) its lower right one. */
    Point landmarkInBox(int index) {
        Point point = landmark(index);
        return new Point((point.x() - values[0]) / values[2], (point.y() - values[1]) / values[3]);
    }

    /** Returns the same box with landmarks at places within it. */
    Face withLandmarksInBox(List<Point> places) {
        Box box = box();
        return of(
                box,
                score(),
                places.stream()
                        .map(place -> new Point(box.x() + place.x() * box.width(), box.y() + place.y() * box.height()))
                        .toList());
    }

    /** Returns the face in a picture whose sides are so many times as long. */
    Face scaled(double across, double down) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            if (i != 4) {
                boolean horizontal = i < 4 ? i % 2 == 0 : i % 2 == 1;
                scaled[i] *= horizontal ? across : down;
            }
        }
        return new Face(scaled);
    }

    /**
     * Mixes faces that have the same landmarks.
     *
     * @param weights one a face; need not sum to 1
     */
    static Face mix(List<Face> faces, double[] weights) {
        double[] mixed = new double[faces.get(0).values.length];
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int face = 0; face < weights.length; face++) {
            double[] values = faces.get(face).values;
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] += values[i] * weights[face] / sum;
            }
        }
        return new Face(mixed);
    }
}
