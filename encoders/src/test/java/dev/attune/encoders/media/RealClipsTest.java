package dev.attune.encoders.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureFormat.Colour;
import dev.attune.api.media.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads clips of people, which are not part of the project. */
class RealClipsTest {
    private static final int RATE = 16_000;

    private Path clips = Path.of("");

    @BeforeEach
    void find() {
        assumeTrue(
                Clips.real().isPresent(),
                "there are no clips in " + System.getProperty("attune.data") + " (attune.data)");
        clips = Clips.real().orElseThrow();
    }

    @Test
    void gridClipsHaveSeventyFivePicturesAndAVoice() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(clips)) {
            files = all.filter(file -> file.toString().endsWith(".mpg")).toList();
        }
        assertThat(files).hasSize(7);
        for (Path file : files) {
            Recording recording = Clips.media().open(file);
            assertThat(recording.findings()).as("findings of %s", file).isEmpty();
            assertThat(recording.timeline().end()).isEqualTo(3.0);
            assertThat(Reading.pictures(recording, new PictureFormat(90, 72, Colour.GREY)))
                    .hasSize(75);
            assertThat(recording.soundSpans()).hasSize(1);
            assertThat(Reading.loudness(Reading.sound(recording, RATE), RATE, 0, 3))
                    .isGreaterThan(0.05);
        }
    }

    @Test
    void silentSoundIsSoundNevertheless() {
        Recording recording = Clips.media().open(clips.resolve("WolfgangLanger_Pexels.mp4"));
        assertThat(recording.findings()).isEmpty();
        assertThat(Reading.pictures(recording, new PictureFormat(64, 36, Colour.GREY)))
                .hasSize(472);
        assertThat(recording.timeline().seconds(24)).isCloseTo(1.001, within(0.001));
        assertThat(recording.soundSpans())
                .singleElement()
                .satisfies(span -> assertThat(span.seconds())
                        .isEqualTo(recording.timeline().end()));
        assertThat(Reading.sound(recording, RATE)).containsOnly(0);
    }
}
