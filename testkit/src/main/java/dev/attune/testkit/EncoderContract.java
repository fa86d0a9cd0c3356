package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.attune.api.PublicApi;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.Models;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.testkit.media.ArrayRecording;
import dev.attune.testkit.media.FeatureCollector;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What every encoder must do. Extend it once per encoder:
 *
 * <pre>{@code
 * final class LoudnessTest extends EncoderContract<NoOptions> {
 *     @Override
 *     protected EncoderFactory<NoOptions> factory() {
 *         return new LoudnessFactory();
 *     }
 *
 *     @Override
 *     protected NoOptions config() {
 *         return new NoOptions();
 *     }
 * }
 * }</pre>
 *
 * <p>Override {@link #input} if the encoder finds nothing in a moving colour, a rising tone and three words, for example because it
 * wants a face, and {@link #models} if it needs the file of a model.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public abstract class EncoderContract<C extends Record> {
    private static final double SECONDS = 2;
    private static final int RATE = 16_000;
    /** Times are sums of rounded ones. */
    private static final double ROUNDING = 1e-6;

    /** Makes the contract. */
    protected EncoderContract() {
        EngineSettings.apply();
    }

    /** Returns the factory under test. */
    protected abstract EncoderFactory<C> factory();

    /** Returns the options under test. */
    protected abstract C config();

    /** Returns a clip in which the encoder finds something. */
    protected EncoderInput input() {
        float[] tone = new float[(int) (SECONDS * RATE)];
        for (int i = 0; i < tone.length; i++) {
            double time = (double) i / RATE;
            tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * (200 + 100 * time) * time));
        }
        return ArrayRecording.builder(Timeline.regular(0, SECONDS, 25))
                .pictures(EncoderContract::picture)
                .sound(tone, RATE)
                .word("What", 0.2, 0.5)
                .word("a", 0.5, 0.6)
                .word("day!", 0.9, 1.5)
                .build()
                .input();
    }

    /** Returns what gives the encoder its models. */
    protected Models models() {
        return source -> {
            throw new AssertionError(
                    "The encoder asks for the model " + source.source() + "; override models() so that it gets one.");
        };
    }

    private static BufferedImage picture(double time) {
        BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint((float) (40 * time), 0, Color.BLUE, 159, 119, Color.ORANGE));
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.dispose();
        return image;
    }

    private Encoder encoder() {
        return factory().create(config(), new EncoderContext(models(), 1));
    }

    private static FeatureCollector encode(Encoder encoder, EncoderInput input) {
        FeatureCollector collector = new FeatureCollector(encoder.outputs());
        encoder.encode(input, collector);
        return collector;
    }

    @Test
    final void factoryDescribesItself() {
        FactoryChecks.check(factory(), config());
        assertThat(factory().sense())
                .as(
                        "sense() of %s must say what it attends to; return PICTURES, SOUND or WORDS.",
                        factory().name())
                .isNotNull();
    }

    @Test
    final void givesRowsThatFollowTheRules() {
        try (Encoder encoder = encoder()) {
            assertThat(encoder.outputs())
                    .as("outputs() must be at least 1; return the number of features of a row.")
                    .isPositive();
            // The collector refuses rows of another width, rows that are not finite, and rows that do not ascend.
            assertThat(encode(encoder, input()).rows())
                    .as("The encoder found nothing in the clip; override input() with one in which it does.")
                    .isNotEmpty();
        }
    }

    @Test
    final void describesNoTimeOutsideTheClip() {
        EncoderInput input = input();
        double end = input.recording().timeline().end();
        try (Encoder encoder = encoder()) {
            for (Span span : encode(encoder, input).spans()) {
                assertThat(span.start())
                        .as("A row must not begin before the clip; begin it at 0.")
                        .isGreaterThanOrEqualTo(-ROUNDING);
                assertThat(span.end())
                        .as(
                                "A row must not end after the clip, found %s where the clip ends at %s; end it there.",
                                span, end)
                        .isLessThanOrEqualTo(end + ROUNDING);
            }
        }
    }

    @Test
    final void theSameClipGivesTheSameRows() {
        FeatureCollector first;
        FeatureCollector again;
        try (Encoder encoder = encoder()) {
            first = encode(encoder, input());
            encode(encoder, nothing());
            again = encode(encoder, input());
        }
        same(
                first,
                again,
                "An encoder that has seen other clips must not remember them; forget everything when encode() begins.");
        try (Encoder other = encoder()) {
            same(
                    first,
                    encode(other, input()),
                    "Another encoder with the same options must give the same; draw nothing at random.");
        }
    }

    private static void same(FeatureCollector first, FeatureCollector second, String reason) {
        assertThat(second.spans()).as(reason).isEqualTo(first.spans());
        for (int row = 0; row < first.rows().size(); row++) {
            assertThat(second.rows().get(row))
                    .as("%s Row %d differs.", reason, row)
                    .isEqualTo(first.rows().get(row));
        }
        assertThat(second.regions()).as(reason).isEqualTo(first.regions());
        assertThat(second.findings()).as(reason).isEqualTo(first.findings());
    }

    @Test
    final void givesNoRowWhereThereIsNothing() {
        try (Encoder encoder = encoder()) {
            assertThat(encode(encoder, nothing()).rows())
                    .as(
                            "A clip without pictures, sound and words has no features; give no row, none of zeros either, and throw nothing.")
                    .isEmpty();
        }
    }

    private static EncoderInput nothing() {
        return ArrayRecording.builder(Timeline.regular(0, SECONDS, 25))
                .file(Path.of("nothing.mp4"))
                .build()
                .input();
    }

    @Test
    final void bearsBlackSilentAndShortClips() {
        ArrayRecording dark = ArrayRecording.builder(Timeline.regular(0, SECONDS, 25))
                .pictures(time -> new BufferedImage(160, 120, BufferedImage.TYPE_3BYTE_BGR))
                .sound(new float[(int) (SECONDS * RATE)], RATE)
                .build();
        ArrayRecording brief = ArrayRecording.builder(Timeline.regular(0, 0.04, 25))
                .pictures(EncoderContract::picture)
                .sound(new float[] {0.5f, -0.5f}, RATE)
                .word("Hm", 0, 0.04)
                .build();
        try (Encoder encoder = encoder()) {
            assertThatCode(() -> encode(encoder, dark.input()))
                    .as("A black, silent clip is a clip and no error; give the rows that there are, or none.")
                    .doesNotThrowAnyException();
            assertThatCode(() -> encode(encoder, brief.input()))
                    .as("A clip of one frame is a clip and no error; give the rows that there are, or none.")
                    .doesNotThrowAnyException();
        }
    }

    @Test
    final void mayBeClosedTwice() {
        Encoder encoder = encoder();
        encoder.close();
        assertThatCode(encoder::close)
                .as("closing what is closed must do nothing; remember that it was closed")
                .doesNotThrowAnyException();
    }
}
