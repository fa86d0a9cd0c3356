package dev.attune.encoders.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Recording;
import dev.attune.api.media.SoundStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;

/** Reads recordings to their end for tests. */
final class Reading {
    private Reading() {}

    /** Reads all pictures, and checks that they stand at the times of the clock, every one. */
    static List<byte[]> pictures(Recording recording, PictureFormat format) {
        List<byte[]> all = new ArrayList<>();
        try (PictureStream stream = recording.pictures(format)) {
            for (Picture picture; (picture = stream.next()) != null; ) {
                assertThat(picture.span().start())
                        .isEqualTo(recording.timeline().seconds(all.size()));
                assertThat(picture.span().end()).isEqualTo(recording.timeline().end(all.size()));
                byte[] pixels = new byte[picture.pixels().remaining()];
                picture.pixels().get(pixels);
                all.add(pixels);
            }
            assertThat(stream.next()).isNull();
        }
        assertThat(all).hasSize(recording.timeline().length());
        return all;
    }

    /** Reads all samples, in pieces of an odd size, and checks that they last as long as the clock. */
    static float[] sound(Recording recording, int rate) {
        float[] all = new float[(int) Math.round(recording.timeline().end() * rate)];
        float[] piece = new float[1001];
        int length = 0;
        try (SoundStream stream = recording.sound(rate)) {
            for (int count; (count = stream.read(piece)) > 0; length += count) {
                assertThat(length + count).isLessThanOrEqualTo(all.length);
                System.arraycopy(piece, 0, all, length, count);
            }
            assertThat(stream.read(piece)).isEqualTo(-1);
        }
        assertThat(length).isEqualTo(all.length);
        return all;
    }

    /** Returns when the loudest sample sounds. */
    static double loudest(float[] samples, int rate) {
        int loudest = 0;
        for (int i = 0; i < samples.length; i++) {
            loudest = Math.abs(samples[i]) > Math.abs(samples[loudest]) ? i : loudest;
        }
        return loudest / (double) rate;
    }

    /** Returns the root of the mean square between two times. */
    static double loudness(float[] samples, int rate, double from, double to) {
        float[] part = Arrays.copyOfRange(samples, (int) Math.round(from * rate), (int) Math.round(to * rate));
        double sum = 0;
        for (float sample : part) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / part.length);
    }

    static void assertTimes(Recording recording, double... expected) {
        assertThat(recording.timeline().toArray()).containsExactly(expected, Offset.offset(1e-6));
    }
}
