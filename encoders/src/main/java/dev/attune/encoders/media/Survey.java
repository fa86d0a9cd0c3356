package dev.attune.encoders.media;

import dev.attune.api.DataException;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.encoders.media.FfmpegConfig.StillPicture;
import dev.attune.encoders.media.FfmpegConfig.Strictness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Reads a file through once, to learn the time of every picture, where there is sound, and what is wrong. */
final class Survey implements AutoCloseable {
    /** What containers promise is off by as much in good files. */
    private static final double TOLERANCE_SECONDS = 0.5;

    private final Path file;
    private final FfmpegConfig config;
    private final Container container;
    private final List<String> notes = new ArrayList<>();
    private final List<String> damage = new ArrayList<>();
    private final SoundSpans spans = new SoundSpans();
    private double lastSeen = Double.NEGATIVE_INFINITY;

    private Survey(Path file, FfmpegConfig config) {
        this.file = file;
        this.config = config;
        this.container = Container.open(file);
    }

    /** Makes the recording of a file. */
    static FfmpegRecording of(Path file, FfmpegConfig config) {
        try (Survey survey = new Survey(file, config)) {
            return survey.recording();
        }
    }

    private FfmpegRecording recording() {
        Tracks tracks = Tracks.choose(container, config, notes);
        Splices splices = Splices.unknown(tracks.pictures() != Tracks.NONE);
        Runnable others = () -> other(tracks, splices);
        Optional<PictureLog> pictures = Optional.empty();
        if (tracks.pictures() == Tracks.NONE) {
            while (container.read()) {
                others.run();
            }
        } else {
            pictures = Optional.of(pictures(tracks, splices, others));
        }
        Timeline timeline = pictures.map(PictureLog::timeline).orElseGet(this::nominal);
        checkEnd(tracks, timeline, pictures);
        checkSplices(splices, tracks);
        if (pictures.isPresent() && tracks.sound() != Tracks.NONE) {
            compareWithSound(timeline);
        }
        if (config.strict() == Strictness.FAIL && !damage.isEmpty()) {
            throw new DataException(
                    file + " is damaged: " + String.join(" ", damage) + " To read what there is, set strict: warn.");
        }
        damage.addAll(notes);
        return new FfmpegRecording(
                file,
                config,
                new FfmpegRecording.Layout(
                        tracks,
                        splices.offsets(),
                        pictures.map(PictureLog::width).orElse(0),
                        pictures.map(PictureLog::height).orElse(0),
                        pictures.map(PictureLog::turn).orElse(Turn.NONE)),
                timeline,
                spans.within(timeline.end()),
                List.copyOf(damage));
    }

    private PictureLog pictures(Tracks tracks, Splices splices, Runnable others) {
        AVStream stream = container.stream(tracks.pictures());
        PictureLog log = new PictureLog(new PictureClock(stream, tracks.origin()));
        AVFrame frame = avutil.av_frame_alloc();
        try (Decoder decoder =
                new Decoder(container, tracks.pictures(), splices.pictures(), config.threads(), true, others)) {
            while (decoder.next(frame)) {
                log.add(frame);
            }
            checkPictures(log, decoder, stream);
        } finally {
            avutil.av_frame_free(frame);
        }
        if (log.count() == 1 && tracks.sound() == Tracks.NONE && config.still() == StillPicture.REFUSE) {
            throw new DataException(
                    file + " is a single picture, wanted a video; still: accept takes it as one frame.");
        }
        return log;
    }

    private void other(Tracks tracks, Splices splices) {
        AVPacket packet = container.packet();
        int type = container.stream(packet.stream_index()).codecpar().codec_type();
        if (type != avutil.AVMEDIA_TYPE_AUDIO && type != avutil.AVMEDIA_TYPE_VIDEO) {
            return;
        }
        boolean sound = packet.stream_index() == tracks.sound();
        if (sound) {
            container.follow(splices.sound());
        }
        container.span().ifPresent(span -> {
            lastSeen = Math.max(lastSeen, span.end() - tracks.origin());
            if (sound) {
                spans.add(new Span(span.start() - tracks.origin(), span.end() - tracks.origin()));
            }
        });
    }

    private Timeline nominal() {
        if (!(spans.end() > 0)) {
            throw new DataException(file + " holds no pictures, and a track of sound without any sound.");
        }
        return Timeline.regular(0, spans.end(), config.nominalRate());
    }

    private void checkPictures(PictureLog log, Decoder decoder, AVStream stream) {
        if (log.count() == 0) {
            throw new DataException(file + " has a stream of pictures, but none of them can be decoded: "
                    + FfmpegLog.last().or(container::failure).orElse("there is nothing in it") + ".");
        }
        long promised = stream.nb_frames() - decoder.hidden();
        long missing = promised - log.count() - log.leftOut();
        if (missing > 0) {
            damage.add(missing + " of the " + promised + " pictures that it promises are missing.");
        }
        report(decoder.refused(), "packet of pictures", "packets of pictures", "could not be decoded");
        report(log.damaged(), "picture", "pictures", "could be decoded only in part");
        report(
                log.leftOut(),
                "picture",
                "pictures",
                "did not come after the one before, by the timestamps, and had to be left out");
        log.gaps().ifPresent(notes::add);
        log.sizeChange().ifPresent(notes::add);
    }

    private void report(long count, String one, String many, String happened) {
        if (count > 0) {
            damage.add(count + " " + (count == 1 ? one : many) + " " + happened + ".");
        }
    }

    private void checkEnd(Tracks tracks, Timeline timeline, Optional<PictureLog> pictures) {
        container.failure().ifPresent(reason -> damage.add("It cannot be read to its end: " + reason + "."));
        long duration = container.context().duration();
        if (container.context().duration_estimation_method() != avformat.AVFMT_DURATION_FROM_STREAM || duration <= 0) {
            return;
        }
        long start = container.context().start_time();
        double promised =
                (duration + (start == Ffmpeg.NO_TIME ? 0 : start)) / (double) avutil.AV_TIME_BASE - tracks.origin();
        double found = pictures.isPresent() ? Math.max(lastSeen, timeline.end()) : lastSeen;
        if (promised - found > TOLERANCE_SECONDS) {
            damage.add(
                    0,
                    String.format(
                            Locale.ROOT, "It promises %.2f s but ends at %.2f s, as if truncated.", promised, found));
        }
    }

    private void checkSplices(Splices splices, Tracks tracks) {
        if (!splices.places().isEmpty()) {
            damage.add(String.format(
                    Locale.ROOT,
                    "Its timestamps go back at %.2f s, as where files were joined; time goes on from there.",
                    splices.places().get(0) - tracks.origin()));
        }
    }

    private void compareWithSound(Timeline timeline) {
        List<Span> found = spans.within(Double.POSITIVE_INFINITY);
        if (found.isEmpty()) {
            notes.add("Its track of sound holds no sound.");
            return;
        }
        double late = found.get(0).start() - timeline.seconds(0);
        if (Math.abs(late) > TOLERANCE_SECONDS) {
            notes.add(String.format(
                    Locale.ROOT,
                    "Its sound begins %.2f s %s its pictures.",
                    Math.abs(late),
                    late > 0 ? "after" : "before"));
        }
        double early = timeline.end() - spans.end();
        if (Math.abs(early) > TOLERANCE_SECONDS) {
            notes.add(String.format(
                    Locale.ROOT,
                    "Its sound ends %.2f s %s its pictures.",
                    Math.abs(early),
                    early > 0 ? "before" : "after"));
        }
    }

    @Override
    public void close() {
        container.close();
    }
}
