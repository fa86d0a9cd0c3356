package dev.attune.encoders.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureFormat.Colour;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Recording;
import dev.attune.api.media.SoundStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures the memory of the process, of which Java's own heap is only a part. */
class MediaMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int CYCLES = 100;

    @TempDir
    private Path folder;

    @BeforeEach
    void needsTheKernelsWord() {
        assumeTrue(Files.isReadable(STATUS), "only Linux tells the resident memory in " + STATUS);
    }

    @Test
    void openingAndClosingManyTimesKeepsNothing() throws IOException {
        // A decoder and its pictures have some 2 MB: kept each time, they would show as 200.
        Path file = Clips.make(
                folder.resolve("clip.mp4"),
                "-f lavfi -i testsrc2=size=480x360:rate=25:duration=0.28 -f lavfi -i sine=duration=0.28 -c:v mpeg4 -c:a aac");
        cycle(file, CYCLES / 2); // until allocators have what they like to keep
        long before = resident();
        cycle(file, CYCLES);
        assertThat(resident() - before).as("growth in kB").isLessThan(80_000);
    }

    private static void cycle(Path file, int times) {
        float[] samples = new float[640];
        for (int i = 0; i < times; i++) {
            Recording recording = Clips.media().open(file);
            try (PictureStream pictures = recording.pictures(PictureFormat.original(Colour.RGB));
                    SoundStream sound = recording.sound(16_000)) {
                for (int n = 0; n < 5; n++) {
                    assertThat(pictures.next()).isNotNull();
                    assertThat(sound.read(samples)).isEqualTo(samples.length);
                }
            }
        }
    }

    @Test
    void lengthCostsNoMemoryButTheClock() throws IOException {
        Path file = Clips.make(
                folder.resolve("long.mkv"),
                "-f lavfi -i testsrc2=size=160x120:rate=5:duration=60 -f lavfi -i sine=duration=60:sample_rate=8000 -c:v mpeg4 -g 100 -c:a pcm_s16le");
        Path list = Files.writeString(folder.resolve("list.txt"), ("file '" + file + "'\n").repeat(20));
        Path twentyMinutes = Clips.make(folder.resolve("longer.mkv"), "-f concat -safe 0 -i " + list + " -c copy");
        Reading.pictures(Clips.media().open(file), new PictureFormat(8, 6, Colour.GREY));
        long before = resident();
        Recording recording = Clips.media().open(twentyMinutes);
        assertThat(recording.timeline().length()).isEqualTo(20 * 60 * 5);
        assertThat(recording.timeline().end()).isBetween(1199.0, 1202.0);
        int count = 0;
        try (PictureStream pictures = recording.pictures(PictureFormat.original(Colour.RGB))) {
            while (pictures.next() != null) {
                count++;
            }
        }
        long samples = 0;
        float[] piece = new float[16_000];
        try (SoundStream sound = recording.sound(16_000)) {
            for (int read; (read = sound.read(piece)) > 0; ) {
                samples += read;
            }
        }
        assertThat(count).isEqualTo(recording.timeline().length());
        assertThat(samples).isEqualTo(Math.round(recording.timeline().end() * 16_000));
        // All its pictures have 346 MB, all its samples 77 MB.
        assertThat(resident() - before).as("growth in kB").isLessThan(60_000);
    }

    private static long resident() throws IOException {
        System.gc();
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
