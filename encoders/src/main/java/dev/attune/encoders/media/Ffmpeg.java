package dev.attune.encoders.media;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** What is said to and heard from FFmpeg's functions everywhere. */
final class Ffmpeg {
    /** There is no more input. */
    static final int END = avutil.AVERROR_EOF();

    /** Output has to be taken, or input given, first. */
    static final int AGAIN = org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN();

    /** Stands where there is no time. */
    static final long NO_TIME = avutil.AV_NOPTS_VALUE();

    private static final int ERROR_LENGTH = 256;

    private Ffmpeg() {}

    /** Returns a file's name as FFmpeg takes it; with the prefix, a colon in the name means nothing. Close it. */
    static BytePointer name(Path file) {
        return new BytePointer("file:" + file.toAbsolutePath(), StandardCharsets.UTF_8);
    }

    /** Returns FFmpeg's words for an error. */
    static String words(int error) {
        byte[] text = new byte[ERROR_LENGTH];
        avutil.av_strerror(error, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    /** Returns a tick's length in seconds. */
    static double tick(AVRational base) {
        return base.num() / (double) base.den();
    }

    /** Rounds a time to the nanosecond, so that the tenth frame of 25 a second stands at 0.4 whatever the file counts in. */
    static double tidy(double seconds) {
        return Math.rint(seconds * 1e9) / 1e9;
    }
}
