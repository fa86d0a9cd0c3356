package dev.attune.testkit.media;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Recording;
import dev.attune.api.media.SoundStream;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.Transcript;
import dev.attune.api.media.Word;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A recording in memory: pictures drawn by a function of time, sound from an array.
 *
 * <p>With it, a test of an encoder needs no media library, and knows each sample. What is not set is not there: a recording of nothing
 * but a clock has neither pictures nor sound.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class ArrayRecording implements Recording {
    private final Path file;
    private final Timeline timeline;
    private final @Nullable DoubleFunction<BufferedImage> painter;
    private final int width;
    private final int height;
    private final float[] samples;
    private final int sampleRate;
    private final List<Span> soundSpans;
    private final List<String> findings;
    private final Transcript transcript;

    private ArrayRecording(Builder builder) {
        file = builder.file;
        timeline = builder.timeline;
        painter = builder.painter;
        BufferedImage first = painter == null ? null : painter.apply(timeline.seconds(0));
        width = first == null ? 0 : first.getWidth();
        height = first == null ? 0 : first.getHeight();
        samples = builder.samples;
        sampleRate = builder.sampleRate;
        soundSpans = List.copyOf(builder.soundSpans);
        findings = List.copyOf(builder.findings);
        transcript = new Transcript(builder.words);
    }

    /**
     * Starts a recording.
     *
     * @param timeline its clock
     */
    public static Builder builder(Timeline timeline) {
        return new Builder(timeline);
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public boolean hasPictures() {
        return painter != null;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public List<Span> soundSpans() {
        return soundSpans;
    }

    @Override
    public List<String> findings() {
        return findings;
    }

    @Override
    public PictureStream pictures(PictureFormat format) {
        return new PaintedPictures(timeline, painter, format);
    }

    @Override
    public SoundStream sound(int rate) {
        return new ArraySound(samples, sampleRate, rate, soundSpans, timeline.end());
    }

    /** Returns the recording and its words, as an encoder is given them. */
    public EncoderInput input() {
        return new EncoderInput(this, transcript);
    }

    /** Collects what a recording is made of. */
    public static final class Builder {
        private final Timeline timeline;
        private final List<Span> soundSpans = new ArrayList<>();
        private final List<String> findings = new ArrayList<>();
        private final List<Word> words = new ArrayList<>();
        private Path file = Path.of("recording.mp4");
        private @Nullable DoubleFunction<BufferedImage> painter;
        private float[] samples = {};
        private int sampleRate = 1;

        private Builder(Timeline timeline) {
            this.timeline = requireNonNull(timeline, "timeline is null");
        }

        /**
         * Names the file, which need not exist.
         *
         * @param name the file
         */
        public Builder file(Path name) {
            file = requireNonNull(name, "name is null");
            return this;
        }

        /**
         * Gives the recording pictures.
         *
         * @param drawn makes the picture that begins at a time in seconds; all of one size
         */
        public Builder pictures(DoubleFunction<BufferedImage> drawn) {
            painter = requireNonNull(drawn, "drawn is null");
            return this;
        }

        /**
         * Gives the recording sound from time zero on.
         *
         * @param values in [-1, 1]; copied
         * @param rate samples per second
         */
        public Builder sound(float[] values, int rate) {
            return sound(values, rate, new Span(0, (double) values.length / rate));
        }

        /**
         * Gives the recording sound in some stretches of time, and silence elsewhere.
         *
         * @param values in [-1, 1], the first at time zero; copied
         * @param rate samples per second
         * @param spans where there is sound, ascending
         */
        public Builder sound(float[] values, int rate, Span... spans) {
            if (rate < 1) {
                throw new IllegalArgumentException("the rate must be at least 1, found " + rate);
            }
            samples = values.clone();
            sampleRate = rate;
            soundSpans.clear();
            soundSpans.addAll(List.of(spans));
            return this;
        }

        /**
         * Adds a word.
         *
         * @param text as it is written
         * @param start when it begins, in seconds
         * @param end when it ends, in seconds
         */
        public Builder word(String text, double start, double end) {
            words.add(new Word(text, new Span(start, end)));
            return this;
        }

        /**
         * Adds something that is wrong with the file.
         *
         * @param finding one sentence
         */
        public Builder finding(String finding) {
            findings.add(requireNonNull(finding, "finding is null"));
            return this;
        }

        /** Makes the recording. */
        public ArrayRecording build() {
            return new ArrayRecording(this);
        }
    }
}
