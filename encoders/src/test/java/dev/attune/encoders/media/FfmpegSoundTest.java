package dev.attune.encoders.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.media.Recording;
import dev.attune.api.media.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegSoundTest {
    private static final int RATE = 16_000;
    private static final String PICTURES = "-f lavfi -i testsrc2=size=64x48:rate=25:duration=4 ";

    /** A millisecond of sound at 0.3 s. */
    private static final String CLICK =
            "-f lavfi -i aevalsrc=0.9*between(t\\,0.3\\,0.301):sample_rate=44100:duration=1 ";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "late.mkv, pcm_s16le, 2.43, 0.001",
        "late.mov, pcm_s16le, 0.5, 0.001",
        "late.mkv, flac, 0, 0.001",
        // A coder of sound spreads a click by a little.
        "late.mp4, aac, 2.43, 0.002",
        "late.ts, mp2, 0.5, 0.002",
        "late.mkv, libopus, 1.7, 0.002"
    })
    void soundThatStartsLateStaysLate(String name, String codec, double late, double tolerance) {
        String rate = codec.equals("libopus") ? " -ar 48000 " : " ";
        Recording recording = Clips.media()
                .open(Clips.make(
                        folder.resolve(name),
                        PICTURES + "-itsoffset " + late + " " + CLICK + "-map 0 -map 1 -c:v mpeg4 -c:a " + codec
                                + rate.stripTrailing()));
        // The clock begins with the file, and the program may give the first picture of a transport stream a later
        // time.
        double shift = recording.timeline().seconds(0);
        assertThat(shift).isBetween(0.0, 0.05);
        float[] sound = Reading.sound(recording, RATE);
        assertThat(Reading.loudest(sound, RATE) - shift).isCloseTo(late + 0.3005, within(tolerance));
        assertThat(recording.soundSpans()).hasSize(1);
        assertThat(recording.soundSpans().get(0).start() - shift).isCloseTo(late, within(0.05));
        assertThat(recording.findings()).anyMatch(finding -> finding.startsWith("Its sound ends "));
    }

    @Test
    void soundThatStartsBeforeThePicturesStaysBefore() {
        Recording recording = Clips.media()
                .open(Clips.make(
                        folder.resolve("early.mkv"),
                        "-itsoffset 0.8 " + PICTURES + CLICK + "-map 0 -map 1 -c:v mpeg4 -c:a pcm_s16le"));
        assertThat(recording.timeline().seconds(0)).isCloseTo(0.8, within(0.001));
        assertThat(Reading.loudest(Reading.sound(recording, RATE), RATE)).isCloseTo(0.3005, within(0.001));
        assertThat(recording.findings()).contains("Its sound begins 0.80 s before its pictures.");
    }

    @Test
    void silenceStandsInAGap() {
        // Half a second of the tone's packets is taken out.
        Recording recording = Clips.media()
                .open(Clips.make(
                        folder.resolve("gap.mkv"),
                        PICTURES
                                + "-f lavfi -i sine=frequency=440:sample_rate=16000:duration=4 -c:v mpeg4 -c:a pcm_s16le"
                                + " -bsf:a noise=drop=not(floor(pts*tb*2)-2)"));
        assertThat(recording.soundSpans()).hasSize(2);
        Span first = recording.soundSpans().get(0);
        Span second = recording.soundSpans().get(1);
        assertThat(first.end()).isCloseTo(1, within(0.07));
        assertThat(second.start()).isCloseTo(1.5, within(0.07));
        float[] sound = Reading.sound(recording, RATE);
        assertThat(Reading.loudness(sound, RATE, first.end(), second.start())).isZero();
        // The tone goes on as if nothing had happened: sample k stands at k / rate.
        for (int i = 2 * RATE; i < 3 * RATE; i++) {
            assertThat(sound[i]).isCloseTo((float) (0.125 * Math.sin(2 * Math.PI * 440 * i / RATE)), within(0.02f));
        }
    }

    @ParameterizedTest
    @CsvSource({"whole.mp4, aac, 44100", "whole.mkv, flac, 48000", "whole.mp4, aac, 16000", "whole.mkv, libopus, 48000"
    })
    void samplesAreThoseOfTheProgramToTheLast(String name, String codec, int stored) {
        Path file = Clips.make(
                folder.resolve(name),
                PICTURES + "-f lavfi -i aevalsrc=0.5*sin(700*t*t)|0.3*sin(2000*t):sample_rate=" + stored
                        + ":duration=1.87 -c:v mpeg4 -c:a " + codec);
        ShortBuffer expected = ByteBuffer.wrap(Clips.run(
                        List.of("-i", file.toString(), "-vn", "-ac", "1", "-ar", "" + RATE, "-f", "s16le", "-")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        float[] found = Reading.sound(Clips.media().open(file), RATE);
        assertThat(expected.remaining()).isBetween((int) (1.86 * RATE), (int) (1.92 * RATE));
        float worst = 0;
        for (int i = 0; i < found.length; i++) {
            float sample = i < expected.limit() ? expected.get(i) / 32768f : 0;
            worst = Math.max(worst, Math.abs(found[i] - sample));
        }
        assertThat(worst).as("largest difference of a sample").isLessThan(1e-4f);
    }

    @Test
    void nothingLeavesTheRange() {
        Recording recording = Clips.media()
                .open(
                        Clips.make(
                                folder.resolve("loud.wav"),
                                "-f lavfi -i aevalsrc=3*sin(1000*t)|3*sin(1000*t):sample_rate=16000:duration=1 -c:a pcm_f32le"));
        float[] sound = Reading.sound(recording, RATE);
        for (float sample : sound) {
            assertThat(sample).isBetween(-1f, 1f);
        }
        assertThat(Reading.loudness(sound, RATE, 0, 1)).isGreaterThan(0.8);
    }
}
