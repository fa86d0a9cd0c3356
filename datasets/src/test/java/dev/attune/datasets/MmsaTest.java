package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.Split;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code examples/convert/mmsa_to_packed.py} made of a pickle in the layout of MMSA, whose features tell sample, row and column. */
class MmsaTest {
    @Test
    void aConvertedPickleIsReadAsAPackedCorpus() throws URISyntaxException {
        try (Dataset dataset = new PackedFactory().open(config(), Reading.everything())) {
            assertThat(Reading.ids(dataset, Split.TRAIN))
                    .containsExactly("train_video-0", "train_video-1", "train_video-2");
            assertThat(Reading.ids(dataset, Split.VALIDATION)).containsExactly("valid_video-0");
            for (int sample = 0; sample < 3; sample++) {
                check(dataset.clips(Split.TRAIN).get(sample), sample);
            }
        }
    }

    private static void check(Clip clip, int sample) {
        int frames = 3 + sample;
        assertThat(clip.length()).isEqualTo(frames);
        float[] text = Reading.features(clip, "text", 3, 0, frames);
        float[] audio = Reading.features(clip, "audio", 2, 0, frames);
        float[] visual = Reading.features(clip, "visual", 2, 0, frames);
        for (int frame = 0; frame < frames; frame++) {
            float row = 100 * sample + frame;
            assertThat(text[3 * frame + 2]).isEqualTo(row + 0.5f);
            // Two rows of audio lie in each position, 2 · frame and the one after it.
            assertThat(audio[2 * frame + 1]).isEqualTo(100 * sample + 2 * frame + 0.5f + 0.25f);
            if (sample == 0) {
                // Two rows of video for three positions: the middle one lies in both.
                assertThat(visual[2 * frame]).isEqualTo(frame / 2f);
            }
        }
        assertThat(Reading.mask(clip, "visual")).containsOnly(sample != 1);
        assertThat(Reading.labels(clip, 1)).containsOnly(0.8f * sample - 1.6f);
    }

    private static PackedConfig config() throws URISyntaxException {
        return new PackedConfig(
                Optional.of(SplitSource.of(file("train.npz"))),
                Optional.of(SplitSource.of(file("valid.npz"))),
                Optional.of(SplitSource.of(file("test.npz"))),
                Optional.empty(),
                List.of(),
                PackedConfig.Kind.CONTINUOUS,
                List.of(-3.0, 3.0),
                List.of(),
                Optional.empty(),
                64,
                Optional.of("id"),
                Optional.empty());
    }

    private static Path file(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(MmsaTest.class.getResource("mmsa/" + name))
                .toURI());
    }
}
