package dev.attune.bench.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/** The ffmpeg program that lies in the same jar as the libraries that Attune uses. */
final class FfmpegProgram {
    private static final Pattern TIMES = Pattern.compile("bench: utime=([0-9.]+)s stime=([0-9.]+)s rtime=([0-9.]+)s");

    private FfmpegProgram() {}

    /** Runs the program, and returns what it says of its own time. */
    static Cost run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Loader.load(ffmpeg.class), "-nostdin", "-y", "-benchmark"));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher times = TIMES.matcher(said);
            if (process.waitFor() != 0 || !times.find()) {
                throw new IllegalStateException(command + " failed: " + said);
            }
            return new Cost(
                    Double.parseDouble(times.group(3)),
                    Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * What a run took.
     *
     * @param wall seconds from start to end
     * @param processor seconds of all processors together
     */
    record Cost(double wall, double processor) {}
}
