package dev.attune.bench.media;

import com.sun.management.OperatingSystemMXBean;
import dev.attune.api.media.Media;
import dev.attune.api.media.MediaFactory;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Recording;
import dev.attune.api.media.SoundStream;
import dev.attune.bench.media.FfmpegProgram.Cost;
import dev.attune.encoders.media.FfmpegConfig;
import dev.attune.encoders.media.FfmpegConfig.StillPicture;
import dev.attune.encoders.media.FfmpegConfig.Strictness;
import dev.attune.encoders.media.MediaPlugin;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a video with Attune and with the ffmpeg program in turns, and prints how much of its time Attune needs. */
public final class MediaSpeed {
    private static final int ROUNDS = 5;
    private static final int MINUTES = 20;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final PrintWriter out;

    private MediaSpeed(PrintWriter out) {
        this.out = out;
    }

    /**
     * Runs the measurement.
     *
     * @param arguments a folder for files, and a video to read instead of a made one; or {@code --memory} and a video
     */
    public static void main(String[] arguments) throws IOException {
        MediaSpeed speed = new MediaSpeed(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        if (arguments[0].equals("--memory")) {
            speed.readAll(Path.of(arguments[1]));
        } else {
            Path folder = Files.createDirectories(Path.of(arguments[0]));
            Path video = arguments.length > 1 ? Path.of(arguments[1]) : make(folder.resolve("made.mp4"));
            speed.compare(video);
            speed.memory(folder, video);
        }
    }

    private static Path make(Path file) {
        FfmpegProgram.run(List.of(
                ("-f lavfi -i testsrc2=size=640x480:rate=30:duration=60 -f lavfi -i sine=duration=60:sample_rate=48000"
                                + " -c:v libopenh264 -b:v 1500k -c:a aac " + file)
                        .split(" ")));
        return file;
    }

    private void compare(Path video) {
        out.printf(Locale.ROOT, "%s, load %.1f%n%n", video.getFileName(), SYSTEM.getSystemLoadAverage());
        out.println("| case | ffmpeg, pictures per processor second | Attune | ratio (least-greatest) | wall ratio |"
                + " opening, processor ms per picture |");
        out.println("|---|---|---|---|---|---|");
        for (ReadingCase reading : ReadingCase.all()) {
            compare(video, reading);
        }
    }

    private void compare(Path video, ReadingCase reading) {
        Media media = media(reading.threads());
        Recording recording = media.open(video);
        int pictures = read(recording, reading.format()); // warm-up
        double[] program = new double[ROUNDS];
        double[] attune = new double[ROUNDS];
        double[] ratio = new double[ROUNDS];
        double[] wall = new double[ROUNDS];
        double[] opening = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            Cost there = FfmpegProgram.run(reading.program(video));
            Cost here = cost(() -> read(recording, reading.format()));
            program[round] = pictures / there.processor();
            attune[round] = pictures / here.processor();
            ratio[round] = there.processor() / here.processor();
            wall[round] = there.wall() / here.wall();
            opening[round] = 1e3 * cost(() -> media.open(video)).processor() / pictures;
        }
        out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f (%.2f-%.2f) | %.2f | %.2f |%n",
                reading.label(),
                median(program),
                median(attune),
                median(ratio),
                Arrays.stream(ratio).min().orElseThrow(),
                Arrays.stream(ratio).max().orElseThrow(),
                median(wall),
                median(opening));
    }

    private static Cost cost(Runnable work) {
        long wall = System.nanoTime();
        long processor = SYSTEM.getProcessCpuTime();
        work.run();
        return new Cost((System.nanoTime() - wall) / 1e9, (SYSTEM.getProcessCpuTime() - processor) / 1e9);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static int read(Recording recording, PictureFormat format) {
        int count = 0;
        try (PictureStream pictures = recording.pictures(format)) {
            while (pictures.next() != null) {
                count++;
            }
        }
        return count;
    }

    /** Lets a fresh process read a long video, and prints how large it became. */
    private void memory(Path folder, Path video) throws IOException {
        Path longer = folder.resolve("longer.mp4");
        double seconds = media(1).open(video).timeline().end();
        long repeats = Math.max(0, (long) Math.ceil(MINUTES * 60 / seconds) - 1);
        FfmpegProgram.run(
                List.of("-stream_loop", "" + repeats, "-i", video.toString(), "-c", "copy", longer.toString()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmn48m",
                "-cp",
                System.getProperty("java.class.path"),
                MediaSpeed.class.getName(),
                "--memory",
                longer.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out.println();
        out.print(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        out.flush();
    }

    private void readAll(Path video) throws IOException {
        Recording recording = media(1).open(video);
        int pictures = read(recording, PictureFormat.original(PictureFormat.Colour.RGB));
        long samples = 0;
        float[] piece = new float[16_000];
        try (SoundStream sound = recording.sound(piece.length)) {
            for (int count; (count = sound.read(piece)) > 0; ) {
                samples += count;
            }
        }
        String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        out.printf(
                Locale.ROOT,
                "%d pictures of %d x %d and %d samples of %.1f minutes read in a fresh process, whose largest resident set was %d MB%n",
                pictures,
                recording.width(),
                recording.height(),
                samples,
                recording.timeline().end() / 60,
                Long.parseLong(peak.replaceAll("\\D", "")) / 1024);
    }

    private static Media media(int threads) {
        FfmpegConfig config = new FfmpegConfig(threads, Strictness.WARN, 25, Optional.empty(), StillPicture.ACCEPT);
        return new MediaPlugin()
                .media().stream()
                        .filter(factory -> factory.configType() == FfmpegConfig.class)
                        .map(factory -> create(factory, config))
                        .findFirst()
                        .orElseThrow();
    }

    @SuppressWarnings("unchecked") // the type of its options was compared
    private static Media create(MediaFactory<?> factory, FfmpegConfig config) {
        return ((MediaFactory<FfmpegConfig>) factory).create(config);
    }
}
