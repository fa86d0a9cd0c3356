package dev.attune.encoders.media;

import dev.attune.api.media.Media;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/** Makes clips for tests with the ffmpeg program that comes with the library, so that none has to be stored. */
public final class Clips {
    private Clips() {}

    /** Returns the way of opening recordings, with its default options. */
    public static Media media() {
        return new FfmpegMedia(FfmpegConfig.defaults());
    }

    /** Returns the path of the ffmpeg program. */
    public static String program() {
        return Loader.load(org.bytedeco.ffmpeg.ffmpeg.class);
    }

    /**
     * Runs the ffmpeg program.
     *
     * @param arguments all but {@code -nostdin -v error -y}, separated by blanks in one string or given one by one; a blank in braces
     *     does not occur
     * @return what it wrote on standard output
     */
    public static byte[] run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program(), "-nostdin", "-v", "error", "-y"));
        command.addAll(arguments);
        try {
            Path errors = Files.createTempFile("ffmpeg", ".log");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectError(errors.toFile())
                        .start();
                byte[] output = process.getInputStream().readAllBytes();
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(
                            command + " failed: " + Files.readString(errors, StandardCharsets.UTF_8));
                }
                return output;
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Makes a clip.
     *
     * @param file to be made
     * @param arguments what comes before the name of the output, separated by single blanks
     * @return the file
     */
    public static Path make(Path file, String arguments) {
        List<String> all = new ArrayList<>(List.of(arguments.split(" ")));
        all.add(file.toString());
        run(all);
        return file;
    }

    /** Returns a clip of 2 s, 160 x 120, 25 pictures per second of the test card, with a tone of 440 Hz. */
    public static Path usual(Path file) {
        return make(
                file,
                "-f lavfi -i testsrc2=size=160x120:rate=25:duration=2 -f lavfi -i sine=frequency=440:duration=2:sample_rate=44100"
                        + " -c:v mpeg4 -q:v 4 -c:a aac");
    }

    /** Returns the folder of real clips, where it is present. */
    public static Optional<Path> real() {
        return Optional.ofNullable(System.getProperty("attune.data"))
                .map(data -> Path.of(data, "clips"))
                .filter(Files::isDirectory);
    }
}
