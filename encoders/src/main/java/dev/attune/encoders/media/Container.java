package dev.attune.encoders.media;

import dev.attune.api.DataException;
import dev.attune.api.media.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/** A file that is read packet by packet; its packets carry times that never start anew. */
final class Container implements AutoCloseable {
    private static final int SKIPPED_AT_START = 0;
    private static final int SKIPPED_AT_END = 4;
    private static final int SKIPPED_BYTES = 10;

    private final Path file;
    private final AVFormatContext context;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private Optional<String> failure = Optional.empty();

    private Container(Path file, AVFormatContext context) {
        this.file = file;
        this.context = context;
    }

    /** Opens a file, whose message about what is wrong with it is written for the user. */
    static Container open(Path file) {
        long size = size(file);
        FfmpegLog.clear();
        AVFormatContext context = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        try (BytePointer name = Ffmpeg.name(file)) {
            // A playlist must not make us read what somebody else chose, nor a percent sign a sequence of files.
            avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
            avutil.av_dict_set(options, "pattern_type", "none", 0);
            check(file, size, avformat.avformat_open_input(context, name, null, options));
        } finally {
            avutil.av_dict_free(options);
        }
        try {
            check(file, size, avformat.avformat_find_stream_info(context, (AVDictionary) null));
            if (context.iformat().name().getString().equals("tty")) {
                throw new DataException(notMedia(file, size, "it is a text"));
            }
        } catch (DataException e) {
            avformat.avformat_close_input(context);
            throw e;
        }
        return new Container(file, context);
    }

    private static long size(Path file) {
        if (Files.isDirectory(file)) {
            throw new DataException(file + " is a folder, wanted a file of pictures or sound.");
        }
        if (!Files.exists(file)) {
            throw new DataException("There is no file " + file + ", wanted a file of pictures or sound.");
        }
        if (!Files.isReadable(file)) {
            throw new DataException(file + " must not be read: its permissions do not allow it.");
        }
        try {
            long size = Files.size(file);
            if (size == 0) {
                throw new DataException(file + " is empty, wanted a file of pictures or sound.");
            }
            return size;
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static void check(Path file, long size, int code) {
        if (code < 0) {
            throw new DataException(notMedia(file, size, FfmpegLog.last().orElseGet(() -> Ffmpeg.words(code))));
        }
    }

    private static String notMedia(Path file, long size, String reason) {
        return String.format(
                Locale.ROOT,
                "%s (%,d bytes) is not a media file that can be read, or is not complete; FFmpeg says: %s.",
                file,
                size,
                reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason);
    }

    Path file() {
        return file;
    }

    AVFormatContext context() {
        return context;
    }

    AVStream stream(int index) {
        return context.streams(index);
    }

    /** Returns the streams of a kind, cover art excepted. */
    List<Integer> streams(int type) {
        List<Integer> found = new ArrayList<>();
        for (int index = 0; index < context.nb_streams(); index++) {
            AVStream stream = context.streams(index);
            boolean coverArt = (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
            if (stream.codecpar().codec_type() == type && !coverArt) {
                found.add(index);
            }
        }
        return found;
    }

    /** Lets FFmpeg skip the packets of all other streams. */
    void only(int wanted) {
        for (int index = 0; index < context.nb_streams(); index++) {
            if (index != wanted) {
                context.streams(index).discard(avcodec.AVDISCARD_ALL);
            }
        }
    }

    /**
     * Reads the next packet.
     *
     * @return false after the last, or where the file cannot be read any further; see {@link #failure}
     */
    boolean read() {
        avcodec.av_packet_unref(packet);
        int code = avformat.av_read_frame(context, packet);
        if (code < 0 && code != Ffmpeg.END) {
            failure = Optional.of(Ffmpeg.words(code));
        }
        return code >= 0;
    }

    /** Returns why reading ended before the end. */
    Optional<String> failure() {
        return failure;
    }

    /** Returns the packet that was read, which is reused. */
    AVPacket packet() {
        return packet;
    }

    /** Moves the packet in time, if its track has come to a further part of the file. */
    void follow(Splices.Track track) {
        double tick = Ffmpeg.tick(stream(packet.stream_index()).time_base());
        double offset =
                track.offset(seconds(packet.dts(), tick), seconds(packet.pts(), tick), packet.duration() * tick);
        long ticks = Math.round(offset / tick);
        if (packet.pts() != Ffmpeg.NO_TIME) {
            packet.pts(packet.pts() + ticks);
        }
        if (packet.dts() != Ffmpeg.NO_TIME) {
            packet.dts(packet.dts() + ticks);
        }
    }

    /** Returns when the packet sounds or is shown, without the samples that its decoder drops; empty if it does not say when. */
    Optional<Span> span() {
        AVStream stream = stream(packet.stream_index());
        double tick = Ffmpeg.tick(stream.time_base());
        double start = seconds(packet.pts() == Ffmpeg.NO_TIME ? packet.dts() : packet.pts(), tick);
        int rate = stream.codecpar().sample_rate();
        double seconds = packet.duration() > 0 || rate <= 0
                ? packet.duration() * tick
                : stream.codecpar().frame_size() / (double) rate;
        if (Double.isNaN(start) || (packet.flags() & avcodec.AV_PKT_FLAG_DISCARD) != 0) {
            return Optional.empty();
        }
        double from = start + (rate > 0 ? skipped(SKIPPED_AT_START) / (double) rate : 0);
        double to = start + seconds - (rate > 0 ? skipped(SKIPPED_AT_END) / (double) rate : 0);
        return from < to ? Optional.of(new Span(from, to)) : Optional.empty();
    }

    private long skipped(int place) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            BytePointer data = avcodec.av_packet_get_side_data(packet, avcodec.AV_PKT_DATA_SKIP_SAMPLES, size);
            if (data == null || data.isNull() || size.get() < SKIPPED_BYTES) {
                return 0;
            }
            long value = 0;
            for (int i = 3; i >= 0; i--) {
                value = (value << Byte.SIZE) | (data.get(place + i) & 0xffL);
            }
            return value;
        }
    }

    private static double seconds(long ticks, double tick) {
        return ticks == Ffmpeg.NO_TIME ? Double.NaN : ticks * tick;
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avformat.avformat_close_input(context);
    }
}
