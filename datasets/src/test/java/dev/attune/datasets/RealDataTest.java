package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Opens corpora that may not be passed on, where someone has put them into the folder {@code attune.data}. */
class RealDataTest {
    private final PackedFactory factory = new PackedFactory();

    @Test
    void mosiIsRead() {
        PackedConfig config = config(
                SplitSource.of(file("mosi/train.npz")),
                Optional.of(SplitSource.fold(Split.TRAIN, 5, 0, 0)),
                Optional.of(SplitSource.of(file("mosi/test.npz"))),
                Optional.empty(),
                Optional.of("video"));
        try (Dataset dataset = factory.open(config, Reading.everything())) {
            assertThat(dataset.info().modalities().toString()).isEqualTo("{text=100, audio=73, visual=100}");
            assertThat(dataset.info().targets()).containsExactly(TargetInfo.binary("positive"));
            assertThat(dataset.clips(Split.TRAIN).size()
                            + dataset.clips(Split.VALIDATION).size())
                    .isEqualTo(62);
            assertThat(dataset.clips(Split.VALIDATION)).hasSize(13);
            assertThat(frames(dataset, Split.TRAIN) + frames(dataset, Split.VALIDATION))
                    .isEqualTo(1447);
            assertThat(dataset.clips(Split.TEST)).hasSize(31);
            assertThat(frames(dataset, Split.TEST)).isEqualTo(752);
            assertThat(dataset.clips(Split.TEST).get(0).id()).isEqualTo("03bSnISJMiM");
            assertThat(everyFeatureIsFinite(dataset)).isTrue();
        }
    }

    @Test
    void sewaIsReadWithItsFolds() {
        PackedConfig config = config(
                SplitSource.of(file("sewa-ces/visible.npz")),
                Optional.of(SplitSource.column(Split.TRAIN, "cv_fold", 2)),
                Optional.of(SplitSource.column(Split.TRAIN, "cv_fold", 3)),
                Optional.empty(),
                Optional.of("session"));
        DatasetContext context = new DatasetContext(List.of("visual", "audio"), List.of("valence"));
        try (Dataset dataset = factory.open(config, context)) {
            assertThat(dataset.info().modalities().toString()).isEqualTo("{visual=12, audio=15}");
            assertThat(dataset.info().targets()).containsExactly(TargetInfo.continuous("valence"));
            assertThat(Reading.ids(dataset, Split.VALIDATION))
                    .containsExactly("Devel_DE_03", "Devel_DE_07", "Devel_HU_01", "Devel_HU_05", "Devel_HU_09");
            assertThat(dataset.clips(Split.TEST)).hasSize(5);
            assertThat(frames(dataset, Split.TRAIN) + frames(dataset, Split.VALIDATION) + frames(dataset, Split.TEST))
                    .isEqualTo(27_841);
            assertThat(everyFeatureIsFinite(dataset)).isTrue();
        }
    }

    @Test
    void mspImprovIsReadWithoutLengths() {
        Path train = file("msp-improv/train.npz");
        Optional<SplitSource> valid = Optional.of(SplitSource.of(file("msp-improv/valid.npz")));
        PackedConfig pieces =
                config(SplitSource.of(train), valid, Optional.empty(), Optional.empty(), Optional.empty());
        try (Dataset dataset = factory.open(pieces, Reading.everything())) {
            assertThat(dataset.info().targets())
                    .extracting(TargetInfo::name)
                    .containsExactly("valence", "arousal", "dominance");
            assertThat(dataset.clips(Split.TRAIN)).hasSize(70);
            assertThat(dataset.clips(Split.TRAIN).get(69).length()).isEqualTo(38);
            assertThat(frames(dataset, Split.TRAIN)).isEqualTo(4454);
            assertThat(frames(dataset, Split.VALIDATION)).isEqualTo(1290);
        }
        PackedConfig speakers =
                config(SplitSource.of(train), valid, Optional.empty(), Optional.of("speaker"), Optional.of("id"));
        try (Dataset dataset = factory.open(speakers, Reading.everything())) {
            assertThat(dataset.clips(Split.TRAIN).get(0).id()).isEqualTo("MSP-IMPROV-S01A-F01-P-FM01");
            assertThat(dataset.clips(Split.TRAIN).get(0).length()).isEqualTo(15);
            assertThat(frames(dataset, Split.TRAIN)).isEqualTo(4454);
        }
    }

    private static int frames(Dataset dataset, Split split) {
        return dataset.clips(split).stream().mapToInt(Clip::length).sum();
    }

    private static boolean everyFeatureIsFinite(Dataset dataset) {
        boolean finite = true;
        for (Split split : Split.values()) {
            for (Clip clip : dataset.clips(split)) {
                for (var modality : dataset.info().modalities().entrySet()) {
                    for (float value :
                            Reading.features(clip, modality.getKey(), modality.getValue(), 0, clip.length())) {
                        finite &= Float.isFinite(value);
                    }
                }
            }
        }
        return finite;
    }

    private static Path file(String name) {
        String folder = System.getProperty("attune.data", "");
        Path file = Path.of(folder).resolve(name);
        assumeTrue(!folder.isEmpty() && Files.exists(file), () -> "skipped: there is no " + name + " in attune.data");
        return file;
    }

    private static PackedConfig config(
            SplitSource train,
            Optional<SplitSource> validation,
            Optional<SplitSource> test,
            Optional<String> clipColumn,
            Optional<String> idColumn) {
        return new PackedConfig(
                Optional.of(train),
                validation,
                test,
                Optional.empty(),
                List.of(),
                PackedConfig.Kind.AUTO,
                List.of(-1.0, 1.0),
                List.of(),
                clipColumn,
                64,
                idColumn,
                Optional.empty());
    }
}
