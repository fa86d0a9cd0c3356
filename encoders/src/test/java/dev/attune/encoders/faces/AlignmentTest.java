package dev.attune.encoders.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AlignmentTest {
    /** ArcFace's template for 112 x 112. */
    private static final List<Point> TEMPLATE = List.of(
            new Point(38.2946, 51.6963),
            new Point(73.5318, 51.5014),
            new Point(56.0252, 71.7366),
            new Point(41.5493, 92.3655),
            new Point(70.7299, 92.2041));

    /** Where the template's points lie in a picture in which the face is 3 times as large, turned by 20 degrees and moved. */
    private static List<Point> turned(List<Point> points) {
        double angle = Math.toRadians(20);
        return points.stream()
                .map(point -> new Point(
                        3 * (Math.cos(angle) * point.x() - Math.sin(angle) * point.y()) + 200,
                        3 * (Math.sin(angle) * point.x() + Math.cos(angle) * point.y()) - 40))
                .toList();
    }

    private static Face face(List<Point> landmarks) {
        return Face.of(new Box(0, 0, 10, 10), 1, landmarks);
    }

    private static void assertBrings(Alignment alignment, List<Point> from, List<Point> to) {
        for (int i = 0; i < from.size(); i++) {
            Point moved = alignment.apply(from.get(i));
            assertThat(moved.x()).isCloseTo(to.get(i).x(), within(1e-9));
            assertThat(moved.y()).isCloseTo(to.get(i).y(), within(1e-9));
        }
    }

    @Test
    void bringsFiveLandmarksOfATurnedFaceExactlyToTheTemplate() {
        List<Point> found = turned(TEMPLATE);
        Alignment alignment = Alignment.ofLandmarks(face(found), 112, 0);
        assertBrings(alignment, found, TEMPLATE);
        assertThat(alignment.scale()).isCloseTo(1.0 / 3, within(1e-12));
    }

    @Test
    void bringsTwoEyesExactlyToTheTemplate() {
        List<Point> found = turned(TEMPLATE).subList(0, 2);
        assertBrings(Alignment.ofLandmarks(face(found), 112, 0), found, TEMPLATE);
    }

    @Test
    void marginShowsMoreOnEverySide() {
        List<Point> found = turned(TEMPLATE);
        Alignment alignment = Alignment.ofLandmarks(face(found), 112, 0.5);
        List<Point> wanted = TEMPLATE.stream()
                .map(point -> new Point(56 + (point.x() - 56) / 2, 56 + (point.y() - 56) / 2))
                .toList();
        assertBrings(alignment, found, wanted);
    }

    @Test
    void findsTheLeastSquaresForLandmarksThatNoTurnBringsToTheTemplate() {
        List<Point> found =
                List.of(new Point(10, 12), new Point(41, 9), new Point(27, 33), new Point(12, 51), new Point(44, 47));
        Alignment best = Alignment.fit(found, TEMPLATE);
        double least = error(best, found);
        for (double step : new double[] {-1e-3, 1e-3}) {
            assertThat(error(new Alignment(best.a() + step, best.b(), best.c(), best.d()), found))
                    .isGreaterThan(least);
            assertThat(error(new Alignment(best.a(), best.b() + step, best.c(), best.d()), found))
                    .isGreaterThan(least);
            assertThat(error(new Alignment(best.a(), best.b(), best.c() + step, best.d()), found))
                    .isGreaterThan(least);
            assertThat(error(new Alignment(best.a(), best.b(), best.c(), best.d() + step), found))
                    .isGreaterThan(least);
        }
    }

    private static double error(Alignment alignment, List<Point> found) {
        double sum = 0;
        for (int i = 0; i < found.size(); i++) {
            Point moved = alignment.apply(found.get(i));
            sum += Math.pow(moved.x() - TEMPLATE.get(i).x(), 2)
                    + Math.pow(moved.y() - TEMPLATE.get(i).y(), 2);
        }
        return sum;
    }

    @Test
    void putsASquareRoundABox() {
        Alignment alignment = Alignment.ofBox(new Box(100, 50, 40, 80), 64, 0.25);
        // The larger side, 80, and a quarter of it on each side: 120 round (120, 90).
        assertBrings(
                alignment,
                List.of(new Point(60, 30), new Point(180, 150)),
                List.of(new Point(0, 0), new Point(64, 64)));
    }
}
