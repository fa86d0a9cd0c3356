package dev.attune.encoders.media;

import static java.util.Objects.requireNonNull;

import dev.attune.api.DataException;
import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Gives the pictures of a file in the wanted form, each at its time on the clock. */
final class FfmpegPictures implements PictureStream {
    private final Path file;
    private final Timeline timeline;
    private final PictureFormat format;
    private final DecodeAhead ahead;
    private final Scaler scaler;
    private int next;
    private boolean closed;

    /**
     * Takes over what it reads with.
     *
     * @param format with the size that is wanted, not 0
     */
    FfmpegPictures(Path file, Timeline timeline, PictureFormat format, DecodeAhead ahead, Scaler scaler) {
        this.file = file;
        this.timeline = timeline;
        this.format = format;
        this.ahead = ahead;
        this.scaler = scaler;
    }

    @Override
    public @Nullable Picture next() {
        if (closed) {
            throw new IllegalStateException("the pictures of " + file + " are closed");
        }
        DecodeAhead.Item item = ahead.take();
        if (item == null) {
            if (next < timeline.length()) {
                throw changed("ends after " + next + " pictures, not " + timeline.length());
            }
            return null;
        }
        if (next >= timeline.length() || item.seconds() != timeline.seconds(next)) {
            throw changed("has a picture at " + item.seconds() + " s that it had not");
        }
        Span span = new Span(timeline.seconds(next), timeline.end(next));
        next++;
        Picture picture = new Picture(
                span,
                format.width(),
                format.height(),
                format.colour(),
                scaler.scale(requireNonNull(item.frame(), "frame is null")));
        ahead.giveBack(item);
        return picture;
    }

    private DataException changed(String found) {
        return new DataException(
                file + " changed while it was read: it " + found + "; wait until it is complete, and start again.");
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ahead.close();
            scaler.close();
        }
    }
}
