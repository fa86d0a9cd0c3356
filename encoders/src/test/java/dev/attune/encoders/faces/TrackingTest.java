package dev.attune.encoders.faces;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Follows scripted boxes, 25 pictures per second, of which every one is searched. */
final class TrackingTest {
    private static final double RATE = 25;
    private static final double GAP = 0.5;
    private static final List<Point> USUAL = List.of(new Point(0.3, 0.4), new Point(0.7, 0.4));

    private static Face face(double x, double y, double size) {
        return Face.of(new Box(x, y, size, size), 0.9, List.of());
    }

    private static Tracker track(int pictures, IntFunction<List<Face>> script) {
        Tracker tracker = new Tracker(GAP);
        for (int picture = 0; picture < pictures; picture++) {
            tracker.add(picture, picture / RATE, script.apply(picture));
        }
        return tracker;
    }

    private static FacePath path(Tracker tracker, double smooth) {
        return new FacePath(tracker.ranked().get(0).sightings(), USUAL, GAP, smooth);
    }

    private static Box at(FacePath path, int picture) {
        return requireNonNull(path.at(picture, picture / RATE)).box();
    }

    @Test
    void followsTheLargerOfTwoFacesThatAreBothAlwaysThere() {
        Tracker tracker = track(40, picture -> List.of(face(10 + picture, 20, 50), face(200, 30 + picture, 60)));
        assertThat(tracker.ranked()).hasSize(2);
        assertThat(at(path(tracker, 0), 39)).isEqualTo(new Box(200, 69, 60, 60));
    }

    @Test
    void followsAFaceThatStaysRatherThanALargerOneThatPasses() {
        Tracker tracker = track(
                100,
                picture -> picture < 20 ? List.of(face(10, 10, 50), face(200, 10, 80)) : List.of(face(10, 10, 50)));
        // 50 x 50 x 100 x 1 = 250,000 against 80 x 80 x 20 x 0.2 = 25,600
        assertThat(at(path(tracker, 0), 90)).isEqualTo(new Box(10, 10, 50, 50));
    }

    @Test
    void bridgesAShortGapByAStraightLine() {
        Tracker tracker =
                track(40, picture -> picture > 10 && picture < 20 ? List.of() : List.of(face(2 * picture, 10, 50)));
        assertThat(at(path(tracker, 0), 15).x()).isCloseTo(30, within(1e-9));
    }

    @Test
    void saysNothingOfALongGapAndGoesOnWithTheSameFaceAfterIt() {
        Tracker tracker = track(
                100,
                picture -> picture >= 20 && picture < 60 ? List.of() : List.of(face(picture < 50 ? 10 : 25, 10, 50)));
        assertThat(tracker.ranked()).hasSize(1);
        FacePath path = path(tracker, 0.2);
        assertThat(path.at(19, 19 / RATE)).isNotNull();
        assertThat(path.at(20, 20 / RATE)).isNull();
        assertThat(path.at(59, 59 / RATE)).isNull();
        assertThat(at(path, 99).x()).isCloseTo(25, within(1e-9));
    }

    @Test
    void takesAFaceElsewhereAfterALongGapForAnotherOne() {
        Tracker tracker = track(
                100,
                picture -> picture >= 20 && picture < 60 ? List.of() : List.of(face(picture < 50 ? 10 : 250, 10, 50)));
        assertThat(tracker.ranked()).hasSize(2);
        FacePath path = path(tracker, 0);
        assertThat(path.at(10, 10 / RATE)).as("seen 20 times, not 40").isNull();
        assertThat(path.at(80, 80 / RATE)).isNotNull();
    }

    @Test
    void forgetsBoxesThatAreNoFaces() {
        Tracker tracker = track(60, picture -> {
            List<Face> faces = new ArrayList<>();
            if (picture % 20 == 7) {
                faces.add(face(200, 5 * picture, 120));
            }
            faces.add(face(40, 30, 50));
            return faces;
        });
        assertThat(tracker.ranked()).hasSize(1);
        assertThat(at(path(tracker, 0), 7)).isEqualTo(new Box(40, 30, 50, 50));
    }

    @Test
    void findsNoFaceWhereThereAreOnlyErrors() {
        Tracker tracker = track(60, picture -> picture % 20 == 7 ? List.of(face(4 * picture, 30, 50)) : List.of());
        assertThat(tracker.ranked()).isEmpty();
    }

    @Test
    void believesTheOnlyPictureOfAStillPicture() {
        assertThat(track(1, picture -> List.of(face(10, 10, 50))).ranked()).hasSize(1);
    }

    @Test
    void keepsFacesApartThatCrossEachOther() {
        // At the same height, one to the right and one to the left; in between, the rear one is hidden.
        Tracker tracker = track(61, picture -> {
            Face front = face(5 * picture, 10, 60);
            Face rear = face(300 - 5 * picture, 14, 56);
            return picture >= 28 && picture <= 32 ? List.of(front) : List.of(front, rear);
        });
        assertThat(tracker.ranked()).hasSize(2);
        FacePath path = path(tracker, 0);
        for (int picture = 0; picture <= 60; picture++) {
            assertThat(at(path, picture)).as("picture %d", picture).isEqualTo(new Box(5 * picture, 10, 60, 60));
        }
    }

    @Test
    void averagingMakesATremblingBoxCalmAndDoesNotDelayAMovingOne() {
        SplittableRandom random = new SplittableRandom(5);
        double[] noise = random.doubles(100, -2, 2).toArray();
        Tracker trembling = track(100, picture -> List.of(face(50 + noise[picture], 10, 50)));
        Tracker moving = track(100, picture -> List.of(face(50 + 3 * picture, 10, 50)));
        double raw = 0;
        double calm = 0;
        FacePath exact = path(trembling, 0);
        FacePath averaged = path(trembling, 0.2);
        for (int picture = 5; picture < 95; picture++) {
            raw += Math.abs(at(exact, picture).x() - 50);
            calm += Math.abs(at(averaged, picture).x() - 50);
            assertThat(at(path(moving, 0.2), picture).x()).isCloseTo(50 + 3 * picture, within(1e-9));
        }
        assertThat(calm).isLessThan(0.7 * raw);
    }

    @Test
    void takesEyesWhereTheyMostlyAreAndKeepsThemWhereTheyAreMissed() {
        List<Point> own = List.of(new Point(0.35, 0.45), new Point(0.65, 0.43));
        List<Point> brows = List.of(new Point(0.35, 0.2), new Point(0.65, 0.2));
        Tracker tracker = track(
                30,
                picture -> List.of(
                        picture % 3 == 0
                                ? face(picture, 10, 50)
                                : face(picture, 10, 50).withLandmarksInBox(picture == 14 ? brows : own)));
        FacePath path = path(tracker, 0);
        for (int picture : new int[] {0, 1, 14, 15}) {
            Face face = requireNonNull(path.at(picture, picture / RATE));
            assertThat(face.landmarkInBox(0).y()).as("picture %d", picture).isCloseTo(0.45, within(1e-9));
            assertThat(face.landmarkInBox(1).x()).isCloseTo(0.65, within(1e-9));
        }
    }

    @Test
    void takesUsualEyesWhereTheyAreHardlyEverFound() {
        List<Point> strange = List.of(new Point(0.35, 0.5), new Point(0.65, 0.5));
        Tracker tracker = track(
                30, picture -> List.of(picture == 3 ? face(1, 1, 50).withLandmarksInBox(strange) : face(1, 1, 50)));
        Face face = requireNonNull(path(tracker, 0).at(3, 3 / RATE));
        assertThat(face.landmarkInBox(0).y()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void takesAPairOfEyesAmongFalseOnes() {
        Box box = new Box(100, 100, 100, 100);
        Point left = new Point(132, 141);
        Point right = new Point(167, 139);
        List<Point> candidates = List.of(new Point(150, 170), right, new Point(135, 115), left);
        assertThat(Eyes.plausible(candidates, box)).containsExactly(left, right);
        assertThat(Eyes.plausible(List.of(left, new Point(140, 141)), box)).isEmpty();
        assertThat(Eyes.plausible(List.of(left, new Point(167, 175)), box)).isEmpty();
    }

    @Test
    void dropsABoxWithinTheBoxOfTheSameFace() {
        Face sure = face(100, 100, 80);
        Face within = Face.of(new Box(120, 120, 30, 30), 0.6, List.of());
        Face beside = Face.of(new Box(165, 100, 80, 80), 0.5, List.of());
        assertThat(Duplicates.removed(List.of(within, sure, beside))).containsExactly(sure, beside);
    }
}
