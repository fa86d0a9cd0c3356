package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Checks what every dataset promises; each plugin extends it once for each of its types.
 *
 * <pre>{@code
 * class MyDatasetTest extends DatasetContract<MyConfig> {
 *     @Override
 *     protected DatasetFactory<MyConfig> factory() {
 *         return new MyDatasetFactory();
 *     }
 *
 *     @Override
 *     protected MyConfig config() {
 *         return new MyConfig(Path.of("src/test/resources/tiny-corpus"));
 *     }
 * }
 * }</pre>
 *
 * <p>A few clips of a few frames are enough, and with a missing label and a frame at which a modality is missing they show more. Of a
 * larger corpus, the first 20 clips of each split are read.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public abstract class DatasetContract<C extends Record> {
    private static final int CLIPS = 20;
    private static final int THREADS = 4;
    private static final String NOBODY = "no-such-name";

    /** What no file name may have on some system. */
    private static final String FORBIDDEN = "/\\:*?\"<>|";

    /** Makes a contract. */
    protected DatasetContract() {}

    /** Returns the factory under test. */
    protected abstract DatasetFactory<C> factory();

    /** Returns options that open a small corpus. */
    protected abstract C config();

    /**
     * Returns options that open the small corpus in each of its folds, to check that these share their test clips if the factory says so.
     *
     * @return none, unless a contract says otherwise
     */
    protected List<C> configsOfFolds() {
        return List.of();
    }

    /** Checks name, options and summary, which users see. */
    @Test
    public final void describesItself() {
        FactoryChecks.check(factory(), config());
    }

    /** Checks that a study can go through the folds of the corpus, if it has any. */
    @Test
    public final void definesFoldsThatAnOptionChooses() {
        List<Integer> folds = factory().folds(config());
        assertThat(folds)
                .as("folds() must give each fold once, in ascending order")
                .isEqualTo(folds.stream().sorted().distinct().toList());
        if (!folds.isEmpty()) {
            assertThat(factory().foldOption())
                    .as("a corpus with folds must name the option that chooses one; override foldOption()")
                    .isPresent();
        }
        factory()
                .foldOption()
                .ifPresent(
                        option -> assertThat(FactoryChecks.optionTypes(factory().configType(), option))
                                .as(
                                        "foldOption() must be the dotted key of an option that takes a whole number, found %s; compare it with "
                                                + "the components of %s",
                                        option, factory().configType().getSimpleName())
                                .containsAnyOf(int.class, long.class));
    }

    /** Checks that folds that are said to share their test clips do. */
    @Test
    public final void testsFoldsOnTheClipsThatItSays() {
        List<C> configs = configsOfFolds();
        for (C config : configs) {
            boolean shared = factory().foldsShareTest(config);
            assertThat(shared)
                    .as("foldsShareTest() must be the same for options that differ in the fold alone")
                    .isEqualTo(factory().foldsShareTest(configs.get(0)));
            if (shared) {
                assertThat(testClips(config))
                        .as("foldsShareTest() must be false unless all folds have the same test clips, or figures of"
                                + " other clips are compared")
                        .isEqualTo(testClips(configs.get(0)));
            }
        }
    }

    private List<String> testClips(C config) {
        try (Dataset dataset = factory().open(config, new DatasetContext(List.of(), List.of()))) {
            return ids(dataset, Split.TEST);
        }
    }

    /** Checks that an experiment can be set up by what the dataset says of itself. */
    @Test
    public final void saysWhatItHolds() {
        try (Dataset dataset = open()) {
            DatasetInfo info = dataset.info();
            assertThat(info.modalities())
                    .as("info() must name at least one modality: models see nothing else")
                    .isNotEmpty()
                    .allSatisfy((name, features) -> {
                        assertThat(name).as("a modality needs a name").isNotBlank();
                        assertThat(features)
                                .as("the modality %s must have at least one feature", name)
                                .isPositive();
                    });
            assertThat(targets(info))
                    .as("targets are chosen by name, so info() must give each a name of its own")
                    .doesNotHaveDuplicates()
                    .allSatisfy(name -> assertThat(name).isNotBlank());
            assertThat(dataset.info())
                    .as("info() must be the same at every call")
                    .isEqualTo(info);
        }
    }

    /** Checks that modalities and targets may be left out and reordered. */
    @Test
    public final void givesWhatIsAskedFor() {
        try (Dataset all = open()) {
            List<String> modalities = reversed(all.info().modalities().keySet());
            List<String> targets = reversed(targets(all.info()));
            compare(all, new DatasetContext(modalities, targets));
            compare(all, new DatasetContext(modalities.subList(0, 1), List.of()));
            if (!targets.isEmpty()) {
                compare(all, new DatasetContext(List.of(), targets.subList(0, 1)));
            }
        }
    }

    private void compare(Dataset all, DatasetContext wanted) {
        List<String> modalities = wanted.modalities().isEmpty()
                ? List.copyOf(all.info().modalities().keySet())
                : wanted.modalities();
        List<String> targets = wanted.targets().isEmpty() ? targets(all.info()) : wanted.targets();
        try (Dataset some = open(wanted)) {
            assertThat(List.copyOf(some.info().modalities().keySet()))
                    .as("info() must name the modalities that the DatasetContext asks for, in its order")
                    .isEqualTo(modalities);
            assertThat(targets(some.info()))
                    .as("info() must name the targets that the DatasetContext asks for, in its order")
                    .isEqualTo(targets);
            Clip expected = first(all);
            Clip found = first(some);
            assertThat(found.id())
                    .as("what is asked for must not change which clips there are")
                    .isEqualTo(expected.id());
            for (String modality : modalities) {
                int columns = all.info().modalities().getOrDefault(modality, 0);
                assertThat(some.info().modalities())
                        .as("what else is asked for must not change the number of features of %s", modality)
                        .containsEntry(modality, columns);
                Identity.check(
                        "what else is asked for must not change the features of " + modality,
                        ClipReading.features(expected, modality, columns, 0, expected.length()),
                        ClipReading.features(found, modality, columns, 0, found.length()));
            }
            compareLabels(targets(all.info()), expected, targets, found);
        }
    }

    private static void compareLabels(List<String> all, Clip expected, List<String> some, Clip found) {
        float[] allLabels = ClipReading.labels(expected, all.size(), 0, expected.length());
        float[] someLabels = ClipReading.labels(found, some.size(), 0, found.length());
        for (int frame = 0; frame < found.length(); frame++) {
            for (int target = 0; target < some.size(); target++) {
                String name = some.get(target);
                assertThat(Float.valueOf(someLabels[frame * some.size() + target]))
                        .as(
                                "labels must have a column for each target that is asked for, in that order; compare column %d, %s, "
                                        + "at frame %d",
                                target, name, frame)
                        .isEqualTo(Float.valueOf(allLabels[frame * all.size() + all.indexOf(name)]));
            }
        }
    }

    /** Checks that what is left out, and what else there is to know, is said in words. */
    @Test
    public final void saysWhatItLeavesOut() {
        try (Dataset dataset = open()) {
            requireSentences("omissions()", dataset.omissions(), dataset.omissions());
            requireSentences("notes()", dataset.notes(), dataset.notes());
        }
    }

    private static void requireSentences(String method, List<String> sentences, List<String> again) {
        assertThat(sentences)
                .as("%s must give sentences, each on one line; they are printed as they are", method)
                .isNotNull()
                .allSatisfy(sentence -> assertThat(sentence).isNotBlank().doesNotContain("\n"));
        assertThat(again).as("%s must give the same each time", method).isEqualTo(sentences);
    }

    /** Checks that a misspelt modality or target is refused in words. */
    @Test
    public final void refusesWhatItDoesNotHave() {
        refuse("modality", new DatasetContext(List.of(NOBODY), List.of()));
        refuse("target", new DatasetContext(List.of(), List.of(NOBODY)));
    }

    private void refuse(String what, DatasetContext context) {
        Throwable found = catchThrowable(() -> open(context).close());
        assertThat(found)
                .as(
                        "a %s that does not exist must be refused with a DataException; compare the DatasetContext with what there is",
                        what)
                .isInstanceOf(DataException.class);
        assertThat(found)
                .as("the DataException must name the %s that does not exist, so that the user finds it", what)
                .hasMessageContaining(NOBODY);
    }

    /** Checks that a clip can be told from all others, and lies in one split. */
    @Test
    public final void givesEachClipANameOfItsOwn() {
        try (Dataset dataset = open()) {
            Map<String, Split> seen = new LinkedHashMap<>();
            for (Split split : Split.values()) {
                for (Clip clip : dataset.clips(split)) {
                    assertThat(clip.id())
                            .as(
                                    "the id of a clip becomes a file name, so it must be one on every system, without any of %s",
                                    FORBIDDEN)
                            .isNotBlank()
                            .isNotIn(".", "..")
                            .matches(id -> id.chars().noneMatch(c -> c < ' ' || FORBIDDEN.indexOf(c) >= 0));
                    assertThat(clip.length())
                            .as("a clip must have at least one frame; leave out the clip %s", clip.id())
                            .isPositive();
                    Split other = seen.putIfAbsent(clip.id(), split);
                    assertThat(other)
                            .as(
                                    "no clip may be in two splits, nor twice in one, or a model is tested on what it has learnt; "
                                            + "found the clip %s in %s and again in %s",
                                    clip.id(), other, split)
                            .isNull();
                }
            }
            assertThat(seen)
                    .as("a corpus must have at least one clip; let config() open one that has")
                    .isNotEmpty();
        }
    }

    /** Checks that what makes clips dependent has a name, by which they are drawn together. */
    @Test
    public final void namesTheGroupOfEachClip() {
        try (Dataset dataset = open();
                Dataset again = open()) {
            Map<String, String> groups = groups(dataset);
            assertThat(groups)
                    .allSatisfy((clip, group) -> assertThat(group)
                            .as(
                                    "group() must name what the clip %s has in common with others, or the clip itself",
                                    clip)
                            .isNotBlank());
            for (Map<String, String> found : List.of(groups(dataset), groups(again))) {
                assertThat(found)
                        .as("group() must give the same name at every call and whenever the corpus is opened, or clips"
                                + " that belong together are drawn apart")
                        .isEqualTo(groups);
            }
        }
    }

    private static Map<String, String> groups(Dataset dataset) {
        Map<String, String> groups = new LinkedHashMap<>();
        for (Split split : Split.values()) {
            dataset.clips(split).forEach(clip -> groups.put(clip.id(), clip.group()));
        }
        return groups;
    }

    /** Checks that clips, values and hash are the same when they are asked for again, and when the corpus is opened again. */
    @Test
    public final void isTheSameWheneverItIsRead() {
        try (Dataset dataset = open();
                Dataset again = open()) {
            for (Split split : Split.values()) {
                assertThat(ids(dataset, split))
                        .as("clips(%s) must give the same clips in the same order at every call", split)
                        .isEqualTo(ids(dataset, split));
                assertThat(ids(again, split))
                        .as(
                                "a corpus that is opened again must give the same clips in the same order; sort what a folder lists")
                        .isEqualTo(ids(dataset, split));
            }
            each(dataset, clip -> {
                ClipValues values = ClipValues.of(dataset, clip);
                values.mustEqual(ClipValues.of(dataset, clip), "a clip that is read again");
            });
            ClipValues.of(dataset, first(dataset))
                    .mustEqual(ClipValues.of(again, first(again)), "a corpus that is opened again");
        }
    }

    /** Checks the hash by which a changed corpus is noticed. */
    @Test
    public final void hasAFingerprint() {
        try (Dataset dataset = open();
                Dataset again = open()) {
            String fingerprint = dataset.fingerprint();
            assertThat(fingerprint)
                    .as("fingerprint() must be a SHA-256 of the content, in 64 lower-case hexadecimal digits")
                    .matches("[0-9a-f]{64}");
            assertThat(List.of(dataset.fingerprint(), again.fingerprint()))
                    .as("fingerprint() must be the same for the same corpus; hash content, neither times nor addresses")
                    .containsOnly(fingerprint);
        }
    }

    /** Checks that windows, which are parts of a clip, are the parts of the whole. */
    @Test
    public final void readsAnyPartOfAClip() {
        try (Dataset dataset = open()) {
            each(dataset, clip -> {
                int length = clip.length();
                ClipValues whole = ClipValues.of(dataset, clip, 0, length);
                for (int from : new int[] {0, length / 3, length - 1}) {
                    int to = Math.min(length, from + 1 + length / 2);
                    ClipValues.of(dataset, clip, from, to)
                            .mustEqual(
                                    whole.part(dataset.info(), from, to),
                                    "frames [" + from + ", " + to + ") of a clip");
                }
            });
        }
    }

    /** Checks that no number that is not one reaches a model. */
    @Test
    public final void hasFiniteFeaturesWhereTheyAreValid() {
        try (Dataset dataset = open()) {
            each(
                    dataset,
                    clip -> dataset.info().modalities().forEach((modality, columns) -> {
                        float[] features = ClipReading.features(clip, modality, columns, 0, clip.length());
                        boolean[] mask = ClipReading.mask(clip, modality, 0, clip.length());
                        for (int i = 0; i < features.length; i++) {
                            if (mask[i / columns]) {
                                assertThat(features[i])
                                        .as(
                                                "features must be finite where the mask says that they are valid; set the mask to false "
                                                        + "at %s, or refuse the file",
                                                clip.describe(modality, i / columns, i % columns))
                                        .isFinite();
                            }
                        }
                    }));
        }
    }

    /** Checks that a label is one, or NaN. */
    @Test
    public final void hasLabelsInRangeOrNone() {
        try (Dataset dataset = open()) {
            List<TargetInfo> targets = dataset.info().targets();
            each(dataset, clip -> {
                float[] labels = ClipReading.labels(clip, targets.size(), 0, clip.length());
                for (int i = 0; i < labels.length; i++) {
                    TargetInfo target = targets.get(i % targets.size());
                    assertThat(Float.isNaN(labels[i]) || target.accepts(labels[i]))
                            .as(
                                    "a label must be in the range that info() gives its target, %s, or NaN where there is none, and never "
                                            + "a number that stands for a missing one; found %s at %s",
                                    target, labels[i], clip.describe("labels", i / targets.size(), i % targets.size()))
                            .isTrue();
                }
            });
        }
    }

    /** Checks the clock of a clip. */
    @Test
    public final void hasTimesThatAscend() {
        try (Dataset dataset = open()) {
            each(dataset, clip -> {
                double[] times = ClipReading.times(clip, 0, clip.length());
                for (int frame = 1; frame < times.length; frame++) {
                    boolean unknown = Double.isNaN(times[frame]) || Double.isNaN(times[frame - 1]);
                    assertThat(unknown || times[frame - 1] < times[frame])
                            .as(
                                    "times must ascend, or be NaN where they are not known; found %s and then %s at frame %d of the clip %s",
                                    times[frame - 1], times[frame], frame, clip.id())
                            .isTrue();
                }
            });
        }
    }

    /** Checks that a message can name the place of a value. */
    @Test
    public final void saysWhereAValueComesFrom() {
        try (Dataset dataset = open()) {
            Clip clip = first(dataset);
            List<String> things = new ArrayList<>(dataset.info().modalities().keySet());
            things.add("labels");
            for (String what : things) {
                assertThat(clip.describe(what, 0, 0))
                        .as("describe() must name the place of a value for error messages, also of %s", what)
                        .isNotBlank()
                        .doesNotContain("\n");
            }
        }
    }

    /** Checks that several threads may read at once, as the loader of batches does. */
    @Test
    public final void isReadBySeveralThreadsAtOnce() {
        try (Dataset dataset = open()) {
            List<Clip> clips = clips(dataset);
            List<ClipValues> expected =
                    clips.stream().map(clip -> ClipValues.of(dataset, clip)).toList();
            List<CompletableFuture<List<ClipValues>>> readers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                readers.add(CompletableFuture.supplyAsync(
                        () -> clips.stream()
                                .map(clip -> ClipValues.of(dataset, clip))
                                .toList(),
                        task -> new Thread(task, "contract-reader").start()));
            }
            for (CompletableFuture<List<ClipValues>> reader : readers) {
                List<ClipValues> found = reader.join();
                for (int i = 0; i < found.size(); i++) {
                    found.get(i).mustEqual(expected.get(i), "a clip that several threads read at once");
                }
            }
        }
    }

    /** Checks that closing twice does no harm. */
    @Test
    public final void mayBeClosedTwice() {
        Dataset dataset = open();
        dataset.close();
        assertThatCode(dataset::close)
                .as("closing what is closed must do nothing; remember that it was closed")
                .doesNotThrowAnyException();
    }

    private Dataset open() {
        return open(new DatasetContext(List.of(), List.of()));
    }

    private Dataset open(DatasetContext context) {
        return factory().open(config(), context);
    }

    private static List<String> targets(DatasetInfo info) {
        return info.targets().stream().map(TargetInfo::name).toList();
    }

    private static List<String> reversed(Iterable<String> names) {
        List<String> list = new ArrayList<>();
        names.forEach(list::add);
        Collections.reverse(list);
        return list;
    }

    private static List<String> ids(Dataset dataset, Split split) {
        return dataset.clips(split).stream().map(Clip::id).toList();
    }

    private static List<Clip> clips(Dataset dataset) {
        return Arrays.stream(Split.values())
                .flatMap(split -> dataset.clips(split).stream().limit(CLIPS))
                .toList();
    }

    private static Clip first(Dataset dataset) {
        List<Clip> clips = clips(dataset);
        assertThat(clips)
                .as("a corpus must have at least one clip; let config() open one that has")
                .isNotEmpty();
        return clips.get(0);
    }

    private static void each(Dataset dataset, Consumer<Clip> check) {
        first(dataset);
        clips(dataset).forEach(check);
    }
}
