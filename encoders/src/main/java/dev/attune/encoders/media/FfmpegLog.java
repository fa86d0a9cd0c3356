package dev.attune.encoders.media;

import java.util.Optional;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * Keeps what FFmpeg says of errors, instead of letting it write to the terminal.
 *
 * <p>FFmpeg has one log for the whole process, but opens a file in the thread that asks for it: each thread's last line is its own.
 */
final class FfmpegLog extends LogCallback {
    private static final ThreadLocal<String> LAST = ThreadLocal.withInitial(() -> "");

    /** Of the part of FFmpeg that speaks; says nothing to anybody. */
    private static final Pattern ADDRESS = Pattern.compile(" @ (0x)?\\p{XDigit}+");

    /** Is never collected: FFmpeg holds only its address. */
    private static final FfmpegLog INSTANCE = new FfmpegLog();

    static {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        avutil.setLogCallback(INSTANCE);
    }

    private FfmpegLog() {}

    /** Forgets what this thread heard; also takes over the log when first called. */
    static void clear() {
        LAST.remove();
    }

    /** Returns the last error that FFmpeg reported to this thread. */
    static Optional<String> last() {
        return Optional.of(ADDRESS.matcher(LAST.get()).replaceAll("")).filter(line -> !line.isBlank());
    }

    @Override
    public void call(int level, BytePointer message) {
        // Also for the many lines of a damaged file, of which nobody asks for more than the last.
        if (level <= avutil.AV_LOG_ERROR) {
            String line = message.getString().strip();
            if (!line.isEmpty()) {
                LAST.set(line);
            }
        }
    }
}
