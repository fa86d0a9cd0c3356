package dev.attune.encoders.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.DataException;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureFormat.Colour;
import dev.attune.api.media.Recording;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegWriterTest {
    private static final int RATE = 16_000;
    private static final VideoFormat FORMAT = new VideoFormat(96, 64, 25, RATE);
    private static final double[] TIMES = {0, 0.04, 0.1, 0.15, 0.5, 0.52, 1.2};

    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenIsReadAtTheSameTimes() throws IOException {
        Path file = write(folder.resolve("a.mp4"));
        Recording recording = Clips.media().open(file);
        Reading.assertTimes(recording, TIMES);
        assertThat(List.of(recording.width(), recording.height())).containsExactly(96, 64);
        List<byte[]> pictures = Reading.pictures(recording, PictureFormat.original(Colour.RGB));
        for (int i = 0; i < TIMES.length; i++) {
            byte[] pixels = pictures.get(i);
            assertThat(channel(pixels, 8, 8, 0)).as("red of picture " + i).isGreaterThan(200);
            assertThat(channel(pixels, 8, 8, 2)).as("blue of picture " + i).isLessThan(60);
            assertThat(channel(pixels, 10 * i + 6, 50, 1))
                    .as("the moving square of picture " + i)
                    .isGreaterThan(180);
        }
        assertThat(Reading.loudest(Reading.sound(recording, RATE), RATE)).isCloseTo(0.5, within(0.001));
        assertThat(recording.soundSpans()).singleElement().satisfies(span -> {
            assertThat(span.start()).isZero();
            assertThat(span.end()).isCloseTo(1.2, within(0.07));
        });
        assertThat(names()).containsExactly("a.mp4");
        assertThat(Files.mismatch(file, write(folder.resolve("b.mp4"))))
                .as("equal content, equal bytes")
                .isEqualTo(-1);
    }

    private static int channel(byte[] pixels, int x, int y, int channel) {
        return pixels[(y * 96 + x) * 3 + channel] & 0xff;
    }

    private static Path write(Path file) {
        float[] sound = new float[(int) (1.2 * RATE)];
        for (int i = RATE / 2; i < RATE / 2 + 8; i++) {
            sound[i] = 0.9f;
        }
        try (VideoWriter writer = Clips.media().write(file, FORMAT)) {
            for (int i = 0; i < TIMES.length; i++) {
                // Of any type, also a part of a larger one.
                BufferedImage large = new BufferedImage(
                        192, 64, i % 2 == 0 ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_3BYTE_BGR);
                writer.picture(draw(large.getSubimage(96, 0, 96, 64), i), TIMES[i]);
            }
            writer.sound(sound, 700);
            writer.sound(java.util.Arrays.copyOfRange(sound, 700, sound.length), sound.length - 700);
            writer.finish();
        }
        return file;
    }

    private static BufferedImage draw(BufferedImage image, int number) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 0, 96, 64);
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 32, 32);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(10 * number, 40, 16, 16);
        graphics.dispose();
        return image;
    }

    @Test
    void withoutSoundThereIsNone() {
        Path file = folder.resolve("mute.mp4");
        try (VideoWriter writer = Clips.media().write(file, new VideoFormat(96, 64, 30, 0))) {
            assertThatThrownBy(() -> writer.sound(new float[1], 1)).hasMessage(file + " was begun without sound");
            writer.picture(draw(new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB), 0), 0);
            writer.picture(draw(new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB), 1), 1 / 30.0);
            writer.finish();
            assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        }
        Recording recording = Clips.media().open(file);
        Reading.assertTimes(recording, 0, 1 / 30.0);
        assertThat(recording.soundSpans()).isEmpty();
    }

    @Test
    void whatIsNotFinishedLeavesNothingAndTheOldFileAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("old.mp4"), "old");
        try (VideoWriter writer = Clips.media().write(file, FORMAT)) {
            writer.picture(draw(new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB), 0), 0);
            assertThat(names()).hasSize(2);
        }
        assertThat(names()).containsExactly("old.mp4");
        assertThat(file).hasContent("old");
        write(file);
        assertThat(Clips.media().open(file).timeline().length()).isEqualTo(TIMES.length);
    }

    @Test
    void whatCannotBeWrittenSaysSo() throws IOException {
        Path nowhere = folder.resolve("no/such/a.mp4");
        assertThatThrownBy(() -> Clips.media().write(nowhere, FORMAT))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        nowhere + " cannot be written: there is no folder " + nowhere.getParent() + "; make it first.");
        assertThatThrownBy(() -> Clips.media().write(folder.resolve("a.avi"), FORMAT))
                .isInstanceOf(DataException.class)
                .hasMessage("A video is written as MP4: wanted a name that ends in .mp4, found "
                        + folder.resolve("a.avi") + ".");
        Path taken = Files.createDirectory(folder.resolve("folder.mp4"));
        assertThatThrownBy(() -> Clips.media().write(taken, FORMAT))
                .isInstanceOf(DataException.class)
                .hasMessage(taken + " cannot be written: it is a folder; choose another name.");
        assertThatThrownBy(() -> Clips.media().write(folder.resolve("a.mp4"), new VideoFormat(96, 64, 25, 12_345)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("with sound of 12345 samples per second");
        assertThat(names()).containsExactly("folder.mp4");
    }

    @Test
    void picturesMustFitAndAscend() {
        try (VideoWriter writer = Clips.media().write(folder.resolve("a.mp4"), FORMAT)) {
            BufferedImage image = draw(new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB), 0);
            writer.picture(image, 0.5);
            assertThatThrownBy(() -> writer.picture(image, 0.5))
                    .hasMessage("a picture's time must be at least 0 and after that of the one before,"
                            + " found 0.5 s after 0.5 s");
            assertThatThrownBy(() -> writer.picture(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), 1))
                    .hasMessage("a picture must have 96 x 64 pixels, found 64 x 64");
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
