package dev.attune.encoders.faces;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Links the boxes of successive pictures to tracks, one a face, and chooses the one to follow.
 *
 * <p>A box goes on with the track whose expected box it overlaps most. A face that nobody saw for longer than the gap goes on with its
 * track when it comes back near the place where it was and at about the same size; otherwise it is a new one. What was seen fewer than
 * three times is held to be an error of the detector and forgotten.
 */
final class Tracker {
    private static final double LEAST_OVERLAP = 0.2;
    private static final double FARTHEST_RETURN = 1;
    private static final double MOST_GROWTH = 1.6;
    private static final int FEWEST_SIGHTINGS = 3;

    private final double maxGap;
    private final List<Track> tracks = new ArrayList<>();
    private int searches;

    /**
     * Makes a tracker.
     *
     * @param maxGap seconds over which a face that was lost is expected at its speed
     */
    Tracker(double maxGap) {
        this.maxGap = maxGap;
    }

    /** Takes the faces of the next picture that was searched. */
    void add(int picture, double seconds, List<Face> faces) {
        int search = searches++;
        List<Track> free = new ArrayList<>(tracks);
        List<Sighting> open = new ArrayList<>();
        for (Face face : faces) {
            open.add(new Sighting(search, picture, seconds, face));
        }
        for (Pair pair : pairs(free, open, seconds)) {
            if (free.contains(pair.track()) && open.contains(pair.sighting())) {
                pair.track().add(pair.sighting());
                free.remove(pair.track());
                open.remove(pair.sighting());
            }
        }
        for (Sighting sighting : open) {
            Track track = new Track();
            track.add(sighting);
            tracks.add(track);
        }
        tracks.removeIf(track -> track.size() < FEWEST_SIGHTINGS && !isFresh(track, seconds));
    }

    /** Returns what can belong together, the most likely first: those that overlap before those that came back. */
    private List<Pair> pairs(List<Track> candidates, List<Sighting> sightings, double seconds) {
        List<Pair> pairs = new ArrayList<>();
        for (Track track : candidates) {
            boolean fresh = isFresh(track, seconds);
            for (Sighting sighting : sightings) {
                double likeness = fresh
                        ? track.expectedAt(seconds).overlap(sighting.box())
                        : -track.last().box().distance(sighting.box());
                if (fresh ? likeness >= LEAST_OVERLAP : isReturn(track.last().box(), sighting.box())) {
                    pairs.add(new Pair(track, sighting, likeness));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::likeness).reversed());
        return pairs;
    }

    /** Returns whether the face was there at the last search, or a short time ago. */
    private boolean isFresh(Track track, double seconds) {
        return track.last().search() >= searches - 2 || seconds - track.last().seconds() <= maxGap;
    }

    private static boolean isReturn(Box before, Box now) {
        double growth = now.size() / before.size();
        return before.distance(now) <= FARTHEST_RETURN && growth <= MOST_GROWTH && growth >= 1 / MOST_GROWTH;
    }

    /** Returns how many pictures were searched. */
    int searches() {
        return searches;
    }

    /** Returns the tracks that are no errors, the one to follow first: that of the greatest area x persistence. */
    List<Track> ranked() {
        int fewest = Math.min(FEWEST_SIGHTINGS, searches);
        return tracks.stream()
                .filter(track -> track.size() >= fewest)
                .sorted(Comparator.comparingDouble((Track track) -> track.score(searches))
                        .reversed())
                .toList();
    }

    /** Returns the track to follow, if there is a face at all. */
    Optional<Track> followed() {
        return ranked().stream().findFirst();
    }

    private record Pair(Track track, Sighting sighting, double likeness) {}
}
