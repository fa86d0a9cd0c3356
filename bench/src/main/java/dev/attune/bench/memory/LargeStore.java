package dev.attune.bench.memory;

import dev.attune.datasets.npy.NpyWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trains an epoch on a feature store of several gigabytes with a heap of one, and prints what the process took.
 *
 * <p>The store has the dimensions of RJCMA's features and is sparse: its features are zeros that take no room on the disk, but are read,
 * standardised and trained on like any others; labels are waves.
 */
public final class LargeStore {
    private static final Map<String, Integer> FEATURES = features();
    private static final int FRAMES_A_SECOND = 30;
    private static final long PAUSE_MILLIS = 50;

    private final Path root;
    private final int trials;
    private final int frames;

    private LargeStore(Path folder, double gigabytes, int trials) {
        int bytesPerFrame = Float.BYTES
                * FEATURES.values().stream().mapToInt(Integer::intValue).sum();
        this.trials = trials;
        frames = (int) Math.ceil(gigabytes * 1e9 / trials / bytesPerFrame);
        root = folder.resolve("store-" + trials + "x" + frames);
    }

    private static Map<String, Integer> features() {
        Map<String, Integer> features = new LinkedHashMap<>();
        features.put("visual", 512);
        features.put("audio", 128);
        features.put("text", 768);
        return features;
    }

    /**
     * Runs the measurement.
     *
     * @param arguments a folder for files; gigabytes (6); trials (300)
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        double gigabytes = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 6;
        int trials = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 300;
        LargeStore store = new LargeStore(folder, gigabytes, trials);
        store.make();
        store.train(folder, new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    }

    private static String name(int trial) {
        return String.format(Locale.ROOT, "trial-%04d", trial);
    }

    /** Writes the store, unless it is there: its description comes last. */
    private void make() throws IOException {
        Path description = root.resolve("store.json");
        if (Files.exists(description)) {
            return;
        }
        for (int trial = 0; trial < trials; trial++) {
            Path clip = Files.createDirectories(root.resolve(name(trial)));
            for (Map.Entry<String, Integer> modality : FEATURES.entrySet()) {
                zeros(clip.resolve(modality.getKey() + ".npy"), modality.getValue());
            }
            double phase = trial;
            double[] time = IntStream.range(0, frames)
                    .mapToDouble(frame -> (double) frame / FRAMES_A_SECOND)
                    .toArray();
            float[] labels = new float[2 * frames];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = (float) Math.sin(phase + i * 0.01);
            }
            NpyWriter.write(clip.resolve("time.npy"), NpyWriter.encode(time, frames));
            NpyWriter.write(clip.resolve("labels.npy"), NpyWriter.encode(labels, frames, 2));
        }
        Files.writeString(description, description());
    }

    /** The beginning of a small array, with the shape of a large one, and a hole behind it. */
    private void zeros(Path file, int width) throws IOException {
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + frames + ", " + width + "), }";
        int header = (10 + dictionary.length() + 1 + 63) / 64 * 64;
        String padded = dictionary + " ".repeat(header - 10 - dictionary.length() - 1) + "\n";
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
            out.write((header - 10) & 0xff);
            out.write((header - 10) >> 8);
            out.write(padded.getBytes(StandardCharsets.US_ASCII));
            out.setLength(header + 1L * frames * width * Float.BYTES);
        }
    }

    private String description() {
        String modalities = FEATURES.entrySet().stream()
                .map(modality -> "\"" + modality.getKey() + "\": {\"dim\": " + modality.getValue() + "}")
                .collect(Collectors.joining(", "));
        return "{\"format\": 1, \"modalities\": {" + modalities + "}, \"encoders\": {}, \"targets\": ["
                + target("valence")
                + ", " + target("arousal") + "], \"splits\": {\"train\": [" + names(1, trials) + "], \"validation\": ["
                + names(0, 1) + "], \"test\": []}}\n";
    }

    private static String target(String name) {
        return "{\"name\": \"" + name + "\", \"kind\": \"continuous\", \"min\": -1, \"max\": 1}";
    }

    private static String names(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(trial -> "\"" + name(trial) + "\"")
                .collect(Collectors.joining(", "));
    }

    private void train(Path folder, PrintWriter out) throws IOException, InterruptedException {
        Path yaml = Files.writeString(folder.resolve("memory.yaml"), """
                name: memory
                data:
                  type: features
                  root: %s
                  modalities: [visual, audio, text]
                  window: {length: 300, stride: 200}
                temporal: {type: tcn, channels: [32], kernel: 5}
                fusion: {type: rjcma, depth: 1}
                head: {hidden: 16}
                training: {epochs: 1, batch: 12, early-stopping: {patience: 0}}
                """.formatted(root.toAbsolutePath()));
        Path run = folder.resolve("run-" + ProcessHandle.current().pid());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Xmn48m",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.attune.runner.cli.AttuneCommand"));
        command.addAll(List.of("train", yaml.toString(), "--out", run.toString(), "--executor", "in-process"));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).inheritIO().start();
        Map<String, Long> peaks = new LinkedHashMap<>();
        while (process.isAlive()) {
            note(process, peaks);
            Thread.sleep(PAUSE_MILLIS);
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the training failed with exit code " + process.exitValue());
        }
        out.printf(
                Locale.ROOT,
                "%.1f GB in %d trials of %d frames, one epoch with -Xmx1g: %.0f s; peaks: %d MB of its own (anonymous),"
                        + " %d MB of files that are mapped and that the kernel takes back when it wants memory, %d MB together%n",
                1.0
                        * trials
                        * frames
                        * Float.BYTES
                        * FEATURES.values().stream().mapToInt(Integer::intValue).sum()
                        / 1e9,
                trials,
                frames,
                (System.nanoTime() - start) / 1e9,
                megabytes(peaks, "RssAnon:"),
                megabytes(peaks, "RssFile:"),
                megabytes(peaks, "VmHWM:"));
    }

    private static long megabytes(Map<String, Long> peaks, String key) {
        return peaks.getOrDefault(key, 0L) / 1024;
    }

    private static void note(Process process, Map<String, Long> peaks) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
                int colon = line.indexOf(':');
                String key = line.substring(0, colon + 1);
                if (List.of("RssAnon:", "RssFile:", "VmHWM:").contains(key)) {
                    peaks.merge(key, Long.parseLong(line.replaceAll("\\D", "")), Math::max);
                }
            }
        } catch (IOException e) {
            // The process has ended meanwhile.
        }
    }
}
