package dev.attune.encoders.media;

import dev.attune.api.DataException;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Recording;
import dev.attune.api.media.SoundStream;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import java.nio.file.Path;
import java.util.List;

/** A file that was surveyed. */
final class FfmpegRecording implements Recording {
    private final Path file;
    private final FfmpegConfig config;
    private final Layout layout;
    private final Timeline timeline;
    private final List<Span> soundSpans;
    private final List<String> findings;

    FfmpegRecording(
            Path file,
            FfmpegConfig config,
            Layout layout,
            Timeline timeline,
            List<Span> soundSpans,
            List<String> findings) {
        this.file = file;
        this.config = config;
        this.layout = layout;
        this.timeline = timeline;
        this.soundSpans = soundSpans;
        this.findings = findings;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public boolean hasPictures() {
        return layout.tracks().pictures() != Tracks.NONE;
    }

    @Override
    public int width() {
        return layout.width();
    }

    @Override
    public int height() {
        return layout.height();
    }

    @Override
    public List<Span> soundSpans() {
        return soundSpans;
    }

    @Override
    public List<String> findings() {
        return findings;
    }

    @Override
    public PictureStream pictures(PictureFormat format) {
        if (!hasPictures()) {
            throw new IllegalStateException(file + " has no pictures");
        }
        PictureFormat wanted =
                format.width() > 0 ? format : new PictureFormat(layout.width(), layout.height(), format.colour());
        int index = layout.tracks().pictures();
        Scaler scaler = new Scaler(wanted.width(), wanted.height(), wanted.colour(), layout.turn());
        try {
            Container container = Container.open(file);
            Decoder decoder =
                    decoder(container, index, Splices.known(layout.offsets()).pictures(), config.threads());
            PictureClock clock =
                    new PictureClock(container.stream(index), layout.tracks().origin());
            return new FfmpegPictures(file, timeline, wanted, new DecodeAhead(container, decoder, clock), scaler);
        } catch (RuntimeException e) {
            scaler.close();
            throw e;
        }
    }

    /** Opens the decoder of one stream; closes the file where that fails. */
    private Decoder decoder(Container container, int index, Splices.Track track, int threads) {
        try {
            if (index >= container.context().nb_streams()) {
                throw new DataException(
                        file + " changed while it was read: a stream is missing; wait until it is complete,"
                                + " and start again.");
            }
            container.only(index);
            return new Decoder(container, index, track, threads, false, () -> {});
        } catch (RuntimeException e) {
            container.close();
            throw e;
        }
    }

    @Override
    public SoundStream sound(int rate) {
        if (rate <= 0) {
            throw new IllegalArgumentException("the rate must be above 0, found " + rate);
        }
        int index = layout.tracks().sound();
        if (index == Tracks.NONE) {
            return new Silence(rate, timeline.end());
        }
        Container container = Container.open(file);
        Decoder decoder =
                decoder(container, index, Splices.known(layout.offsets()).sound(), 1);
        return new FfmpegSound(container, decoder, index, layout.tracks().origin(), rate, timeline.end());
    }

    /**
     * What has to be known to read the file again.
     *
     * @param tracks which streams
     * @param offsets by what the times of each of its parts are moved
     * @param width of an upright picture
     * @param height of an upright picture
     * @param turn how a stored picture becomes upright
     */
    record Layout(Tracks tracks, List<Double> offsets, int width, int height, Turn turn) {}
}
