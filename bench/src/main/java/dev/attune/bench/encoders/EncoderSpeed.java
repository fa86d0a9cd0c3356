package dev.attune.bench.encoders;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.media.Span;
import dev.attune.api.media.Transcript;
import dev.attune.api.media.Word;
import dev.attune.encoders.sound.LogMelConfig;
import dev.attune.encoders.sound.PatchAt;
import dev.attune.encoders.sound.ProsodyConfig;
import dev.attune.encoders.sound.SoundPlugin;
import dev.attune.encoders.text.MiniLmConfig;
import dev.attune.encoders.text.TextPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how many seconds of sound a second of one core encodes, and how many tokens MiniLM reads in a second.
 *
 * <p>Prints the median of seven runs after two that are not counted. Sound is measured in time of the thread, since it uses one alone
 * and the machine may do other things; words in time of the clock, since ONNX Runtime has threads of its own.
 */
public final class EncoderSpeed {
    private static final int WARMING = 2;
    private static final int RUNS = 7;
    private static final double SECONDS = 300;
    private static final String SENTENCE =
            "I was absolutely thrilled when she told me about the unbelievable news, honestly. ";
    private static final int SENTENCES = 60;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Path folder;

    private EncoderSpeed(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs all measurements.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("attune-bench-");
        EncoderSpeed speed = new EncoderSpeed(folder);
        try {
            speed.sound(new SoundPlugin().encoders(), "logmel", new LogMelConfig(64, 0, PatchAt.AHEAD));
            speed.sound(new SoundPlugin().encoders(), "logmel", new LogMelConfig(64, 96, PatchAt.AHEAD));
            speed.sound(new SoundPlugin().encoders(), "prosody", new ProsodyConfig(13, 2, 60, 500, 0.8));
            speed.words(1);
            speed.words(2);
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private void sound(List<EncoderFactory<?>> factories, String name, Record config) {
        NoiseRecording recording = new NoiseRecording(SECONDS);
        EncoderInput input = new EncoderInput(recording, Transcript.EMPTY);
        try (Encoder encoder = create(factories, name, config, 1)) {
            double[] times = new double[RUNS];
            for (int run = -WARMING; run < RUNS; run++) {
                Rows rows = new Rows();
                long start = threads.getCurrentThreadCpuTime();
                encoder.encode(input, rows);
                if (run >= 0) {
                    times[run] = (threads.getCurrentThreadCpuTime() - start) / 1e9;
                }
            }
            Arrays.sort(times);
            print(
                    "%s: %.0f x real time (%.0f to %.0f), %.0f s of sound",
                    config, SECONDS / times[RUNS / 2], SECONDS / times[RUNS - 1], SECONDS / times[0], SECONDS);
        }
    }

    private int tokens(String text) throws IOException {
        Path file = model(ModelSource.of("classpath:/all-minilm-l6-v2-q-tokenizer.json"));
        try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(file, Map.of("padding", "false"))) {
            return tokenizer.encode(text, false, false).getIds().length;
        }
    }

    private void words(int count) throws IOException {
        List<Word> words = new ArrayList<>();
        for (String text : SENTENCE.repeat(SENTENCES).strip().split(" ", -1)) {
            double start = words.size() * 0.4;
            words.add(new Word(text, new Span(start, start + 0.3)));
        }
        int tokens = tokens(SENTENCE) * SENTENCES;
        EncoderInput input = new EncoderInput(new NoiseRecording(1), new Transcript(words));
        try (Encoder encoder = create(new TextPlugin().encoders(), "minilm", new MiniLmConfig(400), count)) {
            double[] times = new double[RUNS];
            for (int run = -WARMING; run < RUNS; run++) {
                long start = System.nanoTime();
                encoder.encode(input, new Rows());
                if (run >= 0) {
                    times[run] = (System.nanoTime() - start) / 1e9;
                }
            }
            Arrays.sort(times);
            double middle = times[RUNS / 2];
            print(
                    "minilm, %d threads: %.0f tokens per second (%.0f to %.0f), %d words of %d tokens",
                    count, tokens / middle, tokens / times[RUNS - 1], tokens / times[0], words.size(), tokens);
        }
    }

    @SuppressWarnings("unchecked") // the configuration is the one that the factory of that name takes
    private <C extends Record> Encoder create(List<EncoderFactory<?>> factories, String name, C config, int count) {
        EncoderFactory<C> factory = (EncoderFactory<C>) factories.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        return factory.create(config, new EncoderContext(this::model, count));
    }

    private Path model(ModelSource source) {
        String name = source.source().substring("classpath:".length());
        Path copy = folder.resolve(name.substring(1));
        try (InputStream in = EncoderSpeed.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name + " on the class path");
            }
            Files.write(copy, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + name, e);
        }
        return copy;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** Takes rows and keeps a number that depends on all of them, so that none is left out. */
    private static final class Rows implements FeatureSink {
        private double sum;

        @Override
        public void row(Span span, float[] features) {
            sum += features[0];
            if (Double.isNaN(sum)) {
                throw new IllegalStateException("found no number in the row of " + span);
            }
        }
    }
}
