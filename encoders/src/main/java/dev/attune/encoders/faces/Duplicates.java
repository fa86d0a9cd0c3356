package dev.attune.encoders.faces;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Several boxes of one face. */
final class Duplicates {
    // Cascades also find small boxes within a face; two faces of a crowd hide less of each other.
    private static final double MOST_HIDDEN = 0.6;

    private Duplicates() {}

    /** Returns the faces of which no surer one covers most, in the order that they had. */
    static List<Face> removed(List<Face> faces) {
        List<Face> bySureness = new ArrayList<>(faces);
        bySureness.sort(Comparator.comparingDouble(Face::score).reversed());
        List<Face> kept = new ArrayList<>();
        for (Face face : bySureness) {
            if (kept.stream().noneMatch(other -> covers(face.box(), other.box()))) {
                kept.add(face);
            }
        }
        return faces.stream().filter(kept::contains).toList();
    }

    private static boolean covers(Box one, Box other) {
        return one.intersection(other) > MOST_HIDDEN * Math.min(one.area(), other.area());
    }
}
