package dev.attune.encoders.faces;

import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Recording;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads through the pictures of a recording, searches them for faces, and follows the one that is largest for longest.
 *
 * <p>Keeps boxes, never pictures.
 */
final class FaceFinder implements AutoCloseable {
    // A second face counts as one if it was seen for at least this part of the time of the one that is followed.
    private static final double NOTABLE = 0.1;

    private final FaceConfig config;
    private final FaceDetector detector;

    FaceFinder(FaceConfig config, FaceDetector detector) {
        this.config = config;
        this.detector = detector;
    }

    /** Returns the folder of faces that were cut out before, if they are to be taken instead of a search. */
    Optional<Path> crops() {
        return config.crops();
    }

    /** Returns where the face is, and tells the sink what the user should know. */
    FacePath find(Recording recording, FeatureSink sink) {
        if (!recording.hasPictures()) {
            sink.finding("no pictures, so no face");
            return new FacePath(List.of(), detector.usualLandmarks(), config.maxGap(), config.smooth());
        }
        Tracker tracker = new Tracker(config.maxGap());
        int pictures = search(recording, tracker);
        List<Track> tracks = tracker.ranked();
        if (tracks.isEmpty()) {
            sink.finding("no face in " + pictures + (pictures == 1 ? " picture" : " pictures"));
        }
        tellOthers(tracks, tracker.searches(), sink);
        List<Sighting> followed = tracks.isEmpty() ? List.of() : tracks.get(0).sightings();
        return new FacePath(followed, detector.usualLandmarks(), config.maxGap(), config.smooth());
    }

    private int search(Recording recording, Tracker tracker) {
        PictureFormat format = detector.format(recording.width(), recording.height());
        double across = (double) recording.width() / format.width();
        double down = (double) recording.height() / format.height();
        int last = recording.timeline().length() - 1;
        int pictures = 0;
        try (PictureStream stream = recording.pictures(format)) {
            for (Picture picture = stream.next(); picture != null; picture = stream.next()) {
                // The last one too, so that the face is known up to the end.
                if (pictures % config.every() == 0 || pictures == last) {
                    List<Face> faces = detector.detect(picture).stream()
                            .map(face -> face.scaled(across, down))
                            .toList();
                    tracker.add(pictures, picture.span().start(), faces);
                }
                pictures++;
            }
        }
        return pictures;
    }

    private static void tellOthers(List<Track> tracks, int searches, FeatureSink sink) {
        long notable = tracks.stream()
                .filter(track -> track.size() >= NOTABLE * tracks.get(0).size())
                .count();
        if (notable > 1) {
            sink.finding(String.format(
                    Locale.ROOT,
                    "%d faces; the one that is largest for longest was followed, seen in %d of %d searched pictures",
                    notable,
                    tracks.get(0).size(),
                    searches));
        }
    }

    @Override
    public void close() {
        detector.close();
    }
}
