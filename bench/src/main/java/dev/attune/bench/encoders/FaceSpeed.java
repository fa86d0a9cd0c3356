package dev.attune.bench.encoders;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.media.Media;
import dev.attune.api.media.MediaFactory;
import dev.attune.api.media.Span;
import dev.attune.api.media.Transcript;
import dev.attune.encoders.faces.FaceConfig;
import dev.attune.encoders.faces.FaceConfig.Detector;
import dev.attune.encoders.faces.FaceHogConfig;
import dev.attune.encoders.faces.FacesPlugin;
import dev.attune.encoders.media.FfmpegConfig;
import dev.attune.encoders.media.MediaPlugin;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures how long finding and describing a face takes for each picture of a film, without the time of decoding.
 *
 * <p>Prints the median of seven runs over the first hundred pictures after two runs that are not counted, in time of the one thread that
 * works. A search of every picture less a search of two of them is the detector; the rest is the cut and its description.
 */
public final class FaceSpeed {
    private static final int WARMING = 2;
    private static final int RUNS = 7;
    private static final int PICTURES = 100;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Path models;

    private FaceSpeed(Path models) {
        this.models = models;
    }

    /**
     * Runs all measurements.
     *
     * @param arguments the folder of models, then films with a face
     */
    public static void main(String[] arguments) {
        FaceSpeed speed = new FaceSpeed(Path.of(arguments[0]));
        for (String film : List.of(arguments).subList(1, arguments.length)) {
            speed.film(Path.of(film));
        }
    }

    @SuppressWarnings("unchecked") // the plugin has one kind of media, and this is its configuration
    private void film(Path file) {
        Media media = ((MediaFactory<FfmpegConfig>) new MediaPlugin().media().get(0)).create(FfmpegConfig.defaults());
        HeldRecording recording = new HeldRecording(media.open(file), PICTURES);
        print("%s, %d x %d", file.getFileName(), recording.width(), recording.height());
        for (Detector detector : Detector.values()) {
            Optional<ModelSource> model = model(detector);
            if (detector == Detector.CASCADE || model.isPresent()) {
                for (int side : detector == Detector.ULTRAFACE ? new int[] {320} : new int[] {240, 320, 480}) {
                    for (int every : new int[] {1, 2, 1000}) {
                        measure(
                                recording,
                                new FaceConfig(
                                        detector,
                                        model,
                                        every,
                                        Optional.of(side),
                                        0.2,
                                        0.7,
                                        3,
                                        60,
                                        0.2,
                                        Optional.empty()));
                    }
                }
            }
        }
    }

    private Optional<ModelSource> model(Detector detector) {
        if (detector == Detector.CASCADE) {
            return Optional.empty();
        }
        Path file = models.resolve(detector == Detector.YUNET ? "yunet_2026may.onnx" : "ultraface_rfb320.onnx");
        return Optional.of(file).filter(Files::exists).map(found -> ModelSource.of(found.toString()));
    }

    @SuppressWarnings("unchecked") // the configuration is the one that the factory of that name takes
    private void measure(HeldRecording recording, FaceConfig config) {
        EncoderFactory<FaceHogConfig> factory = (EncoderFactory<FaceHogConfig>) new FacesPlugin()
                .encoders().stream()
                        .filter(candidate -> candidate.name().equals("face-hog"))
                        .findFirst()
                        .orElseThrow();
        EncoderContext context = new EncoderContext(source -> Path.of(source.source()), 1);
        EncoderInput input = new EncoderInput(recording, Transcript.EMPTY);
        double[] times = new double[RUNS];
        Rows rows = new Rows();
        try (Encoder encoder = factory.create(new FaceHogConfig(config, 64, 0), context)) {
            for (int run = -WARMING; run < RUNS; run++) {
                rows.spans.clear();
                long start = threads.getCurrentThreadCpuTime();
                encoder.encode(input, rows);
                if (run >= 0) {
                    times[run] = (threads.getCurrentThreadCpuTime() - start)
                            / 1e6
                            / recording.timeline().length();
                }
            }
        }
        Arrays.sort(times);
        print(
                "  %s, side %d, every %d: %.2f ms per picture (%.2f to %.2f), %d rows",
                config.detector().name().toLowerCase(Locale.ROOT),
                config.largestSide().orElseThrow(),
                config.every(),
                times[RUNS / 2],
                times[0],
                times[RUNS - 1],
                rows.spans.size());
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** Counts rows. */
    private static final class Rows implements FeatureSink {
        private final List<Span> spans = new ArrayList<>();

        @Override
        public void row(Span span, float[] features) {
            spans.add(span);
        }
    }
}
