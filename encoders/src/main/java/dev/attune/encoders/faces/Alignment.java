package dev.attune.encoders.faces;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A similarity transform from a picture to a square cut: {@code x' = a x - b y + c}, {@code y' = b x + a y + d}.
 *
 * @param a scale times the cosine of the angle
 * @param b scale times the sine of the angle
 * @param c shift to the right, in pixels of the cut
 * @param d shift down, in pixels of the cut
 */
record Alignment(double a, double b, double c, double d) {
    // Where ArcFace's cut of 112 x 112 has eyes, tip of the nose, and corners of the mouth (Deng et al., CVPR 2019).
    private static final double TEMPLATE_SIDE = 112;
    private static final List<Point> TEMPLATE = List.of(
            new Point(38.2946, 51.6963),
            new Point(73.5318, 51.5014),
            new Point(56.0252, 71.7366),
            new Point(41.5493, 92.3655),
            new Point(70.7299, 92.2041));

    /**
     * Brings landmarks as near as it can to where the standard cut has them.
     *
     * @param face with two landmarks or five
     * @param side of the cut in pixels
     * @param margin how much wider the cut is than the standard one, on each side, as a part of the standard one
     */
    static Alignment ofLandmarks(Face face, int side, double margin) {
        List<Point> wanted = TEMPLATE.subList(0, face.landmarks()).stream()
                .map(point -> new Point(
                        placed(point.x() / TEMPLATE_SIDE, side, margin),
                        placed(point.y() / TEMPLATE_SIDE, side, margin)))
                .toList();
        List<Point> found =
                IntStream.range(0, face.landmarks()).mapToObj(face::landmark).toList();
        return fit(found, wanted);
    }

    private static double placed(double part, int side, double margin) {
        return (part + margin) / (1 + 2 * margin) * side;
    }

    /**
     * Puts a square round the box: as wide as the larger side of the box, and the margin.
     *
     * @param box of the face
     * @param side of the cut in pixels
     * @param margin on each side, as a part of the square
     */
    static Alignment ofBox(Box box, int side, double margin) {
        double square = Math.max(box.width(), box.height()) * (1 + 2 * margin);
        double scale = side / square;
        Point centre = box.centre();
        return new Alignment(scale, 0, side / 2.0 - scale * centre.x(), side / 2.0 - scale * centre.y());
    }

    /** Returns the similarity transform with the least squared distances between moved and wanted points; there are at least two. */
    static Alignment fit(List<Point> from, List<Point> to) {
        Point fromMean = mean(from);
        Point toMean = mean(to);
        double along = 0;
        double across = 0;
        double spread = 0;
        for (int i = 0; i < from.size(); i++) {
            double x = from.get(i).x() - fromMean.x();
            double y = from.get(i).y() - fromMean.y();
            double u = to.get(i).x() - toMean.x();
            double v = to.get(i).y() - toMean.y();
            along += x * u + y * v;
            across += x * v - y * u;
            spread += x * x + y * y;
        }
        if (!(spread > 0)) {
            throw new IllegalArgumentException("landmarks must not all be in one place, found " + from);
        }
        double a = along / spread;
        double b = across / spread;
        return new Alignment(
                a,
                b,
                toMean.x() - a * fromMean.x() + b * fromMean.y(),
                toMean.y() - b * fromMean.x() - a * fromMean.y());
    }

    private static Point mean(List<Point> points) {
        return new Point(
                points.stream().mapToDouble(Point::x).average().orElseThrow(),
                points.stream().mapToDouble(Point::y).average().orElseThrow());
    }

    Point apply(Point point) {
        return new Point(a * point.x() - b * point.y() + c, b * point.x() + a * point.y() + d);
    }

    /** Returns how many pixels of the cut a pixel of the picture becomes. */
    double scale() {
        return Math.hypot(a, b);
    }
}
