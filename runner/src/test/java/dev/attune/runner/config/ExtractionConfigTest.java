package dev.attune.runner.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.ConfigException;
import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.NoOptions;
import dev.attune.api.config.Range;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.encoder.Sense;
import dev.attune.api.media.Media;
import dev.attune.api.media.MediaFactory;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.TranscriberFactory;
import dev.attune.runner.plugin.ComponentRegistry;
import dev.attune.runner.plugin.PluginHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Descriptions of extractions: what they mean, and what is wrong with them. */
final class ExtractionConfigTest {
    @TempDir
    private Path folder;

    record FaceOptions(
            @Doc("Pixels.") @DefaultValue("48") @Range(min = 8, max = 512)
            int size,

            @Doc("The model.") Optional<ModelSource> model) {}

    private static ConfigLoader loader(boolean withSidecar) {
        return new ConfigLoader(
                ComponentRegistry.of(List.of(new ConfiguredPlugin(withSidecar))), List.of(), Map.of("MODELS", "nets"));
    }

    private ExtractionConfig load(String yaml, String... overrides) throws IOException {
        Path file = Files.writeString(folder.resolve("features.yaml"), yaml);
        return loader(true).loadExtraction(file, List.of(overrides));
    }

    private List<String> problems(ConfigLoader loader, String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("features.yaml"), yaml);
        List<String> lines = new ArrayList<>();
        assertThatThrownBy(() -> loader.loadExtraction(file, List.of()))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> String.valueOf(e.getMessage())
                                .lines()
                                .skip(1)
                                .map(line -> line.replaceFirst("^ +[0-9]+\\. .*features\\.yaml:", ""))
                                .forEach(lines::add));
        return lines;
    }

    @Test
    void commonKeysStandBesideTheEncoders() throws IOException {
        ExtractionConfig config = load("""
                modalities:
                  visual: face
                  audio: {type: sound, window: 0.96}
                  text: {type: words, align: hold, max-gap: 2}
                """);
        assertThat(config.modalities().keySet()).containsExactly("visual", "audio", "text");
        ModalityConfig visual = modality(config, "visual");
        assertThat(visual.encoder().options()).isEqualTo(new FaceOptions(48, Optional.empty()));
        assertThat(visual.placement()).isEqualTo(Align.ZERO);
        ModalityConfig audio = modality(config, "audio");
        assertThat(audio.placement()).isEqualTo(Align.MEAN);
        assertThat(audio.window()).contains(new LookConfig(0.96, LookConfig.At.AHEAD));
        ModalityConfig text = modality(config, "text");
        assertThat(text.placement()).isEqualTo(Align.HOLD);
        assertThat(text.gap()).isEqualTo(2);
        assertThat(visual.maxGap()).isEmpty();
        assertThat(config.clock().rate()).isEmpty();
        assertThat(config.transcript().orElseThrow().name()).isEqualTo("sidecar");
        assertThat(config.extensions()).contains("mp4", "wav");
    }

    @Test
    void theEffectiveConfigurationReadsBackTheSame() throws IOException {
        Path model = Files.writeString(folder.resolve("net.onnx"), "");
        ExtractionConfig config = load("""
                clock: {rate: 25}
                modalities:
                  visual: {type: face, model: net.onnx, size: 64}
                  audio: {type: sound, window: {seconds: 0.5, at: behind}}
                  held: {type: face, align: hold}
                labels: {targets: {valence: {}, speaking: {kind: binary}}}
                """);
        String yaml = EffectiveConfig.yaml(config);
        assertThat(yaml).contains(model.toString(), "align: zero", "align: hold\n    max-gap: 1.0", "kind: binary");
        assertThat(EffectiveConfig.yaml(load(yaml))).isEqualTo(yaml);
        assertThat(loader(true)
                        .extractionFromYaml(yaml, folder.resolve("store.json"))
                        .labels())
                .isEmpty();
    }

    @Test
    void aGapWithoutUseIsRefused() throws IOException {
        assertThat(problems(loader(true), """
                modalities:
                  visual: {type: face, max-gap: 2}
                  audio: {type: sound, align: nearest, max-gap: 0.5}
                """))
                .containsExactly("2:3: modalities.visual: found a max-gap, which goes with align: hold, nearest or"
                        + " interpolate, and align: zero; leave one of them out");
    }

    @Test
    void overridesReachIntoOneModality() throws IOException {
        String yaml = "modalities:\n  visual: {type: face, size: 64}\n  audio: {type: sound, align: hold}\n";
        ModalityConfig visual = modality(load(yaml, "modalities.visual.align=nearest"), "visual");
        assertThat(visual.placement()).isEqualTo(Align.NEAREST);
        assertThat(visual.encoder().options()).isEqualTo(new FaceOptions(64, Optional.empty()));
        ModalityConfig other = modality(load(yaml, "modalities.audio.type=face"), "audio");
        assertThat(other.encoder().name()).isEqualTo("face");
        assertThat(other.placement()).as("a key that all share stays").isEqualTo(Align.HOLD);
        ModalityConfig replaced = modality(load(yaml, "modalities.visual=sound"), "visual");
        assertThat(replaced.encoder().name()).isEqualTo("sound");
        assertThat(replaced.encoder().options()).as("size went with face").isEqualTo(new NoOptions());
    }

    @Test
    void allProblemsAreFoundAtOnce() throws IOException {
        assertThat(problems(loader(true), """
                clock: {rate: 0}
                modalities:
                  visual: {type: face, sise: 64, model: {source: gone.onnx, sha256: 12}}
                  labels: sound
                  my.audio: {type: sound, window: 1, align: hold}
                  text: wrods
                labels: {targets: {}}
                splits: nowhere.csv
                allow-failed: -1
                """))
                .containsExactly(
                        "1:15: clock.rate: found 0, wanted a number between 0.1 and 1000",
                        "3:24: modalities.visual.sise: unknown option of face; did you mean size?",
                        "3:34: modalities.visual.model: sha256 must have 64 hexadecimal digits, found 12",
                        "4:3: modalities.labels: found the name labels, wanted letters, digits, - and _, and neither time"
                                + " nor labels: files of the store are called by it",
                        "5:3: modalities.my.audio: found the name my.audio, wanted letters, digits, - and _, and neither"
                                + " time nor labels: files of the store are called by it",
                        "5:3: modalities.my.audio: found a window, which goes with align: mean, and align: hold; leave one"
                                + " of them out",
                        "6:9: modalities.text: found wrods, wanted the name of an encoder: face, sound, words; did you mean"
                                + " words?",
                        "7:1: labels: found no target, wanted at least one column of labels",
                        "9:15: allow-failed: found -1, wanted a whole number between 0 and 1000000000");
        assertThat(problems(loader(true), "modalities: {visual: face}\nsplits: nowhere.csv\n"))
                .containsExactly("2:9: splits: found " + folder.resolve("nowhere.csv") + ", but there is no such file");
        assertThat(problems(loader(true), "modalities: {}\n"))
                .containsExactly(
                        "1:1: modalities: found none, wanted at least one name and its encoder, such as visual:"
                                + " face-hog");
        assertThat(problems(loader(true), "media: ffmpeg\n")).containsExactly("1:1: modalities: missing, wanted a map");
        assertThat(problems(loader(false), "modalities: {visual: face, text: words}\n"))
                .containsExactly("1:1: transcript: found sidecar, wanted a transcriber, but no plugin has one");
        assertThat(loader(false)
                        .loadExtraction(
                                Files.writeString(folder.resolve("silent.yaml"), "modalities: {visual: face}\n"),
                                List.of())
                        .transcript())
                .as("who needs no words needs no transcriber")
                .isEmpty();
    }

    @Test
    void aModelIsTakenFromTheFolderOfItsFile() throws IOException {
        Path model = Files.writeString(
                Files.createDirectories(folder.resolve("nets")).resolve("face.onnx"), "");
        String hash = "0123456789abcdef".repeat(4);
        assertThat(model("nets/face.onnx")).isEqualTo(ModelSource.of(model.toString()));
        assertThat(model("'${env:MODELS}/face.onnx'")).isEqualTo(ModelSource.of(model.toString()));
        assertThat(model("file:nets/face.onnx")).isEqualTo(ModelSource.of(model.toString()));
        assertThat(model("'" + model.toUri() + "'")).isEqualTo(ModelSource.of(model.toString()));
        assertThat(model("classpath:/models/face.onnx")).isEqualTo(ModelSource.of("classpath:/models/face.onnx"));
        assertThat(model("{source: 'https://example.org/face.onnx', sha256: " + hash + "}"))
                .isEqualTo(new ModelSource("https://example.org/face.onnx", Optional.of(hash)));

        String start = "1:42: modalities.visual.model: found ";
        assertThat(modelProblem("nets")).isEqualTo(start + "nets, but that is a folder");
        assertThat(modelProblem("nets/fac.onnx"))
                .isEqualTo(start + "nets/fac.onnx, but there is no file " + folder.resolve("nets/fac.onnx"));
        for (String wrong : List.of("http://example.org/a", "ftp://a/b", "https:nowhere", "classpath:models/a")) {
            assertThat(modelProblem(wrong))
                    .isEqualTo(start + wrong + ", wanted the path of a file, classpath:/name or https://address");
        }
        assertThat(modelProblem("{source: gone.onnx}"))
                .isEqualTo("1:51: modalities.visual.model.source: found gone.onnx, but there is no file "
                        + folder.resolve("gone.onnx"));
    }

    private static ModalityConfig modality(ExtractionConfig config, String name) {
        return requireNonNull(config.modalities().get(name), name);
    }

    private ModelSource model(String written) throws IOException {
        ModalityConfig visual =
                modality(load("modalities: {visual: {type: face, model: " + written + "}}\n"), "visual");
        return ((FaceOptions) visual.encoder().options()).model().orElseThrow();
    }

    private String modelProblem(String written) throws IOException {
        List<String> found = problems(loader(true), "modalities: {visual: {type: face, model: " + written + "}}\n");
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void noEncoderThatComesWithAttuneTakesAKeyThatAllShare() {
        Map<String, EncoderFactory<?>> encoders =
                PluginHost.ofProcess().registry().encoders();
        assertThat(encoders).hasSizeGreaterThan(5);
        Set<String> shared = new SharedKeysType(RecordSchema.of(ModalityConfig.class)).commonKeys();
        assertThat(shared).containsExactly("align", "max-gap", "window");
        encoders.forEach((name, factory) ->
                assertThat(RecordSchema.of(factory).keys()).as(name).doesNotContainAnyElementsOf(shared));
    }

    @Test
    void anExtractionIsKnownByItsKeys() throws IOException {
        assertThat(loader(true).isExtraction(write("modalities: {visual: face}\n")))
                .isTrue();
        assertThat(loader(true).isExtraction(write("data: features\nmodalities: [visual]\n")))
                .isFalse();
        assertThat(loader(true).isExtraction(write("fusion: rjcma\nmodalities: [visual]\n")))
                .isFalse();
        assertThat(loader(true).isExtraction(write("base: a.yaml\n"))).isFalse();
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("some.yaml"), yaml);
    }

    /** Components that exist only to be configured. */
    private record ConfiguredPlugin(boolean withSidecar) implements AttunePlugin {
        @Override
        public String id() {
            return "configured";
        }

        @Override
        public int apiVersion() {
            return ApiVersion.CURRENT;
        }

        @Override
        public List<EncoderFactory<?>> encoders() {
            return List.of(
                    new Configured<>("face", Sense.PICTURES, FaceOptions.class),
                    new Configured<>("sound", Sense.SOUND, NoOptions.class),
                    new Configured<>("words", Sense.WORDS, NoOptions.class));
        }

        @Override
        public List<MediaFactory<?>> media() {
            return List.of(new ConfiguredMedia());
        }

        @Override
        public List<TranscriberFactory<?>> transcribers() {
            return withSidecar ? List.of(new ConfiguredTranscriber()) : List.of();
        }
    }

    private record Configured<C extends Record>(String name, Sense sense, Class<C> configType)
            implements EncoderFactory<C> {
        @Override
        public String summary() {
            return "Configured only.";
        }

        @Override
        public Encoder create(C config, EncoderContext context) {
            throw new UnsupportedOperationException("configured only");
        }
    }

    private static final class ConfiguredMedia implements MediaFactory<NoOptions> {
        @Override
        public String name() {
            return "ffmpeg";
        }

        @Override
        public Class<NoOptions> configType() {
            return NoOptions.class;
        }

        @Override
        public String summary() {
            return "Configured only.";
        }

        @Override
        public Media create(NoOptions config) {
            throw new UnsupportedOperationException("configured only");
        }
    }

    private static final class ConfiguredTranscriber implements TranscriberFactory<NoOptions> {
        @Override
        public String name() {
            return "sidecar";
        }

        @Override
        public Class<NoOptions> configType() {
            return NoOptions.class;
        }

        @Override
        public String summary() {
            return "Configured only.";
        }

        @Override
        public Transcriber create(NoOptions config) {
            throw new UnsupportedOperationException("configured only");
        }
    }
}
