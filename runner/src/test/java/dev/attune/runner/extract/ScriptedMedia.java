package dev.attune.runner.extract;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.DataException;
import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.NoOptions;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.encoder.Sense;
import dev.attune.api.media.Media;
import dev.attune.api.media.MediaFactory;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Region;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.TranscriberFactory;
import dev.attune.api.media.Transcript;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import dev.attune.api.media.Word;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.testkit.media.ArrayRecording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A plugin that needs no media library: a recording is a text file of lines {@code key value}, such as {@code seconds 2} and {@code
 * finding The end is missing.}
 */
public final class ScriptedMedia implements AttunePlugin {
    /** How often each encoder has encoded each clip. */
    static final Map<String, AtomicInteger> CALLS = new ConcurrentHashMap<>();

    /** Called by the service loader. */
    public ScriptedMedia() {}

    /**
     * Makes a folder that puts the plugin on the class path.
     *
     * @param folder where
     */
    public static Path service(Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(AttunePlugin.class.getName()), ScriptedMedia.class.getName() + "\n");
        return folder;
    }

    @Override
    public String id() {
        return "scripted-media";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<MediaFactory<?>> media() {
        return List.of(new Scripts());
    }

    @Override
    public List<EncoderFactory<?>> encoders() {
        return List.of(new FrameFactory(), new ToneFactory(), new WordFactory());
    }

    @Override
    public List<TranscriberFactory<?>> transcribers() {
        return List.of(new WordsBeside());
    }

    /**
     * Options of the encoder of pictures.
     *
     * @param gain what features are multiplied by
     * @param model a file that it wants
     * @param wrong a mistake that it makes on clips whose script has it
     * @param millis how long a picture takes
     */
    public record FrameOptions(
            @Doc("What features are multiplied by.") @DefaultValue("1.0")
            double gain,

            @Doc("A file that it wants.") Optional<ModelSource> model,

            @Doc("Whether it makes mistakes.") @DefaultValue("true")
            boolean wrong,

            @Doc("How long a picture takes.") @DefaultValue("0")
            int millis) {}

    private static Map<String, String> script(Path file) {
        try {
            Map<String, String> script = new ConcurrentHashMap<>();
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ", 2);
                script.put(words[0], words.length > 1 ? words[1] : "");
            }
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Scripts implements MediaFactory<NoOptions> {
        @Override
        public String name() {
            return "scripts";
        }

        @Override
        public Class<NoOptions> configType() {
            return NoOptions.class;
        }

        @Override
        public String summary() {
            return "Reads scripts.";
        }

        @Override
        public Media create(NoOptions config) {
            return new Media() {
                @Override
                public Recording open(Path file) {
                    Map<String, String> script = script(file);
                    if (!script.containsKey("seconds")) {
                        throw new DataException(file + " is not a recording.");
                    }
                    Timeline clock = Timeline.regular(0, Double.parseDouble(script.get("seconds")), 25);
                    ArrayRecording.Builder builder =
                            ArrayRecording.builder(clock).file(file);
                    Optional.ofNullable(script.get("finding")).ifPresent(builder::finding);
                    return builder.build();
                }

                @Override
                public VideoWriter write(Path file, VideoFormat format) {
                    throw new UnsupportedOperationException("reads only");
                }
            };
        }
    }

    /** What the encoders have in common. */
    private abstract static class Scripted implements Encoder {
        private final String name;
        private boolean closed;
        private boolean sticky;

        Scripted(String name) {
            this.name = name;
        }

        @Override
        public final void encode(EncoderInput input, FeatureSink sink) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            Path file = input.recording().file();
            CALLS.computeIfAbsent(name + " " + file.getFileName(), key -> new AtomicInteger())
                    .incrementAndGet();
            Map<String, String> script = script(file);
            sticky = "close".equals(script.get("mistake"));
            encode(script, input, sink);
        }

        abstract void encode(Map<String, String> script, EncoderInput input, FeatureSink sink);

        @Override
        public void close() {
            closed = true;
            if (sticky) {
                throw new IllegalStateException("it sticks");
            }
        }
    }

    private static final class FrameFactory implements EncoderFactory<FrameOptions> {
        @Override
        public String name() {
            return "frames";
        }

        @Override
        public Class<FrameOptions> configType() {
            return FrameOptions.class;
        }

        @Override
        public String summary() {
            return "Gives the time of each picture, and a region in the first second.";
        }

        @Override
        public Sense sense() {
            return Sense.PICTURES;
        }

        @Override
        public Encoder create(FrameOptions config, EncoderContext context) {
            config.model().ifPresent(context.models()::file);
            return new Frames(config);
        }
    }

    private static final class Frames extends Scripted {
        private final FrameOptions config;

        Frames(FrameOptions config) {
            super("frames");
            this.config = config;
        }

        @Override
        public int outputs() {
            return 2;
        }

        @Override
        void encode(Map<String, String> script, EncoderInput input, FeatureSink sink) {
            Timeline clock = input.recording().timeline();
            for (int frame = 0; frame < clock.length(); frame++) {
                Span span = new Span(clock.seconds(frame), clock.end(frame));
                float time = (float) (config.gain() * clock.seconds(frame));
                if (clock.seconds(frame) >= 1 && config.wrong()) {
                    make(script.getOrDefault("mistake", ""), sink);
                }
                if (clock.seconds(frame) < 1) {
                    sink.region(span, new Region(0.25, 0.5, 0.125, 0.125, 0.75));
                }
                if (frame % 5 != 4) {
                    sink.row(span, new float[] {time, 1});
                }
                pause();
            }
            sink.finding("one picture in five has no face");
        }

        private static void make(String mistake, FeatureSink sink) {
            switch (mistake) {
                case "width" -> sink.row(new Span(1, 2), new float[3]);
                case "infinite" -> sink.row(new Span(1, 2), new float[] {0, Float.NaN});
                case "order" -> sink.row(new Span(0.5, 2), new float[2]);
                case "data" -> throw new DataException("The file cannot be read any further.");
                case "bug" -> throw new IllegalStateException("no state");
                case "memory" -> throw new OutOfMemoryError("Java heap space");
                case "close" -> throw new DataException("The file ends here.");
                default -> {
                    // The script wants none.
                }
            }
        }

        private void pause() {
            try {
                Thread.sleep(config.millis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class ToneFactory implements EncoderFactory<NoOptions> {
        @Override
        public String name() {
            return "tones";
        }

        @Override
        public Class<NoOptions> configType() {
            return NoOptions.class;
        }

        @Override
        public String summary() {
            return "Counts hundredths of a second.";
        }

        @Override
        public Sense sense() {
            return Sense.SOUND;
        }

        @Override
        public Encoder create(NoOptions config, EncoderContext context) {
            return new Scripted("tones") {
                @Override
                public int outputs() {
                    return 1;
                }

                @Override
                void encode(Map<String, String> script, EncoderInput input, FeatureSink sink) {
                    int rows = (int) Math.round(input.recording().timeline().end() * 100);
                    for (int i = 0; i < rows; i++) {
                        sink.row(new Span(i / 100.0, (i + 1) / 100.0), new float[] {i});
                    }
                }
            };
        }
    }

    private static final class WordFactory implements EncoderFactory<NoOptions> {
        @Override
        public String name() {
            return "word-lengths";
        }

        @Override
        public Class<NoOptions> configType() {
            return NoOptions.class;
        }

        @Override
        public String summary() {
            return "Gives the length of each word.";
        }

        @Override
        public Sense sense() {
            return Sense.WORDS;
        }

        @Override
        public Encoder create(NoOptions config, EncoderContext context) {
            return new Scripted("word-lengths") {
                @Override
                public int outputs() {
                    return 1;
                }

                @Override
                void encode(Map<String, String> script, EncoderInput input, FeatureSink sink) {
                    for (Word word : input.transcript().words()) {
                        sink.row(word.span(), new float[] {word.text().length()});
                    }
                }
            };
        }
    }

    /**
     * Options of the transcriber.
     *
     * @param folder where words are; beside the script if it is empty
     */
    public record WordOptions(@Doc("Where words are.") Optional<Path> folder) {}

    /** Reads lines {@code start end word}. */
    private static final class WordsBeside implements TranscriberFactory<WordOptions> {
        @Override
        public String name() {
            return "words-beside";
        }

        @Override
        public Class<WordOptions> configType() {
            return WordOptions.class;
        }

        @Override
        public String summary() {
            return "Reads words.";
        }

        @Override
        public Transcriber create(WordOptions config) {
            return new Transcriber() {
                @Override
                public Optional<Transcript> transcribe(Recording recording) {
                    Optional<String> text = files(recording.file()).stream()
                            .findFirst()
                            .map(file -> JsonFiles.readText(file).orElseThrow());
                    if (text.orElse("").startsWith("bug")) {
                        throw new IllegalStateException("no words");
                    }
                    return text.map(WordsBeside::parse);
                }

                @Override
                public List<Path> files(Path recording) {
                    String name = recording.getFileName().toString().replace(".script", ".words");
                    Path file = config.folder()
                            .map(folder -> folder.resolve(name))
                            .orElseGet(() -> recording.resolveSibling(name));
                    return Files.exists(file) ? List.of(file) : List.of();
                }

                @Override
                public void close() {}
            };
        }

        private static Transcript parse(String text) {
            List<Word> words = new ArrayList<>();
            text.lines().map(line -> line.split(" ")).forEach(parts -> {
                Span span = new Span(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
                words.add(new Word(parts[2], span));
            });
            return new Transcript(words);
        }
    }
}
