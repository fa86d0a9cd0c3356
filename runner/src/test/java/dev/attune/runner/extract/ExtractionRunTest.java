package dev.attune.runner.extract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.attune.api.ComponentFactory;
import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.data.Split;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.plugin.ComponentRegistry;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extracts recordings that are scripts, and reads the store as an experiment would. */
final class ExtractionRunTest {
    private static final String CONFIG = """
            media: scripts
            modalities:
              visual: frames
              audio: {type: tones, window: {seconds: 0.1, at: centre}}
              text: word-lengths
            transcript: words-beside
            labels: {targets: {valence: {min: -1, max: 1}}, invalid: [-5]}
            splits: splits.csv
            extensions: [script]
            """;

    private static final ConfigLoader LOADER =
            new ConfigLoader(ComponentRegistry.of(List.of(new ScriptedMedia())), List.of(), Map.of());

    @TempDir
    private Path folder;

    private final List<String> notices = new ArrayList<>();
    private Path in;
    private Path store;

    @BeforeEach
    void writeRecordings() throws IOException {
        in = Files.createDirectories(folder.resolve("in"));
        store = folder.resolve("store");
        ScriptedMedia.CALLS.clear();
        clip("one", "seconds 2", "finding The sound ends early.");
        Files.writeString(in.resolve("one.words"), "0.5 1.0 hello\n1.25 1.5 you\n");
        Files.writeString(in.resolve("one.labels.csv"), "time,valence\n0,0\n1,1\n1.5,-5\n");
        Files.createDirectories(in.resolve("two"));
        clip("two/b", "seconds 1.2");
        Files.writeString(folder.resolve("splits.csv"), "clip,split\none,train\ntwo/b.script,validation\nthree,test\n");
    }

    private void clip(String name, String... lines) throws IOException {
        Files.writeString(in.resolve(name + ".script"), String.join("\n", lines) + "\n");
    }

    private Extraction extraction(String yaml, String... overrides) throws IOException {
        Path file = Files.writeString(folder.resolve("features.yaml"), yaml);
        return Extraction.of(LOADER.loadExtraction(file, List.of(overrides)));
    }

    private ExtractionResult run(Extraction extraction) {
        ScriptedMedia.CALLS.clear();
        notices.clear();
        return new ExtractionRun(extraction, 2, new ExtractionListener() {
                    @Override
                    public void onNotice(String notice) {
                        notices.add(notice);
                    }
                })
                .run(in, store);
    }

    private ExtractionResult run(String... overrides) throws IOException {
        return run(extraction(CONFIG, overrides));
    }

    private static Map<String, Integer> calls() {
        Map<String, Integer> calls = new TreeMap<>();
        ScriptedMedia.CALLS.forEach((name, count) -> calls.put(name, count.get()));
        return calls;
    }

    /** Opens the store with the dataset that experiments use. */
    private Dataset dataset() {
        return open(requireNonNull(
                PluginHost.ofProcess().registry().datasets().get("features"), "the dataset comes with the runner"));
    }

    private <C extends Record> Dataset open(DatasetFactory<C> factory) {
        ConfigLoader loader = new ConfigLoader(PluginHost.ofProcess());
        Record config = loader.experimentFromYaml(
                        "data: {type: features, root: '" + store + "'}\n", folder.resolve("experiment.yaml"))
                .data()
                .dataset()
                .options();
        return factory.open(factory.configType().cast(config), new DatasetContext(List.of(), List.of()));
    }

    private static float[] features(Clip clip, String modality, int width) {
        FloatBuffer buffer = FloatBuffer.allocate(clip.length() * width);
        clip.readFeatures(modality, 0, clip.length(), buffer);
        return buffer.array();
    }

    private static boolean[] mask(Clip clip, String modality) {
        boolean[] mask = new boolean[clip.length()];
        clip.readMask(modality, 0, clip.length(), mask, 0);
        return mask;
    }

    @Test
    void writesAStoreThatExperimentsRead() throws IOException {
        ExtractionResult result = run();
        assertThat(result.isAcceptable()).isTrue();
        try (Dataset dataset = dataset()) {
            assertThat(dataset.info().modalities())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("visual", 2, "audio", 1, "text", 1));
            assertThat(dataset.clips(Split.TRAIN)).singleElement().satisfies(ExtractionRunTest::isTheFirstClip);
            assertThat(dataset.clips(Split.VALIDATION)).singleElement().satisfies(clip -> {
                assertThat(clip.id()).isEqualTo("two-b");
                assertThat(mask(clip, "text")).hasSize(30).containsOnly(false);
                assertThat(features(clip, "text", 1)).containsOnly(0);
            });
            assertThat(dataset.clips(Split.TEST)).isEmpty();
        }
        assertThat(Files.readString(result.ledger()))
                .contains("clip,modality,frames,valid,seconds,status,reason\n")
                .containsPattern(
                        "one,visual,50,0.8000,[0-9.]+,ok,The sound ends early.; one picture in five has no face\n")
                .containsPattern("one,labels,50,[0-9.]+,[0-9.]+,ok,\n")
                .containsPattern("two-b,text,30,0.0000,[0-9.]+,ok,no transcript was found\n");
    }

    private static void isTheFirstClip(Clip clip) {
        assertThat(clip.id()).isEqualTo("one");
        assertThat(clip.length()).isEqualTo(50);
        float[] visual = features(clip, "visual", 2);
        assertThat(visual[2 * 6]).isEqualTo(0.24f);
        assertThat(visual[2 * 9 + 1]).as("a picture without a face").isZero();
        assertThat(mask(clip, "visual")).startsWith(true, true, true, true, false, true);
        assertThat(features(clip, "audio", 1)[25]).isCloseTo(99.5f, within(1e-3f));
        float[] text = features(clip, "text", 1);
        assertThat(text[12]).isZero();
        assertThat(text[13]).as("at 0.52 s, within hello").isEqualTo(5);
        assertThat(text[35]).as("at 1.4 s, within you").isEqualTo(3);
        assertThat(mask(clip, "text")[30]).isFalse();
        FloatBuffer labels = FloatBuffer.allocate(50);
        clip.readLabels(0, 50, labels);
        assertThat(labels.get(5)).isCloseTo(0.2f, within(1e-6f));
        assertThat(labels.get(30)).as("towards an invalid line").isNaN();
    }

    @Test
    void writesRegionsWhereTheEncoderGivesSome() throws IOException {
        run();
        byte[] bytes = Files.readAllBytes(store.resolve("one/visual.region.npy"));
        assertThat(new String(bytes, 0, 128, StandardCharsets.ISO_8859_1)).contains("'<f4'", "(50, 5)");
        ByteBuffer values =
                ByteBuffer.wrap(bytes, bytes.length - 50 * 20, 50 * 20).order(ByteOrder.LITTLE_ENDIAN);
        float[] numbers = new float[250];
        values.asFloatBuffer().get(numbers);
        assertThat(Arrays.copyOfRange(numbers, 5 * 24, 5 * 25)).containsExactly(0.25f, 0.5f, 0.125f, 0.125f, 0.75f);
        assertThat(Arrays.copyOfRange(numbers, 5 * 25, 5 * 26)).containsOnly(0);
        assertThat(store.resolve("one/audio.region.npy")).doesNotExist();
    }

    @Test
    void doesAgainOnlyWhatHasChanged() throws IOException {
        run();
        assertThat(calls()).hasSize(6);
        Object tones = fileKey("one/audio.npy");
        ExtractionResult again = run();
        assertThat(calls()).isEmpty();
        assertThat(again.clips()).allMatch(ClipOutcome::wasThere);
        assertThat(Files.readString(again.ledger())).contains("kept").doesNotContain(",ok,");

        run("modalities.visual.gain=2");
        assertThat(calls()).containsExactly(Map.entry("frames b.script", 1), Map.entry("frames one.script", 1));
        try (Dataset dataset = dataset()) {
            Clip clip = dataset.clips(Split.TRAIN).get(0);
            assertThat(features(clip, "visual", 2)[12]).isEqualTo(0.48f);
            assertThat(features(clip, "text", 1)[13]).isEqualTo(5);
        }
        assertThat(fileKey("one/audio.npy")).as("the very file").isEqualTo(tones);

        Files.writeString(in.resolve("one.words"), "0.5 1.0 goodbye\n");
        run("modalities.visual.gain=2");
        assertThat(calls()).containsExactly(Map.entry("word-lengths one.script", 1));

        Files.writeString(in.resolve("one.labels.csv"), "time,valence\n0,0.5\n2,0.5\n");
        assertThat(run("modalities.visual.gain=2").clips().get(0).parts())
                .filteredOn(part -> part.status() == ClipOutcome.Status.OK)
                .extracting(ClipOutcome.Part::name)
                .containsExactly("labels");
        assertThat(calls()).isEmpty();

        clip("two/b", "seconds 1.6");
        run("modalities.visual.gain=2");
        assertThat(calls().keySet()).containsExactly("frames b.script", "tones b.script", "word-lengths b.script");
        run("modalities.visual.gain=2", "clock={rate: 10}");
        assertThat(calls()).hasSize(6);
        try (Dataset dataset = dataset()) {
            assertThat(dataset.clips(Split.TRAIN).get(0).length()).isEqualTo(20);
        }
    }

    @Test
    void findsWordsAgainWhenTheirFileComesWhereverItIs() throws IOException {
        Path words = Files.createDirectories(folder.resolve("words"));
        String elsewhere = "transcript={type: words-beside, folder: '" + words + "'}";
        assertThat(run(elsewhere).clips().get(0).parts())
                .filteredOn(part -> part.name().equals("text"))
                .allMatch(part -> part.valid() == 0);
        Files.writeString(in.resolve("one.words"), "0 1 unread\n");
        Files.writeString(in.resolve("one.notes"), "nobody reads this");
        run(elsewhere);
        assertThat(calls()).isEmpty();
        Files.writeString(words.resolve("one.words"), "0.5 1.0 hello\n");
        run(elsewhere);
        assertThat(calls()).containsExactly(Map.entry("word-lengths one.script", 1));
        try (Dataset dataset = dataset()) {
            assertThat(features(dataset.clips(Split.TRAIN).get(0), "text", 1)[13])
                    .isEqualTo(5);
        }
    }

    @Test
    void anotherVersionMakesFeaturesAgain() throws IOException {
        Map<String, String> versions = new TreeMap<>();
        run(versions);
        run(versions);
        assertThat(calls()).isEmpty();
        versions.put("words-beside", "2");
        run(versions);
        assertThat(calls().keySet()).containsExactly("word-lengths b.script", "word-lengths one.script");
        versions.put("tones", "2");
        run(versions);
        assertThat(calls().keySet()).containsExactly("tones b.script", "tones one.script");
        for (String all : List.of("scripts", "attune")) {
            versions.put(all, "2");
            assertThat(run(versions).clips().get(0).parts())
                    .hasSize(4)
                    .allMatch(part -> part.status() == ClipOutcome.Status.OK);
        }
        JsonNode encoders = JsonFiles.read(store.resolve("store.json")).path("encoders");
        assertThat(encoders.path("versions").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("frames", "scripts", "tones", "word-lengths", "words-beside");
    }

    private ExtractionResult run(Map<String, String> newer) throws IOException {
        ScriptedMedia.CALLS.clear();
        Versions versions = new Versions() {
            @Override
            public String of(ComponentFactory<?> component) {
                return newer.getOrDefault(component.name(), "1");
            }

            @Override
            public String attune() {
                return newer.getOrDefault("attune", "1");
            }
        };
        return new ExtractionRun(extraction(CONFIG), 1, ModelDownload.encrypted(), versions, ExtractionListener.SILENT)
                .run(in, store);
    }

    private Extraction stored(ConfigLoader loader) {
        return Extraction.ofStore(store, loader);
    }

    @Test
    void saysThatATranscriptHasNoEffect() throws IOException {
        run(extraction(CONFIG.replace("  text: word-lengths\n", "")));
        assertThat(notices)
                .containsExactly("transcript: words-beside has no effect, because no encoder attends to words.");
    }

    private Object fileKey(String file) throws IOException {
        return Files.readAttributes(store.resolve(file), BasicFileAttributes.class)
                .fileKey();
    }

    @Test
    void knowsAModelByItsContent() throws IOException {
        Path model = Files.writeString(folder.resolve("face.onnx"), "weights");
        run("modalities.visual.model=" + model);
        run("modalities.visual.model=" + model);
        assertThat(calls()).isEmpty();
        Files.writeString(model, "other weights");
        run("modalities.visual.model=" + model);
        assertThat(calls().keySet()).containsExactly("frames b.script", "frames one.script");
        JsonNode encoders = JsonFiles.read(store.resolve("store.json")).path("encoders");
        assertThat(encoders.path("models").path(model.toString()).asText()).isEqualTo(Sha256.of("other weights"));

        Extraction stored = Extraction.ofStore(store, LOADER);
        Files.writeString(model, "third weights");
        assertThatThrownBy(() -> run(stored))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("wanted " + Sha256.of("other weights") + ", with which the features were made");
    }

    @Test
    void theStoreSaysHowToDoTheSameToAnotherRecording() throws IOException {
        run("modalities.visual.gain=3", "clock={rate: 10}");
        Files.delete(folder.resolve("splits.csv"));
        Extraction stored = Extraction.ofStore(store, LOADER).only(Set.of("visual", "audio"));
        Path other = folder.resolve("other");
        ExtractionResult result = new ExtractionRun(stored, 1, ExtractionListener.SILENT)
                .run(List.of(ClipFile.of(in.resolve("one.script"))), other);
        assertThat(result.isAcceptable()).isTrue();
        assertThat(result.dimensions()).containsExactly(Map.entry("visual", 2), Map.entry("audio", 1));
        for (String array : List.of("time", "visual", "visual.mask", "audio", "audio.mask")) {
            assertThat(other.resolve("one/" + array + ".npy"))
                    .hasSameBinaryContentAs(store.resolve("one/" + array + ".npy"));
        }
        Path words = Files.createDirectories(folder.resolve("words"));
        Files.writeString(words.resolve("one.words"), "0 1 elsewhere\n");
        JsonNode description = JsonFiles.read(store.resolve("store.json")).path("encoders");
        Extraction changed =
                Extraction.ofDescription(description, store, LOADER, List.of("transcript.folder='" + words + "'"));
        assertThat(changed.config().modalities())
                .isEqualTo(stored(LOADER).config().modalities());
        new ExtractionRun(changed, 1, ExtractionListener.SILENT)
                .run(List.of(ClipFile.of(in.resolve("one.script"))), folder.resolve("elsewhere"));
        assertThat(JsonFiles.read(folder.resolve("elsewhere/one/extracted.json"))
                        .at("/parts/text/valid")
                        .asInt())
                .isEqualTo(10);
        Files.writeString(store.resolve("store.json"), "{\"format\": 1, \"encoders\": {\"any\": \"thing\"}}");
        assertThatThrownBy(() -> Extraction.ofStore(store, LOADER))
                .hasMessage(store.resolve("store.json")
                        + " does not say how its features were made: attune extract did not make it.");
    }

    @Test
    void aClipThatFailsIsNotInTheStoreAndSaysWhy() throws IOException {
        clip("bad", "nothing");
        Map<String, String> mistakes = Map.of(
                "width", "found a row of 3 features, wanted 2",
                "infinite", "found NaN as feature 1, wanted a finite number",
                "order", "found a row that begins there after one that begins at 0.920 s");
        for (String mistake : mistakes.keySet()) {
            clip(mistake, "seconds 2", "mistake " + mistake);
        }
        clip("data", "seconds 2", "mistake data");
        clip("bug", "seconds 2", "mistake bug");
        ExtractionResult result = run("splits=null");
        assertThat(result.isAcceptable()).isFalse();
        assertThat(result.failures()).hasSize(6);
        Map<String, String> reasons = new TreeMap<>();
        result.failures()
                .forEach(clip -> reasons.put(clip.clip().name(), clip.failure().orElseThrow()));
        assertThat(reasons.get("bad")).isEqualTo(in.resolve("bad.script") + " is not a recording.");
        assertThat(reasons.get("data")).isEqualTo("The file cannot be read any further.");
        assertThat(reasons.get("bug"))
                .isEqualTo("The encoder frames failed: java.lang.IllegalStateException: no state."
                        + " Report this to its author.");
        mistakes.forEach((name, message) -> assertThat(reasons.get(name))
                .startsWith("The encoder frames failed on " + name + " at ")
                .contains(message)
                .endsWith(". Report this to its author."));
        assertThat(Files.readString(result.ledger()))
                .contains("data,visual,0,0.0000,0.00,failed,The file cannot be read any further.\n")
                .contains("data,audio,0,0.0000,0.00,failed,\"not in the store, because visual failed\"\n");
        try (Stream<Path> entries = Files.list(store)) {
            assertThat(entries.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(".lock", "extract.csv", "store.json", "one", "two-b");
        }
        assertThat(JsonFiles.read(store.resolve("store.json")).path("splits").path("train"))
                .hasSize(2);

        assertThat(run("splits=null", "allow-failed=6").isAcceptable()).isTrue();
        assertThat(calls().keySet()).as("what failed is tried again").contains("frames bug.script");
        assertThat(run("splits=null", "modalities.visual.wrong=false", "allow-failed=1")
                        .isAcceptable())
                .isTrue();
        assertThat(JsonFiles.read(store.resolve("store.json")).path("splits").path("train"))
                .hasSize(7);
    }

    @Test
    void doesNotLeaveTheOtherClipsOutForOneThatIsGivenAlone() throws IOException {
        run();
        String before = Files.readString(store.resolve("store.json"));
        ExtractionRun alone = new ExtractionRun(extraction(CONFIG, "splits=null"), 1, ExtractionListener.SILENT);
        assertThatThrownBy(() -> alone.run(in.resolve("one.script"), store))
                .isInstanceOf(DataException.class)
                .hasMessage(store + " holds other clips (two-b), which store.json would leave out; give the folder that"
                        + " all of them came from, or another --out.");
        assertThat(store.resolve("store.json")).hasContent(before);
        assertThat(alone.run(in.resolve("one.script"), folder.resolve("new")).isAcceptable())
                .isTrue();
        assertThat(alone.run(in.resolve("one.script"), folder.resolve("new")).clips())
                .allMatch(ClipOutcome::wasThere);
    }

    @Test
    void keepsNothingInAStoreOfAnotherKind() throws IOException {
        run();
        assertKeepingIsRefused(" has labels, which --keep would lose; name a new folder.");
        run("labels=null");
        assertKeepingIsRefused(" has splits, which --keep would lose; name a new folder.", "labels=null");
        String[] plain = {"labels=null", "splits=null"};
        run(plain);
        assertThat(keep(plain).clips()).allMatch(ClipOutcome::wasThere);
        assertKeepingIsRefused(
                " was made in another way (clock.rate, modalities.visual.gain), and --keep does not replace its"
                        + " features; name a new folder.",
                "labels=null",
                "splits=null",
                "clock={rate: 10}",
                "modalities.visual.gain=2");
        Files.delete(in.resolve("two/b.script"));
        assertKeepingIsRefused(
                " holds other clips (two-b), which store.json would leave out; give the folder that all of them came"
                        + " from, or another --keep.",
                plain);
    }

    private ExtractionResult keep(String... overrides) throws IOException {
        return new ExtractionRun(extraction(CONFIG, overrides), 1, ExtractionListener.SILENT).keep(in, store);
    }

    private void assertKeepingIsRefused(String message, String... overrides) throws IOException {
        Map<String, String> before = content();
        assertThatThrownBy(() -> keep(overrides))
                .isInstanceOf(DataException.class)
                .hasMessage(store + message);
        assertThat(content()).isEqualTo(before);
    }

    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(store)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".lock")) // says who held it last, and when
                    .forEach(file -> content.put(file.toString(), Sha256.of(file)));
        }
        return content;
    }

    @Test
    void readsLabelsAndWordsBeforeItEncodes() throws IOException {
        Files.writeString(in.resolve("one.labels.csv"), "time,valence\n0,7\n");
        Files.writeString(in.resolve("two/b.words"), "bug");
        ExtractionResult result = run();
        assertThat(calls()).isEmpty();
        assertThat(result.clips().get(0).failure().orElseThrow())
                .startsWith(in.resolve("one.labels.csv") + ", line 2: found 7 for valence");
        assertThat(result.clips().get(1).failure())
                .contains("The transcriber words-beside failed: java.lang.IllegalStateException: no words."
                        + " Report this to its author.");
        assertThat(Files.readString(result.ledger()))
                .contains("two-b,visual,0,0.0000,0.00,failed,\"not in the store, because text failed\"\n");
    }

    @Test
    void oneClipThatNeedsTooMuchMemoryOrAnEncoderThatCannotBeClosedEndsNoOther() throws IOException {
        clip("big", "seconds 2", "mistake memory");
        clip("odd", "seconds 2", "mistake close");
        ExtractionResult result = run("splits=null", "modalities.audio={type: frames, window: null, align: zero}");
        assertThat(result.failures()).extracting(clip -> clip.clip().name()).containsExactly("big", "odd");
        assertThat(result.failures().get(0).failure().orElseThrow())
                .startsWith("The encoder frames needs more memory than there is: of the ")
                .contains("--jobs");
        assertThat(result.failures().get(1).failure()).contains("The file ends here.");
        assertThat(notices)
                .containsExactly(
                        "The encoder of visual failed when it was closed: java.lang.IllegalStateException: it sticks."
                                + " Report this to its author.");
        assertThat(store.resolve("two-b/visual.npy")).exists();
    }

    @Test
    void keepsTheGroupsThatWereWrittenBesideTheStore() throws IOException {
        run();
        Path groups = Files.writeString(store.resolve("groups.csv"), "clip,group\none,anna\ntwo-b,anna\n");
        Files.delete(in.resolve("two/b.script"));
        run();
        assertThat(groups).hasContent("clip,group\none,anna\ntwo-b,anna\n");
        try (Dataset dataset = dataset()) {
            assertThat(dataset.clips(Split.TRAIN))
                    .extracting(Clip::id, Clip::group)
                    .containsExactly(tuple("one", "anna"));
            assertThat(dataset.notes()).containsExactly("groups.csv names a clip that the store has not: two-b");
        }
    }

    @Test
    void leavesOutClipsWhoseRecordingIsGone() throws IOException {
        run();
        Files.delete(in.resolve("two/b.script"));
        run();
        assertThat(notices)
                .containsExactly("The store has a clip whose recording is not there any more: two-b. Its folder stays,"
                        + " but store.json leaves it out.");
        assertThat(store.resolve("two-b/visual.npy")).exists();
        assertThat(JsonFiles.read(store.resolve("store.json")).path("splits").path("validation"))
                .isEmpty();
    }

    @Test
    void goesOnAfterAKillBetweenTwoRenamings() throws IOException {
        run();
        Files.move(store.resolve("one"), store.resolve(".one.old"));
        Files.createDirectories(store.resolve(".two-b.part/deep"));
        run();
        assertThat(calls()).isEmpty();
        assertThat(store.resolve("one/visual.npy")).exists();
        assertThat(store.resolve(".one.old")).doesNotExist();
        assertThat(store.resolve(".two-b.part")).doesNotExist();
    }

    @Test
    void refusesWhatItCannotDoBeforeItBegins() throws IOException {
        Files.writeString(folder.resolve("splits.csv"), "clip,split\none,train\n");
        assertThatThrownBy(this::run)
                .hasMessage(folder.resolve("splits.csv")
                        + " has no line for two-b; add each clip and its split, or take the recordings out of"
                        + " the folder.");
        Files.writeString(folder.resolve("splits.csv"), "clip,split\none,training\n");
        assertThatThrownBy(this::run)
                .hasMessage(folder.resolve("splits.csv")
                        + ", line 2: found the split training, wanted train, validation or test.");
        clip("two-b", "seconds 2");
        assertThatThrownBy(() -> run("splits=null"))
                .hasMessageContaining("would both be the clip two-b of the store; rename one of them.");
        Files.delete(in.resolve("two-b.script"));

        Files.createDirectories(store);
        Files.writeString(store.resolve("thesis.txt"), "mine");
        assertThatThrownBy(() -> run("splits=null"))
                .hasMessage(
                        store + " holds thesis.txt, which attune extract did not make; --out wants a new folder, or one"
                                + " that it made.");
        assertThatThrownBy(() -> run("splits=null", "extensions=[mp4]"))
                .hasMessage(in + " has no recording: found no file whose name ends with .mp4; others can be named with"
                        + " extensions.");
        assertThat(calls()).isEmpty();
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        List<String> told = new ArrayList<>();
        AtomicInteger steps = new AtomicInteger();
        new ExtractionRun(extraction(CONFIG), 1, new ExtractionListener() {
                    @Override
                    public void onBegin(List<ClipFile> clips, Path where) {
                        told.add("begin " + clips.size());
                    }

                    @Override
                    public void onStart(ClipFile clip) {
                        told.add("start " + clip.name());
                    }

                    @Override
                    public void onProgress(ClipFile clip, double share) {
                        assertThat(share).isBetween(0.0, 1.0);
                        steps.incrementAndGet();
                    }

                    @Override
                    public void onEnd(ClipOutcome outcome) {
                        told.add("end " + outcome.clip().name());
                    }
                })
                .run(in, store);
        assertThat(told).containsExactly("begin 2", "start one", "end one", "start two-b", "end two-b");
        assertThat(steps.get()).isGreaterThan(2);
    }
}
