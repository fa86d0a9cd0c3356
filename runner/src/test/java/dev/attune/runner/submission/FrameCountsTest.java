package dev.attune.runner.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import dev.attune.api.media.Media;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import dev.attune.testkit.media.ArrayRecording;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class FrameCountsTest {
    @TempDir
    private Path folder;

    /** Opens files that hold the number of their frames. */
    private static final class Counting implements Media {
        private final List<String> opened = new ArrayList<>();

        @Override
        public Recording open(Path file) {
            opened.add(String.valueOf(file.getFileName()));
            try {
                int frames = Integer.parseInt(Files.readString(file));
                return ArrayRecording.builder(Timeline.regular(0, frames / 25.0, 25))
                        .pictures(time -> new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB))
                        .build();
            } catch (IOException e) {
                throw new DataException(file + " cannot be read", e);
            }
        }

        @Override
        public VideoWriter write(Path file, VideoFormat format) {
            throw new UnsupportedOperationException("nothing is written here");
        }
    }

    private final Counting media = new Counting();

    private FrameCounts count(Set<String> trials, Set<String> annotated) {
        return FrameCounts.ofVideos(folder, trials, annotated, new FrameCounts.Opening(media, List.of("mp4", "avi")));
    }

    private void file(String name, int frames) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.valueOf(frames));
    }

    @Test
    void twoPeopleOfOneVideoShareIt() throws IOException {
        file("batch1/30-30-1920x1080.mp4", 31);
        file("batch2/video59.AVI", 12);
        file("batch2/odd_left.mp4", 5);

        FrameCounts counts = count(
                Set.of("30-30-1920x1080_left", "30-30-1920x1080_right", "video59", "video59_right", "odd_left"),
                Set.of());

        assertThat(counts.of("30-30-1920x1080_left")).isEqualTo(31);
        assertThat(counts.of("30-30-1920x1080_right")).isEqualTo(31);
        assertThat(counts.of("video59")).isEqualTo(12);
        assertThat(counts.of("video59_right")).isEqualTo(12);
        assertThat(counts.of("odd_left")).isEqualTo(5);
        assertThat(counts.unused()).isEmpty();
        assertThat(media.opened).as("each is read once").hasSize(3);
    }

    @Test
    void whatIsNeitherSubmittedNorAnnotatedIsNamed() throws IOException {
        file("tested.mp4", 3);
        file("trained.mp4", 4);
        file("forgotten.mp4", 5);
        file("trained_also.avi", 6);
        file("tested.txt", 7);
        file("._tested.mp4", 8);
        file("notes.csv", 9);

        FrameCounts counts = count(Set.of("tested"), Set.of("trained_left", "trained_right", "gone"));

        assertThat(counts.unused())
                .containsExactly(folder.resolve("forgotten.mp4"), folder.resolve("trained_also.avi"));
        assertThat(media.opened).containsExactly("tested.mp4");
    }

    @Test
    void twoVideosOfOneNameAreRefused() throws IOException {
        file("a/tested.mp4", 3);
        file("b/tested.avi", 3);
        assertThatThrownBy(() -> count(Set.of("tested"), Set.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("tested: found 2 videos, wanted one named tested");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFolderThatCannotBeListedIsASentence() throws IOException {
        file("tested.mp4", 3);
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            Assumptions.assumeFalse(Files.isReadable(closed), "whoever runs this may read everything");
            assertThatThrownBy(() -> count(Set.of("tested"), Set.of()))
                    .isInstanceOf(DataException.class)
                    .hasMessage(closed + " cannot be read: access is denied; --videos wants a folder of videos.");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFolderInItselfIsASentence() throws IOException {
        file("tested.mp4", 3);
        Files.createSymbolicLink(folder.resolve("around"), folder);
        assertThatThrownBy(() -> count(Set.of("tested"), Set.of()))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        folder.resolve("around")
                                + " cannot be read: it leads back to a folder that it is in; --videos wants a folder of videos.");
        assertThatThrownBy(() -> FrameCounts.ofVideos(
                        folder.resolve("none"), Set.of(), Set.of(), new FrameCounts.Opening(media, List.of("mp4"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none cannot be read: there is no such file or folder");
    }
}
