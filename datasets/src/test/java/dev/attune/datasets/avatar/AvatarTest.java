package dev.attune.datasets.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.AttunePlugin;
import dev.attune.api.DataException;
import dev.attune.api.corpus.CorpusContext;
import dev.attune.api.data.Split;
import dev.attune.datasets.avatar.AvatarConfig.Carries;
import dev.attune.datasets.avatar.AvatarConfig.Shares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvatarTest {
    private static final Shares EQUAL = new Shares(1, 1, 1);
    private static final Carries ALL = new Carries(EQUAL, EQUAL);

    /** Pictures and sounds of a few short clips. */
    private static final AvatarConfig SMALL = new AvatarConfig(3, 2, 10, 96, 96, 2, 0.2, ALL, 4);

    @TempDir
    private Path folder;

    @Test
    void theServiceLoaderFindsThePlugin() {
        List<AttunePlugin> plugins = ServiceLoader.load(AttunePlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(plugin -> plugin.id().equals("avatar"))
                .toList();
        assertThat(plugins).singleElement().isInstanceOf(AvatarPlugin.class);
        assertThat(plugins.get(0).corpora())
                .singleElement()
                .satisfies(factory -> assertThat(factory.name()).isEqualTo("avatar"));
    }

    @Test
    void theSameOptionsGiveTheSameFiles() throws IOException {
        ArrayMedia first = make("first", SMALL);
        ArrayMedia second = make("second", SMALL);
        assertThat(texts("first")).isEqualTo(texts("second")).hasSize(2 * SMALL.clips() + 4);
        assertThat(first.videos().keySet())
                .containsExactlyInAnyOrder("clip-0001.mp4", "clip-0002.mp4", "clip-0003.mp4");
        for (String name : first.videos().keySet()) {
            ArrayMedia.Video video = first.video(name);
            ArrayMedia.Video again = second.video(name);
            assertThat(video.times()).isEqualTo(again.times()).hasSize(20);
            assertThat(video.sound()).isEqualTo(again.sound()).hasSize(2 * Voice.RATE);
            for (int picture = 0; picture < 20; picture++) {
                assertThat(video.picture(picture)).isEqualTo(again.picture(picture));
            }
        }
        ArrayMedia other = make("other", new AvatarConfig(3, 2, 10, 96, 96, 2, 0.2, ALL, 5));
        assertThat(other.video("clip-0001.mp4").sound())
                .isNotEqualTo(first.video("clip-0001.mp4").sound());
        assertThat(texts("other").get("clip-0001.labels.csv"))
                .isNotEqualTo(texts("first").get("clip-0001.labels.csv"));
    }

    @Test
    void everyFrameHasALabelAndItsTime() throws IOException {
        // 29.97 frames a second are no whole number of frames in two seconds.
        make("odd", new AvatarConfig(3, 2, 29.97, 96, 128, 1, 0, ALL, 0));
        List<String> lines = Files.readAllLines(folder.resolve("odd/clip-0002.labels.csv"));
        assertThat(lines.get(0)).isEqualTo("time,valence,arousal");
        assertThat(lines).hasSize(61);
        assertThat(lines.get(60)).startsWith("1.968635,");
        Truth truth = new AvatarCorpus(new AvatarConfig(3, 2, 29.97, 96, 128, 1, 0, ALL, 0))
                .clips()
                .get(1)
                .truth();
        String[] fields = lines.get(31).split(",", -1);
        assertThat(Double.parseDouble(fields[1])).isCloseTo(truth.label(Target.VALENCE, 30 / 29.97), within(6e-5));
        assertThat(Double.parseDouble(fields[2])).isCloseTo(truth.label(Target.AROUSAL, 30 / 29.97), within(6e-5));
    }

    @Test
    void labelsAreBalancedAndWithinTheirRange() {
        List<AvatarClip> clips = manyClips(ALL);
        for (Target target : Target.values()) {
            List<Double> labels = sampled(clips, clip -> time -> clip.truth().label(target, time));
            double mean =
                    labels.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
            double square = labels.stream()
                    .mapToDouble(label -> label * label)
                    .average()
                    .orElse(Double.NaN);
            assertThat(labels).allMatch(label -> Math.abs(label) <= 1);
            assertThat(mean).isCloseTo(0, within(0.05));
            assertThat(Math.sqrt(square)).isBetween(0.3, 0.45);
            assertThat(labels.stream().filter(label -> Math.abs(label) == 1).count())
                    .isLessThan(labels.size() / 100);
        }
    }

    @Test
    void modalitiesTellTheirSharesAndNoMore() {
        List<AvatarClip> clips = manyClips(new Carries(EQUAL, new Shares(2, 1, 0)));
        Map<Modality, Double> ofArousal = Map.of(Modality.VISUAL, 2 / 3.0, Modality.AUDIO, 1 / 3.0, Modality.TEXT, 0.0);
        for (Modality modality : Modality.values()) {
            for (Target target : Target.values()) {
                double share = target == Target.VALENCE ? 1 / 3.0 : ofArousal.getOrDefault(modality, Double.NaN);
                double correlation = Numbers.correlation(
                        sampled(clips, clip -> time -> clip.truth().part(modality, target, time)),
                        sampled(clips, clip -> time -> clip.truth().label(target, time)));
                assertThat(correlation).as(modality + " of " + target).isCloseTo(Math.sqrt(share), within(0.06));
            }
        }
        for (Target target : Target.values()) {
            Set<Modality> two = EnumSet.of(Modality.VISUAL, Modality.AUDIO);
            double correlation = Numbers.correlation(
                    sampled(clips, clip -> time -> clip.truth().known(two, target, time)),
                    sampled(clips, clip -> time -> clip.truth().label(target, time)));
            assertThat(correlation).isCloseTo(target == Target.VALENCE ? Math.sqrt(2 / 3.0) : 1, within(0.04));
        }
    }

    @Test
    void theReadmeStatesTheCeilings() {
        AvatarConfig config =
                new AvatarConfig(12, 10, 25, 256, 256, 4, 0.2, new Carries(EQUAL, new Shares(3, 1, 0)), 0);
        String text = new Readme(config, new AvatarCorpus(config).clips()).text();
        assertThat(text)
                .contains("| valence | 33 % | 33 % | 33 % |", "| arousal | 75 % | 25 % | 0 % |")
                .contains("| visual, audio, text | 1.00 | 1.00 | 1.00 | 1.00 |")
                .containsPattern("\\| visual \\| 0\\.58 \\| 0\\.\\d\\d \\| 0\\.87 \\| 0\\.\\d\\d \\|")
                .doesNotContain("@");
    }

    @Test
    void clipsAreInOneSplitEach() throws IOException {
        List<AvatarClip> clips = new AvatarCorpus(AvatarConfig.defaults()).clips();
        assertThat(clips.stream().collect(Collectors.groupingBy(AvatarClip::split, Collectors.counting())))
                .isEqualTo(Map.of(Split.TRAIN, 64L, Split.VALIDATION, 16L, Split.TEST, 16L));
        make("splits", SMALL);
        assertThat(Files.readAllLines(folder.resolve("splits/splits.csv")))
                .containsExactly("clip,split", "clip-0001,train", "clip-0002,validation", "clip-0003,test");
    }

    @Test
    void aClipThatCannotBeWrittenEndsTheWork() {
        AvatarConfig config = new AvatarConfig(6, 2, 10, 96, 96, 2, 0, ALL, 0);
        ArrayMedia media = new ArrayMedia().breaking("clip-0002.mp4");
        assertThatThrownBy(() -> new AvatarFactory().make(config, new CorpusContext(folder, media, (done, all) -> {})))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("clip-0002.mp4 cannot be written: the disk is full");
        assertThat(folder.resolve("splits.csv")).doesNotExist();
    }

    @Test
    void optionsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new AvatarConfig(3, 2, 10, 97, 96, 2, 0, ALL, 0))
                .hasMessage("width and height must be even, as videos need, found 97 x 96");
        assertThatThrownBy(() -> new AvatarConfig(2, 2, 10, 96, 96, 2, 0, ALL, 0))
                .hasMessage("clips must be between 3.0 and 10000.0, found 2.0");
        assertThatThrownBy(() -> new Shares(0, 0, 0))
                .hasMessage("shares must not be below 0, and one must be above, found visual 0.0, audio 0.0, text 0.0");
    }

    private ArrayMedia make(String name, AvatarConfig config) throws IOException {
        ArrayMedia media = new ArrayMedia();
        List<String> steps = new ArrayList<>();
        new AvatarFactory()
                .make(
                        config,
                        new CorpusContext(
                                Files.createDirectory(folder.resolve(name)),
                                media,
                                (done, all) -> steps.add(done + "/" + all)));
        assertThat(steps).hasSize(config.clips()).endsWith(config.clips() + "/" + config.clips());
        return media;
    }

    private Map<String, String> texts(String name) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            for (Path file : files.toList()) {
                texts.put(folder.resolve(name).relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }

    private static List<AvatarClip> manyClips(Carries carries) {
        return new AvatarCorpus(new AvatarConfig(400, 10, 5, 96, 96, 4, 0.2, carries, 1)).clips();
    }

    /** A signal of a clip. */
    private interface Signal {
        DoubleUnaryOperator of(AvatarClip clip);
    }

    private static List<Double> sampled(List<AvatarClip> clips, Signal signal) {
        List<Double> values = new ArrayList<>();
        for (AvatarClip clip : clips) {
            DoubleUnaryOperator ofClip = signal.of(clip);
            for (double time = 0; time < clip.seconds(); time += 0.5) {
                values.add(ofClip.applyAsDouble(time));
            }
        }
        return values;
    }
}
