package dev.attune.encoders.media;

import java.util.ArrayList;
import java.util.List;

/**
 * Lets time go on where the timestamps of a file start anew, as they do where two transport streams were joined.
 *
 * <p>Pictures and sound do not reach such a place in the same packet, so each track counts the parts of the file for itself, and a
 * part has one offset for both: that which lets its pictures begin where those of the part before end. Reading a file the first time
 * finds the offsets; later readers are given them and so agree.
 */
final class Splices {
    /** Timestamps of a file in order go back by less: those of pictures that are decoded before they are shown. */
    private static final double JUMP_SECONDS = 0.1;

    private final List<Double> offsets;
    private final List<Double> places = new ArrayList<>();
    private final boolean known;
    private final Track pictures = new Track(true);
    private final Track sound = new Track(false);
    private boolean hasPictures;

    private Splices(List<Double> offsets, boolean known) {
        this.offsets = new ArrayList<>(offsets);
        this.known = known;
    }

    /** Makes one that finds the offsets. */
    static Splices unknown(boolean hasPictures) {
        Splices splices = new Splices(List.of(0.0), false);
        splices.hasPictures = hasPictures;
        return splices;
    }

    /** Makes one that was told them. */
    static Splices known(List<Double> offsets) {
        return new Splices(offsets, true);
    }

    /** Returns what is added to the times of each part, in seconds; 0 for the first. */
    List<Double> offsets() {
        return List.copyOf(offsets);
    }

    /** Returns where parts were joined, on the clock of the file as FFmpeg counts. */
    List<Double> places() {
        return List.copyOf(places);
    }

    Track pictures() {
        return pictures;
    }

    Track sound() {
        return sound;
    }

    private double enter(int part, Track track, double start) {
        if (known) {
            return offsets.get(Math.min(part, offsets.size() - 1));
        }
        boolean first = part == offsets.size();
        // Until pictures get there, sound begins after all that was seen.
        double end = track.ofPictures || !hasPictures ? track.end : Math.max(pictures.end, sound.end);
        if (first) {
            places.add(end);
            offsets.add(end - start);
        } else if (track.ofPictures) {
            places.set(part - 1, end);
            offsets.set(part, end - start);
        }
        return offsets.get(part);
    }

    /** The packets of one track, in the order of the file. */
    final class Track {
        private final boolean ofPictures;
        private int part;
        private double offset;
        private double latest = Double.NEGATIVE_INFINITY;
        private double end = Double.NEGATIVE_INFINITY;

        private Track(boolean ofPictures) {
            this.ofPictures = ofPictures;
        }

        /**
         * Takes the times of the next packet, in seconds.
         *
         * @param decoded when it is decoded, which ascends unless the file starts anew; NaN if unknown
         * @param shown when it is shown; NaN if unknown
         * @param seconds for how long
         * @return what is added to both
         */
        double offset(double decoded, double shown, double seconds) {
            if (decoded < latest - JUMP_SECONDS) {
                part++;
                offset = enter(part, this, Double.isNaN(shown) ? decoded : shown);
                latest = decoded;
            } else if (decoded > latest) {
                latest = decoded;
            }
            if (!Double.isNaN(shown)) {
                end = Math.max(end, shown + offset + seconds);
            }
            return offset;
        }
    }
}
