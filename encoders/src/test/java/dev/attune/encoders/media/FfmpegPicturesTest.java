package dev.attune.encoders.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureFormat.Colour;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Recording;
import dev.attune.encoders.media.FfmpegConfig.StillPicture;
import dev.attune.encoders.media.FfmpegConfig.Strictness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FfmpegPicturesTest {
    @TempDir
    private Path folder;

    @Test
    void picturesOfVaryingLengthKeepTheirOwnTimes() {
        Recording recording = Clips.media()
                .open(Clips.make(
                        folder.resolve("varying.mkv"),
                        "-f lavfi -i testsrc2=size=64x48:rate=25:duration=4 -vf select=not(mod(n\\,3))+not(mod(n\\,5))"
                                + " -fps_mode passthrough -c:v mpeg4"));
        double[] expected = IntStream.range(0, 100)
                .filter(n -> n % 3 == 0 || n % 5 == 0)
                .mapToDouble(n -> n / 25.0)
                .toArray();
        Reading.assertTimes(recording, expected);
        assertThat(recording.findings()).isEmpty();
        Reading.pictures(recording, PictureFormat.original(Colour.BGR));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void picturesOutOfOrderComeInTheOrderOfTheirTimes(int threads) {
        Path file = Clips.make(
                folder.resolve("bidirectional.mp4"),
                "-f lavfi -i testsrc2=size=64x48:rate=24000/1001:duration=2 -c:v mpeg4 -bf 2");
        Recording recording = new FfmpegMedia(
                        new FfmpegConfig(threads, Strictness.FAIL, 25, Optional.empty(), StillPicture.ACCEPT))
                .open(file);
        Reading.assertTimes(
                recording,
                IntStream.range(0, 48).mapToDouble(n -> n * 1001 / 24000.0).toArray());
        assertSameAsProgram(recording, PictureFormat.original(Colour.RGB), "rgb24", "null", 0);
    }

    @ParameterizedTest
    @CsvSource({
        "641, 359, yuv444p, 641, 359, BGR, bgr24",
        "641, 359, yuv420p, 223, 125, RGB, rgb24",
        "641, 359, gray, 641, 359, RGB, rgb24",
        "640, 360, yuv420p, 224, 224, RGB, rgb24",
        "640, 360, yuv420p, 112, 63, BGR, bgr24",
        "160, 120, yuv420p10le, 160, 120, RGB, rgb24",
        "161, 121, gray, 161, 121, GREY, gray",
        "161, 121, rgb24, 33, 47, GREY, gray",
    })
    void pixelsAreThoseOfTheProgram(
            int width, int height, String stored, int wantedWidth, int wantedHeight, Colour colour, String name) {
        Recording recording = Clips.media()
                .open(Clips.make(
                        folder.resolve("clip.mkv"),
                        "-f lavfi -i testsrc=size=" + width + "x" + height + ":rate=25:duration=0.2 -c:v ffv1 -pix_fmt "
                                + stored));
        assertThat(List.of(recording.width(), recording.height())).containsExactly(width, height);
        String filter = "scale=" + wantedWidth + ":" + wantedHeight + ":flags=bilinear";
        assertSameAsProgram(recording, new PictureFormat(wantedWidth, wantedHeight, colour), name, filter, 0);
    }

    @Test
    void greyReachesFromBlackToWhite() {
        Recording recording = Clips.media()
                .open(Clips.make(
                        folder.resolve("halves.mp4"),
                        "-f lavfi -i color=black:size=64x48:rate=25:duration=0.2,drawbox=w=32:h=48:color=white:t=fill"
                                + " -pix_fmt yuv420p -c:v mpeg4 -q:v 1"));
        byte[] grey =
                Reading.pictures(recording, PictureFormat.original(Colour.GREY)).get(0);
        assertThat(grey[8] & 0xff).isGreaterThan(250);
        assertThat(grey[56] & 0xff).isLessThan(5);
    }

    @ParameterizedTest
    @CsvSource({"90, 48, 64", "180, 64, 48", "270, 48, 64", "0, 64, 48"})
    void turnedClipIsUpright(int degrees, int width, int height) {
        Path stored = Clips.make(
                folder.resolve("stored.mp4"),
                "-f lavfi -i testsrc2=size=64x48:rate=25:duration=0.2,drawbox=w=16:h=16:color=red:t=fill -pix_fmt yuv420p"
                        + " -c:v mpeg4 -q:v 1");
        for (String mirror : List.of("", "-display_hflip ")) {
            Recording recording = Clips.media()
                    .open(Clips.make(
                            folder.resolve("turned.mp4"),
                            "-display_rotation " + degrees + " " + mirror + "-i " + stored + " -c copy"));
            assertThat(List.of(recording.width(), recording.height())).containsExactly(width, height);
            assertSameAsProgram(recording, PictureFormat.original(Colour.RGB), "rgb24", "null", 0);
        }
    }

    /** Compares with all pictures that the program gives, which turns them upright by itself. */
    private static void assertSameAsProgram(
            Recording recording, PictureFormat format, String name, String filter, int difference) {
        byte[] expected = Clips.run(List.of(
                "-i",
                recording.file().toString(),
                "-vf",
                filter,
                "-fps_mode",
                "passthrough",
                "-pix_fmt",
                name,
                "-f",
                "rawvideo",
                "-"));
        List<byte[]> found = Reading.pictures(recording, format);
        int length = found.get(0).length;
        assertThat(expected).hasSize(found.size() * length);
        int worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs((expected[i] & 0xff) - (found.get(i / length)[i % length] & 0xff)));
        }
        assertThat(worst).as("largest difference of a byte").isLessThanOrEqualTo(difference);
    }

    @Test
    void streamsMayBeReadAtOnceAndClosedInTheMiddle() {
        Recording recording = Clips.media().open(Clips.usual(folder.resolve("usual.mp4")));
        PictureFormat format = new PictureFormat(32, 24, Colour.GREY);
        List<PictureStream> streams = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            PictureStream stream = recording.pictures(format);
            streams.add(stream);
            for (int n = 0; n <= i; n++) {
                Picture picture = requireNonNull(stream.next());
                assertThat(picture.span().start()).isCloseTo(n * 0.04, within(1e-9));
            }
        }
        streams.forEach(PictureStream::close);
        streams.forEach(PictureStream::close);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("attune-decoder"));
    }

    @Test
    void anInterruptionIsNoFaultOfTheFile() {
        Recording recording = Clips.media().open(Clips.usual(folder.resolve("usual.mp4")));
        try (PictureStream stream = recording.pictures(new PictureFormat(32, 24, Colour.GREY))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(stream::next)
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("interrupted while reading " + recording.file());
            assertThat(Thread.interrupted()).isTrue();
            assertThat(stream.next()).isNotNull();
        }
    }

    @Test
    void allPicturesDiffer() {
        Recording recording = Clips.media().open(Clips.usual(folder.resolve("usual.mp4")));
        List<byte[]> all = Reading.pictures(recording, new PictureFormat(32, 24, Colour.RGB));
        assertThat(all.stream().map(Arrays::hashCode).distinct()).hasSize(50);
    }
}
