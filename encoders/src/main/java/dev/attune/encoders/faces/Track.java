package dev.attune.encoders.faces;

import java.util.ArrayList;
import java.util.List;

/** The sightings of one face, in the order of their times. */
final class Track {
    // Of the newest movement in the estimate of the speed: boxes tremble.
    private static final double NEWEST = 0.5;

    private final List<Sighting> sightings = new ArrayList<>();
    private double area;
    private double speedRight;
    private double speedDown;

    void add(Sighting sighting) {
        if (!sightings.isEmpty()) {
            Point before = last().box().centre();
            Point now = sighting.box().centre();
            double seconds = sighting.seconds() - last().seconds();
            double part = sightings.size() == 1 ? 1 : NEWEST;
            speedRight += part * ((now.x() - before.x()) / seconds - speedRight);
            speedDown += part * ((now.y() - before.y()) / seconds - speedDown);
        }
        sightings.add(sighting);
        area += sighting.box().area();
    }

    List<Sighting> sightings() {
        return sightings;
    }

    int size() {
        return sightings.size();
    }

    Sighting first() {
        return sightings.get(0);
    }

    Sighting last() {
        return sightings.get(sightings.size() - 1);
    }

    /** Returns the box where it will be at a time after the last sighting, if the face keeps its speed. */
    Box expectedAt(double seconds) {
        double ahead = seconds - last().seconds();
        return last().box().shifted(speedRight * ahead, speedDown * ahead);
    }

    /** Returns the sum of the areas of the boxes times the share of all searches that found the face. */
    double score(int searches) {
        return area * size() / searches;
    }
}
