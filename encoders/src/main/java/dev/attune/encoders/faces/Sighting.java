package dev.attune.encoders.faces;

/**
 * A face that was found at some time.
 *
 * @param search the number of the search that found it; not every picture is searched
 * @param picture the number of the picture
 * @param seconds the time of the picture
 * @param face in pixels of the recording
 */
record Sighting(int search, int picture, double seconds, Face face) {
    Box box() {
        return face.box();
    }

    Sighting with(Face other) {
        return new Sighting(search, picture, seconds, other);
    }
}
