package dev.attune.encoders.faces;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the followed face is in every picture: its sightings, completed, smoothed, and interpolated between.
 *
 * <p>Sightings that follow each other within the gap, or in searches next to each other, form a run. Nothing is said of the time between
 * two runs.
 */
final class FacePath {
    // A landmark farther from where this face mostly has it, in parts of the box, is taken for an error.
    private static final double STRAYED = 0.12;
    // With fewer of its landmarks found, the usual ones lie better.
    private static final double FEWEST_FOUND = 0.3;

    private final NavigableMap<Integer, Sighting> byPicture = new TreeMap<>();
    private final double maxGap;

    /**
     * Makes the path.
     *
     * @param sightings in the order of their times; may be empty
     * @param usual where landmarks lie in a box that has none
     * @param maxGap seconds that are bridged
     * @param smooth seconds over which boxes and landmarks are averaged
     */
    FacePath(List<Sighting> sightings, List<Point> usual, double maxGap, double smooth) {
        this.maxGap = maxGap;
        List<Sighting> run = new ArrayList<>();
        for (Sighting sighting : completed(sightings, usual)) {
            if (!run.isEmpty() && !bridges(run.get(run.size() - 1), sighting)) {
                addSmoothed(run, smooth);
                run.clear();
            }
            run.add(sighting);
        }
        addSmoothed(run, smooth);
    }

    private boolean bridges(Sighting before, Sighting after) {
        return after.search() == before.search() + 1 || after.seconds() - before.seconds() <= maxGap;
    }

    /** Gives every face landmarks: its own, or those that it last had, or the usual ones. */
    private static List<Sighting> completed(List<Sighting> sightings, List<Point> usual) {
        List<Point> own = ownLandmarks(sightings, usual);
        List<Sighting> completed = new ArrayList<>(sightings.size());
        List<Point> last = own;
        for (Sighting sighting : sightings) {
            List<Point> places = placesInBox(sighting.face());
            if (own != usual && isNear(places, own)) {
                last = places;
            }
            completed.add(sighting.with(sighting.face().withLandmarksInBox(last)));
        }
        return completed;
    }

    /** Returns the medians of where this face's landmarks lie in its box, or the usual places if too few were found. */
    private static List<Point> ownLandmarks(List<Sighting> sightings, List<Point> usual) {
        List<Face> faces = sightings.stream()
                .map(Sighting::face)
                .filter(face -> face.landmarks() == usual.size())
                .toList();
        if (faces.isEmpty() || faces.size() < FEWEST_FOUND * sightings.size()) {
            return usual;
        }
        List<Point> medians = new ArrayList<>();
        for (int i = 0; i < usual.size(); i++) {
            int landmark = i;
            medians.add(new Point(
                    median(faces.stream()
                            .map(face -> face.landmarkInBox(landmark).x())
                            .toList()),
                    median(faces.stream()
                            .map(face -> face.landmarkInBox(landmark).y())
                            .toList())));
        }
        return medians;
    }

    private static double median(List<Double> numbers) {
        List<Double> sorted = new ArrayList<>(numbers);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static List<Point> placesInBox(Face face) {
        List<Point> places = new ArrayList<>();
        for (int i = 0; i < face.landmarks(); i++) {
            places.add(face.landmarkInBox(i));
        }
        return places;
    }

    private static boolean isNear(List<Point> places, List<Point> own) {
        if (places.size() != own.size()) {
            return false;
        }
        // Five landmarks come from a network that looks at the whole face, and move with it; pairs of eyes are found
        // one by one.
        if (places.size() != 2) {
            return true;
        }
        for (int i = 0; i < places.size(); i++) {
            if (Math.hypot(
                            places.get(i).x() - own.get(i).x(),
                            places.get(i).y() - own.get(i).y())
                    > STRAYED) {
                return false;
            }
        }
        return true;
    }

    /** Averages each face with its neighbours, nearer ones counting more; as many before as after it, so that motion brings no lag. */
    private void addSmoothed(List<Sighting> run, double seconds) {
        for (int i = 0; i < run.size(); i++) {
            double now = run.get(i).seconds();
            int reach = 0;
            while (i - reach - 1 >= 0
                    && i + reach + 1 < run.size()
                    && now - run.get(i - reach - 1).seconds() < seconds / 2
                    && run.get(i + reach + 1).seconds() - now < seconds / 2) {
                reach++;
            }
            List<Face> faces = new ArrayList<>();
            double[] weights = new double[2 * reach + 1];
            for (int k = -reach; k <= reach; k++) {
                Sighting neighbour = run.get(i + k);
                faces.add(neighbour.face());
                weights[k + reach] = k == 0 ? 1 : 1 - Math.abs(neighbour.seconds() - now) / (seconds / 2);
            }
            byPicture.put(run.get(i).picture(), run.get(i).with(Face.mix(faces, weights)));
        }
    }

    boolean isEmpty() {
        return byPicture.isEmpty();
    }

    /** Returns the face whose box has the median of all areas; there is one. */
    Face medianFace() {
        List<Face> bySize = byPicture.values().stream()
                .map(Sighting::face)
                .sorted(Comparator.comparingDouble(face -> face.box().area()))
                .toList();
        return bySize.get(bySize.size() / 2);
    }

    /**
     * Returns the face in a picture.
     *
     * @param picture its number
     * @param seconds its time
     * @return null where there is none
     */
    @Nullable
    Face at(int picture, double seconds) {
        Map.@Nullable Entry<Integer, Sighting> before = byPicture.floorEntry(picture);
        Map.@Nullable Entry<Integer, Sighting> after = byPicture.ceilingEntry(picture);
        if (before == null || after == null) {
            return null;
        }
        Sighting left = before.getValue();
        Sighting right = after.getValue();
        if (left.picture() == right.picture()) {
            return left.face();
        }
        if (!bridges(left, right)) {
            return null;
        }
        double part = (seconds - left.seconds()) / (right.seconds() - left.seconds());
        return Face.mix(List.of(left.face(), right.face()), new double[] {1 - part, part});
    }
}
