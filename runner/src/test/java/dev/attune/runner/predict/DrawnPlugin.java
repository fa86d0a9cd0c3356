package dev.attune.runner.predict;

import dev.attune.api.AttunePlugin;
import dev.attune.api.DataException;
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
import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Region;
import dev.attune.api.media.SoundStream;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import dev.attune.testkit.media.ArrayRecording;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Recordings that are drawn, encoders that look at their colours and hear their level, and videos that are kept in memory. */
final class DrawnPlugin implements AttunePlugin {
    static final int WIDTH = 96;
    static final int HEIGHT = 72;
    static final double RATE = 25;
    private static final int SAMPLES = 8000;

    private final DrawnMedia media = new DrawnMedia();
    private int levels;

    @Override
    public String id() {
        return "drawn";
    }

    @Override
    public int apiVersion() {
        return dev.attune.api.ApiVersion.CURRENT;
    }

    DrawnMedia opened() {
        return media;
    }

    /** Returns how many encoders of sound were made. */
    int levelEncoders() {
        return levels;
    }

    /** Writes the file of a recording. */
    static Path recording(Path file, int frames, int seed) {
        try {
            return Files.writeString(file, frames + " " + seed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<MediaFactory<?>> media() {
        return List.of(new MediaFactory<NoOptions>() {
            @Override
            public String name() {
                return "drawn";
            }

            @Override
            public Class<NoOptions> configType() {
                return NoOptions.class;
            }

            @Override
            public String summary() {
                return "Opens recordings that are drawn.";
            }

            @Override
            public Media create(NoOptions config) {
                return media;
            }
        });
    }

    /** Opens a file that holds the number of frames and a seed; keeps what is written. */
    static final class DrawnMedia implements Media {
        private final List<KeptVideo> videos = new ArrayList<>();

        List<KeptVideo> videos() {
            return videos;
        }

        @Override
        public Recording open(Path file) {
            String[] words;
            try {
                words = Files.readString(file).split(" ");
            } catch (IOException e) {
                throw new DataException(file + " cannot be read.", e);
            }
            if (words.length != 2) {
                throw new DataException(file + " is not a recording.");
            }
            int frames = Integer.parseInt(words[0]);
            int seed = Integer.parseInt(words[1]);
            Timeline clock = Timeline.regular(0, frames / RATE, RATE);
            float[] samples = new float[(int) (clock.end() * SAMPLES)];
            for (int i = 0; i < samples.length; i++) {
                double seconds = (double) i / SAMPLES;
                samples[i] = (float) (.5 * (1 + Math.sin(seconds + seed)) * Math.sin(2 * Math.PI * 200 * seconds));
            }
            return ArrayRecording.builder(clock)
                    .file(file)
                    .pictures(seconds -> draw(seconds, seed))
                    .sound(samples, SAMPLES)
                    .build();
        }

        private static BufferedImage draw(double seconds, int seed) {
            BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(new Color(
                    (float) (.5 + .4 * Math.sin(2 * seconds + seed)),
                    (float) (.5 + .4 * Math.cos(seconds * seed)),
                    .3f));
            graphics.fillRect(0, 0, WIDTH, HEIGHT);
            graphics.dispose();
            return image;
        }

        @Override
        public VideoWriter write(Path file, VideoFormat format) {
            KeptVideo video = new KeptVideo(file, format);
            videos.add(video);
            return video;
        }
    }

    /** A video that stays in memory, whose file says no more than that it was written. */
    static final class KeptVideo implements VideoWriter {
        final VideoFormat format;
        final List<Double> times = new ArrayList<>();
        final List<BufferedImage> pictures = new ArrayList<>();
        private final Path file;
        long samples;
        double loudest;

        KeptVideo(Path file, VideoFormat format) {
            this.file = file;
            this.format = format;
        }

        @Override
        public void picture(BufferedImage image, double seconds) {
            times.add(seconds);
            BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            copy.setData(image.getData());
            pictures.add(copy);
        }

        @Override
        public void sound(float[] values, int count) {
            samples += count;
            for (int i = 0; i < count; i++) {
                loudest = Math.max(loudest, Math.abs(values[i]));
            }
        }

        @Override
        public void finish() {
            try {
                Files.writeString(file, "a video");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            // It is in memory.
        }
    }

    /**
     * Options of the encoder of colours.
     *
     * @param palette a file whose length is added to what is seen
     */
    public record ColourConfig(@Doc("A model.") ModelSource palette) {}

    @Override
    public List<EncoderFactory<?>> encoders() {
        return List.of(new ColourFactory(), new LevelFactory());
    }

    private static final class ColourFactory implements EncoderFactory<ColourConfig> {
        @Override
        public String name() {
            return "colour";
        }

        @Override
        public Class<ColourConfig> configType() {
            return ColourConfig.class;
        }

        @Override
        public String summary() {
            return "Gives the colour of each picture.";
        }

        @Override
        public Sense sense() {
            return Sense.PICTURES;
        }

        @Override
        public Encoder create(ColourConfig config, EncoderContext context) {
            Path model = context.models().file(config.palette());
            return new Encoder() {
                @Override
                public int outputs() {
                    return 3;
                }

                @Override
                public void encode(EncoderInput input, FeatureSink sink) {
                    try (PictureStream pictures =
                            input.recording().pictures(PictureFormat.original(PictureFormat.Colour.RGB))) {
                        for (Picture picture = pictures.next(); picture != null; picture = pictures.next()) {
                            ByteBuffer pixels = picture.pixels();
                            float[] row = new float[3];
                            for (int i = 0; i < row.length; i++) {
                                row[i] = (pixels.get(i) & 0xff) / 255f
                                        + model.toFile().length();
                            }
                            sink.row(picture.span(), row);
                            sink.region(picture.span(), new Region(.25, .25, .5, .5, .9));
                        }
                    }
                }

                @Override
                public void close() {
                    // Nothing is held.
                }
            };
        }
    }

    private final class LevelFactory implements EncoderFactory<NoOptions> {
        @Override
        public String name() {
            return "level";
        }

        @Override
        public Class<NoOptions> configType() {
            return NoOptions.class;
        }

        @Override
        public String summary() {
            return "Gives the greatest sample of each twentieth of a second.";
        }

        @Override
        public Sense sense() {
            return Sense.SOUND;
        }

        @Override
        public Encoder create(NoOptions config, EncoderContext context) {
            levels++;
            return new Encoder() {
                @Override
                public int outputs() {
                    return 2;
                }

                @Override
                public void encode(EncoderInput input, FeatureSink sink) {
                    float[] samples = new float[SAMPLES / 20];
                    try (SoundStream sound = input.recording().sound(SAMPLES)) {
                        double start = 0;
                        for (int count = sound.read(samples); count > 0; count = sound.read(samples)) {
                            float level = 0;
                            for (int i = 0; i < count; i++) {
                                level = Math.max(level, samples[i]);
                            }
                            double end = start + (double) count / SAMPLES;
                            sink.row(new Span(start, end), new float[] {level, level * level});
                            start = end;
                        }
                    }
                }

                @Override
                public void close() {
                    // Nothing is held.
                }
            };
        }
    }
}
