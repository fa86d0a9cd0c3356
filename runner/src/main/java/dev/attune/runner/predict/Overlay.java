package dev.attune.runner.predict;

import dev.attune.api.DataException;
import dev.attune.api.media.Media;
import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Recording;
import dev.attune.api.media.SoundStream;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording with its prediction: the region that was looked at, a point in the plane of valence and arousal, and traces.
 *
 * <p>Pictures keep their times, and the sound is that of the recording, on one channel. One picture is in memory at a time.
 */
final class Overlay {
    private static final int SOUND_RATE = 48_000;

    private final Media media;
    private final Recording recording;
    private final ClipPrediction prediction;
    private final Regions regions;

    Overlay(Media media, Recording recording, ClipPrediction prediction, Regions regions) {
        this.media = media;
        this.recording = recording;
        this.prediction = prediction;
        this.regions = regions;
    }

    /**
     * Writes the video.
     *
     * @param file appears whole or not at all
     * @param progress is told the share that is done
     * @throws DataException if there are no pictures, or the file cannot be written
     */
    void write(Path file, DoubleConsumer progress) {
        if (!recording.hasPictures()) {
            throw new DataException(recording.file() + " has no pictures to draw on; leave out --overlay.");
        }
        OverlayLayout layout = OverlayLayout.of(recording, regions);
        boolean audible = !recording.soundSpans().isEmpty();
        double rate = recording.timeline().length()
                / (recording.timeline().end() - recording.timeline().seconds(0));
        VideoFormat format = new VideoFormat(layout.width(), layout.height(), rate, audible ? SOUND_RATE : 0);
        try (VideoWriter writer = media.write(file, format)) {
            try (SoundStream sound = audible ? recording.sound(SOUND_RATE) : null) {
                pictures(writer, layout, new Sound(sound, writer), progress);
            }
            writer.finish();
        } catch (LinkageError | InternalError e) { // as Java says that it has no fonts
            throw new DataException(file + " cannot be drawn: " + e.getMessage() + "; does this system have fonts?", e);
        }
    }

    private void pictures(VideoWriter writer, OverlayLayout layout, Sound sound, DoubleConsumer progress) {
        BufferedImage canvas = new BufferedImage(layout.width(), layout.height(), BufferedImage.TYPE_3BYTE_BGR);
        OverlayPainter painter = new OverlayPainter(layout, prediction, regions);
        PictureFormat wanted =
                new PictureFormat(layout.picture().width, layout.picture().height, PictureFormat.Colour.BGR);
        int frame = 0;
        try (PictureStream pictures = recording.pictures(wanted)) {
            for (Picture picture = pictures.next(); picture != null; picture = pictures.next()) {
                double seconds = picture.span().start();
                while (frame + 1 < prediction.length() && prediction.seconds(frame + 1) <= seconds) {
                    frame++;
                }
                Graphics2D graphics = canvas.createGraphics();
                graphics.drawImage(picture.toImage(), 0, 0, null);
                graphics.dispose();
                painter.paint(canvas, frame);
                writer.picture(canvas, seconds);
                sound.copyUpTo(picture.span().end());
                progress.accept(seconds / recording.timeline().end());
            }
        }
        sound.copyUpTo(Double.POSITIVE_INFINITY);
    }

    /** Copies the sound along with the pictures, so that neither waits in memory for the other. */
    private static final class Sound {
        private final @Nullable SoundStream source;
        private final VideoWriter writer;
        private final float[] samples = new float[SOUND_RATE / 10];
        private long copied;
        private boolean ended;

        Sound(@Nullable SoundStream source, VideoWriter writer) {
            this.source = source;
            this.writer = writer;
            ended = source == null;
        }

        void copyUpTo(double seconds) {
            while (source != null && !ended && copied < seconds * SOUND_RATE) {
                int count = source.read(samples);
                ended = count < 0;
                if (!ended) {
                    writer.sound(samples, count);
                    copied += count;
                }
            }
        }
    }
}
