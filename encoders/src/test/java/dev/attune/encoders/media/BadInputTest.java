package dev.attune.encoders.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.api.DataException;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureFormat.Colour;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Span;
import dev.attune.encoders.media.FfmpegConfig.StillPicture;
import dev.attune.encoders.media.FfmpegConfig.Strictness;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gives files that users have, of which many a program makes nothing, or something wrong without a word. */
class BadInputTest {
    private static final String PICTURES = "-f lavfi -i testsrc2=size=160x120:rate=25:duration=2 ";
    private static final String TONE = "-f lavfi -i sine=frequency=440:duration=2:sample_rate=44100 ";
    private static final PictureFormat SMALL = new PictureFormat(40, 30, Colour.RGB);
    private static final int RATE = 16_000;

    @TempDir
    private Path folder;

    @Test
    void missingFileAndFolder() {
        Path missing = folder.resolve("missing.mp4");
        assertThatThrownBy(() -> Clips.media().open(missing))
                .isInstanceOf(DataException.class)
                .hasMessage("There is no file " + missing + ", wanted a file of pictures or sound.");
        assertThatThrownBy(() -> Clips.media().open(folder))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + " is a folder, wanted a file of pictures or sound.");
    }

    @Test
    void emptyFile() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        assertThatThrownBy(() -> Clips.media().open(empty))
                .isInstanceOf(DataException.class)
                .hasMessage(empty + " is empty, wanted a file of pictures or sound.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text.mp4", "text.txt", "text.mkv"})
    void text(String name) throws IOException {
        Path text = Files.writeString(folder.resolve(name), "no video\n".repeat(200));
        assertThatThrownBy(() -> Clips.media().open(text))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        text + " (1,800 bytes) is not a media file that can be read, or is not complete;");
    }

    @Test
    void subtitlesAlone() throws IOException {
        Path subtitles = Files.writeString(folder.resolve("a.srt"), "1\n00:00:01,000 --> 00:00:02,000\nhello\n\n");
        assertThatThrownBy(() -> Clips.media().open(subtitles))
                .isInstanceOf(DataException.class)
                .hasMessage(subtitles + " holds neither pictures nor sound, wanted a video or a sound file.");
    }

    @Test
    void mp4WithoutItsIndexSaysWhatFfmpegSays() throws IOException {
        Path whole = Clips.usual(folder.resolve("whole.mp4"));
        Path cut = folder.resolve("cut.mp4");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2)); // the index stands at the end
        assertThatThrownBy(() -> Clips.media().open(cut))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(cut.toString())
                .hasMessageEndingWith("FFmpeg says: [mov,mp4,m4a,3gp,3g2,mj2] moov atom not found.");
    }

    @Test
    void truncatedFileIsReadAsFarAsItGoesOrRefused() throws IOException {
        Path whole =
                Clips.make(folder.resolve("whole.mp4"), PICTURES + TONE + "-c:v mpeg4 -c:a aac -movflags +faststart");
        Path cut = folder.resolve("cut.mp4");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length * 6 / 10));
        Recording recording = Clips.media().open(cut);
        assertThat(Reading.pictures(recording, SMALL)).hasSizeBetween(15, 40);
        assertThat(recording.findings().get(0))
                .isEqualTo(String.format(
                        "It promises 2.00 s but ends at %.2f s, as if truncated.",
                        recording.timeline().end()));
        assertThat(recording.findings().get(1))
                .isEqualTo((50 - recording.timeline().length()) + " of the 50 pictures that it promises are missing.");
        assertThatThrownBy(() -> strict().open(cut))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(cut + " is damaged: It promises 2.00 s but ends at ")
                .hasMessageEndingWith("To read what there is, set strict: warn.");
        assertThat(strict().open(whole).findings()).isEmpty();
    }

    @Test
    void garbageInTheMiddleLeavesAGapAndTimesThatAscend() throws IOException {
        Path file = Clips.make(
                folder.resolve("garbage.mp4"),
                "-f lavfi -i testsrc2=size=320x240:rate=25:duration=4 " + TONE
                        + "-c:v libopenh264 -b:v 2M -g 10 -c:a aac");
        byte[] bytes = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(1);
        int garbage = Math.min(60_000, bytes.length / 4);
        for (int i = 0; i < garbage; i++) {
            bytes[bytes.length / 2 + i - garbage / 2] = (byte) random.nextInt();
        }
        Files.write(file, bytes);
        Recording recording = Clips.media().open(file);
        assertThat(recording.timeline().length()).isBetween(50, 99);
        assertThat(recording.timeline().end()).isEqualTo(4.0);
        assertThat(String.join("\n", recording.findings()))
                .contains((100 - recording.timeline().length()) + " of the 100 pictures that it promises are missing.")
                .contains("could not be decoded.")
                .containsPattern("gap|no new picture");
        Reading.pictures(recording, SMALL);
        Reading.sound(recording, RATE);
        assertThatThrownBy(() -> strict().open(file)).hasMessageStartingWith(file + " is damaged: ");
    }

    @Test
    void pictureWithTheTimeOfTheOneBeforeIsLeftOut() {
        Recording recording = Clips.media()
                .open(Clips.make(
                        folder.resolve("repeated.mkv"),
                        PICTURES + "-c:v mpeg4 -g 1 -bsf:v setts=ts=TS-not(N-10)*DURATION"));
        assertThat(recording.timeline().length()).isEqualTo(49);
        assertThat(recording.timeline().seconds(10)).isEqualTo(0.44);
        assertThat(recording.findings())
                .containsExactly(
                        "1 picture did not come after the one before, by the timestamps, and had to be left out.");
        Reading.pictures(recording, SMALL);
        assertThatThrownBy(() -> strict().open(recording.file())).hasMessageContaining("1 picture did not come after");
    }

    @Test
    void noTrackOfSoundIsSilenceAndNoSpan() {
        Recording recording = Clips.media().open(Clips.make(folder.resolve("mute.mp4"), PICTURES + "-c:v mpeg4"));
        assertThat(recording.soundSpans()).isEmpty();
        assertThat(recording.findings()).isEmpty();
        assertThat(Reading.sound(recording, RATE)).hasSize(2 * RATE).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sound.wav", "sound.mp3", "sound.flac"})
    void soundAloneHasANominalClock(String name) {
        Recording recording = Clips.media().open(Clips.make(folder.resolve(name), TONE.strip()));
        assertThat(recording.hasPictures()).isFalse();
        assertThat(recording.width()).isZero();
        assertThat(recording.timeline().length()).isEqualTo(50);
        assertThat(recording.timeline().seconds(1)).isEqualTo(0.04);
        assertThat(recording.soundSpans()).singleElement().satisfies(span -> {
            assertThat(span.start()).isZero();
            assertThat(span.end()).isCloseTo(2, within(0.03));
        });
        assertThat(Reading.loudness(Reading.sound(recording, RATE), RATE, 0.1, 1.9))
                .isCloseTo(0.0884, within(0.005));
        assertThatThrownBy(() -> recording.pictures(SMALL)).hasMessage(recording.file() + " has no pictures");
        FfmpegConfig ten = new FfmpegConfig(1, Strictness.WARN, 10, Optional.empty(), StillPicture.ACCEPT);
        assertThat(new FfmpegMedia(ten).open(recording.file()).timeline().length())
                .isEqualTo(20);
    }

    @Test
    void coverArtIsNoVideo() {
        Recording recording = Clips.media()
                .open(Clips.make(
                        folder.resolve("song.mp3"),
                        TONE + "-f lavfi -i testsrc2=size=100x100:rate=1:duration=1 -map 0 -map 1 -c:a libmp3lame"
                                + " -c:v mjpeg -pix_fmt yuvj420p -disposition:v attached_pic"));
        assertThat(recording.hasPictures()).isFalse();
        assertThat(recording.timeline().length()).isEqualTo(50);
    }

    @Test
    void soundShorterOrLongerThanThePicturesFitsTheirClock() {
        Recording shorter = Clips.media()
                .open(Clips.make(
                        folder.resolve("shorter.mp4"),
                        PICTURES + "-f lavfi -i sine=duration=1:sample_rate=48000 -c:v mpeg4 -c:a aac"));
        assertThat(shorter.timeline().end()).isEqualTo(2.0);
        assertThat(shorter.soundSpans()).containsExactly(new Span(0, 1));
        assertThat(shorter.findings()).containsExactly("Its sound ends 1.00 s before its pictures.");
        assertThat(Reading.loudness(Reading.sound(shorter, RATE), RATE, 1.05, 2))
                .isZero();

        Recording longer = Clips.media()
                .open(Clips.make(
                        folder.resolve("longer.mp4"),
                        PICTURES + "-f lavfi -i sine=duration=3:sample_rate=48000 -c:v mpeg4 -c:a aac"));
        assertThat(longer.soundSpans()).containsExactly(new Span(0, 2));
        assertThat(longer.findings()).containsExactly("Its sound ends 1.00 s after its pictures.");
        assertThat(Reading.sound(longer, RATE)).hasSize(2 * RATE);
    }

    @Test
    void joinedFilesOfTwoSizesGoOnInTimeAndInTheFirstSize() throws IOException {
        Path first = Clips.make(folder.resolve("first.ts"), PICTURES + TONE + "-c:v mpeg4 -c:a mp2");
        Path second = Clips.make(
                folder.resolve("second.ts"),
                "-f lavfi -i testsrc2=size=80x60:rate=25:duration=2 " + TONE + "-c:v mpeg4 -c:a mp2");
        Path joined = folder.resolve("joined.ts");
        try (OutputStream output = Files.newOutputStream(joined)) {
            Files.copy(first, output);
            Files.copy(second, output);
        }
        assertThat(Clips.media().open(first).findings()).isEmpty();
        Recording recording = Clips.media().open(joined);
        assertThat(recording.width()).isEqualTo(160);
        assertThat(recording.findings())
                .anyMatch(finding -> finding.matches(
                        "Its timestamps go back at 2\\.0\\d s, as where files were joined; time goes on from there\\."))
                .anyMatch(finding -> finding.matches("The size of its pictures changes from 160 x 120 to 80 x 60 at"
                        + " 2\\.0\\d s; all are given in the first size\\."));
        double[] times = recording.timeline().toArray();
        assertThat(times).hasSize(100);
        double[] expected = new double[100];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = times[0] + i * 0.04;
        }
        assertThat(times).containsExactly(expected, within(1e-6));
        assertThat(times[0]).isBetween(0.0, 0.05);
        assertThat(Reading.pictures(recording, PictureFormat.original(Colour.GREY)))
                .allMatch(pixels -> pixels.length == 160 * 120);
        // The second tone has to follow the first: no silence, nothing left out.
        float[] sound = Reading.sound(recording, RATE);
        assertThat(Reading.loudness(sound, RATE, 2.2, 3.9)).isCloseTo(0.088, within(0.003));
        assertThat(recording.soundSpans()).hasSize(1);
        assertThatThrownBy(() -> strict().open(joined)).hasMessageContaining("Its timestamps go back at 2.0");
    }

    @Test
    void nameWithBlanksAndLettersOfAnyLanguage() {
        String name = "ein Käse, 100 % echt: 視頻 %03d.mp4";
        assumeTrue(canName(name), "this system cannot name a file " + name);
        Path made = Clips.usual(folder.resolve("plain.mp4"));
        Recording recording = Clips.media().open(move(made, name));
        assertThat(Reading.pictures(recording, SMALL)).hasSize(50);
        assertThat(Reading.loudness(Reading.sound(recording, RATE), RATE, 0, 2)).isGreaterThan(0.05);
    }

    private boolean canName(String name) {
        try {
            return !Files.exists(folder.resolve(name));
        } catch (java.nio.file.InvalidPathException e) {
            return false;
        }
    }

    private Path move(Path file, String name) {
        try {
            return Files.move(file, folder.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void ofTwoTracksOfSoundTheDefaultOrTheWantedOneIsTaken() {
        Path file = Clips.make(
                folder.resolve("two.mp4"),
                PICTURES + "-f lavfi -i anullsrc=sample_rate=44100:duration=2 " + TONE
                        + "-map 0 -map 1 -map 2 -t 2 -c:v mpeg4 -c:a aac -disposition:a:0 0 -disposition:a:1 default");
        Recording recording = Clips.media().open(file);
        assertThat(recording.findings())
                .containsExactly("It has 2 tracks of sound, of which number 1, counted from 0, was taken;"
                        + " audio-track chooses another.");
        assertThat(Reading.loudness(Reading.sound(recording, RATE), RATE, 0.1, 1.9))
                .isGreaterThan(0.08);
        Recording other = track(0).open(file);
        assertThat(other.findings()).isEmpty();
        assertThat(Reading.loudness(Reading.sound(other, RATE), RATE, 0.1, 1.9)).isLessThan(1e-4);
        assertThatThrownBy(() -> track(2).open(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + " has 2 tracks of sound, wanted audio-track 2, counted from 0;"
                        + " leave audio-track out to take the default one.");
    }

    @Test
    void stillPictureIsOneFrameOrRefused() {
        Path file = Clips.make(
                folder.resolve("still.png"), "-f lavfi -i testsrc2=size=160x120:rate=25:duration=1 -frames:v 1");
        Recording recording = Clips.media().open(file);
        Reading.assertTimes(recording, 0);
        assertThat(recording.timeline().end()).isEqualTo(0.04);
        assertThat(Reading.pictures(recording, SMALL)).hasSize(1);
        FfmpegConfig refuse = new FfmpegConfig(1, Strictness.WARN, 25, Optional.empty(), StillPicture.REFUSE);
        assertThatThrownBy(() -> new FfmpegMedia(refuse).open(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + " is a single picture, wanted a video; still: accept takes it as one frame.");
    }

    @Test
    void fileThatChangesAfterItWasOpenedIsNotMistakenForIt() throws IOException {
        Path file = Clips.usual(folder.resolve("a.mp4"));
        Recording recording = Clips.media().open(file);
        Files.move(
                Clips.make(folder.resolve("b.mp4"), "-f lavfi -i testsrc2=size=160x120:rate=25:duration=1 -c:v mpeg4"),
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Reading.pictures(recording, SMALL))
                .isInstanceOf(DataException.class)
                .hasMessage(file + " changed while it was read: it ends after 25 pictures, not 50;"
                        + " wait until it is complete, and start again.");
        Files.delete(file);
        assertThatThrownBy(() -> recording.sound(RATE)).hasMessageStartingWith("There is no file " + file);
    }

    private static FfmpegMedia strict() {
        return new FfmpegMedia(new FfmpegConfig(1, Strictness.FAIL, 25, Optional.empty(), StillPicture.ACCEPT));
    }

    private static FfmpegMedia track(int number) {
        return new FfmpegMedia(new FfmpegConfig(1, Strictness.WARN, 25, Optional.of(number), StillPicture.ACCEPT));
    }

    @Test
    void impossibleOptionsAreRefused() {
        for (List<Number> numbers :
                List.of(List.<Number>of(-1, 25, 0), List.<Number>of(1, 0, 0), List.<Number>of(1, 25, -1))) {
            assertThatThrownBy(() -> new FfmpegConfig(
                            numbers.get(0).intValue(),
                            Strictness.WARN,
                            numbers.get(1).doubleValue(),
                            Optional.of(numbers.get(2).intValue()),
                            StillPicture.ACCEPT))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
