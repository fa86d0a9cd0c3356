package dev.attune.runner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.ConfigException;
import dev.attune.runner.config.TestComponents.FeaturesOptions;
import dev.attune.runner.config.TestComponents.JcaOptions;
import dev.attune.runner.config.TestComponents.PackedOptions;
import dev.attune.runner.config.TestComponents.RjcmaOptions;
import dev.attune.runner.config.TestComponents.RmseOptions;
import dev.attune.runner.config.TestComponents.TcnOptions;
import dev.attune.runner.plugin.ComponentKind;
import dev.attune.runner.plugin.ComponentRegistry;
import dev.attune.runner.plugin.PluginState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigLoaderTest {
    private static final Path NOMINAL = Path.of("experiments/first.yaml");

    @TempDir
    Path folder = Path.of("");

    private static ExperimentConfig read(String yaml) {
        return TestComponents.loader().experimentFromYaml(yaml, NOMINAL);
    }

    private Path write(String name, String yaml) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(folder.resolve(name).getParent());
        return Files.writeString(file, yaml);
    }

    private static ExperimentConfig load(Path file, String... overrides) {
        return TestComponents.loader().loadExperiment(file, List.of(overrides));
    }

    @Test
    void shortestExperimentHasEveryDefault() {
        ExperimentConfig config = read("data: {type: features, root: store}");

        assertThat(config.name()).isEqualTo("first");
        assertThat(config.data().dataset().options())
                .isEqualTo(new FeaturesOptions(Path.of("experiments/store").toAbsolutePath(), Optional.empty()));
        assertThat(config.data().modalities()).isEmpty();
        assertThat(config.data().window()).isEqualTo(new WindowConfig(300, 200));
        assertThat(config.data().standardize()).isEqualTo(DataConfig.Standardize.DIMENSION);
        assertThat(config.temporal()).containsOnlyKeys("default");
        assertThat(config.temporal("anything").options()).isEqualTo(new TcnOptions(List.of(256, 128), 5));
        assertThat(config.fusion().options())
                .isEqualTo(new RjcmaOptions(3, TestComponents.Variant.PAPER, false, "plain", Map.of()));
        assertThat(config.head()).isEqualTo(new HeadConfig(0, 0));
        assertThat(config.targets()).isEmpty();
        assertThat(config.loss().name()).isEqualTo("ccc");
        assertThat(config.metrics()).extracting(Selection::name).containsExactly("ccc", "pearson", "rmse");
        assertThat(config.training().epochs()).isEqualTo(100);
        assertThat(config.training().optimizer().lr()).isEqualTo(1e-4);
        assertThat(config.training().earlyStopping().on()).isEqualTo("ccc.mean");
        assertThat(config.training().modalityDropout()).isEmpty();
        assertThat(config.training().device()).isEqualTo(TrainingConfig.Device.AUTO);
        assertThat(config.seed()).isEqualTo(1);
    }

    @Test
    void everyTypeOfOptionIsRead() {
        ExperimentConfig config = read("""
                name: "3"
                data:
                  type: packed
                  train: a.npz
                  validation: {file: /data/b.npz, weight: 2}
                  test: {file: ../c.npz}
                  modalities: [visual, no, 3]
                  window: {length: 1_000, stride: 10}
                  standardize: scalar
                temporal:
                  visual: {type: tcn, channels: [8], kernel: 3}
                  "no": none
                fusion: {type: rjcma, depth: 0, variant: reference-code, share-weights: true, label: no, weights: {b: 1e-2, a: .5}}
                head: {hidden: 7, dropout: 5.0e-1}
                targets: [valence]
                loss: {type: mse}
                metrics: [{type: rmse, scale: -2}, ccc]
                training: {modality-dropout: {visual: 1}, early-stopping: {on: rmse.valence}}
                seed: -9000000000
                """);

        Path here = Path.of("experiments").toAbsolutePath();
        assertThat(config.name()).isEqualTo("3");
        PackedOptions packed = (PackedOptions) config.data().dataset().options();
        assertThat(packed.train()).isEqualTo(new TestComponents.SplitOptions(here.resolve("a.npz"), 1));
        assertThat(packed.validation()).isEqualTo(new TestComponents.SplitOptions(Path.of("/data/b.npz"), 2));
        assertThat(packed.test().orElseThrow().file())
                .isEqualTo(Path.of("c.npz").toAbsolutePath());
        assertThat(config.data().modalities()).containsExactly("visual", "no", "3");
        assertThat(config.data().window()).isEqualTo(new WindowConfig(1000, 10));
        assertThat(config.data().standardize()).isEqualTo(DataConfig.Standardize.SCALAR);
        assertThat(config.temporal()).containsOnlyKeys("visual", "no", "default");
        assertThat(config.temporal("visual").options()).isEqualTo(new TcnOptions(List.of(8), 3));
        assertThat(config.temporal("no").name()).isEqualTo("none");
        assertThat(config.temporal("3").name()).isEqualTo("tcn");
        RjcmaOptions rjcma = (RjcmaOptions) config.fusion().options();
        assertThat(rjcma.variant()).isEqualTo(TestComponents.Variant.REFERENCE_CODE);
        assertThat(rjcma.shareWeights()).isTrue();
        assertThat(rjcma.label()).isEqualTo("no");
        assertThat(rjcma.weights()).containsExactly(Map.entry("b", 0.01), Map.entry("a", 0.5));
        assertThat(config.head()).isEqualTo(new HeadConfig(7, 0.5));
        assertThat(config.loss().name()).isEqualTo("mse");
        assertThat(config.metrics().get(0).options()).isEqualTo(new RmseOptions(-2));
        assertThat(config.training().modalityDropout()).containsExactly(Map.entry("visual", 1.0));
        assertThat(config.seed()).isEqualTo(-9_000_000_000L);
    }

    @Test
    void effectiveConfigReadsBackEqual() {
        ExperimentConfig config = read("""
                name: "odd: # name ${env:CORPUS} $${env:CORPUS} 'q' \\"d\\" \\\\ \\t é 😀"
                data: {type: packed, train: "a b.npz", validation: "yes", modalities: ["true", "null", ~a, "1", ""], window: {length: 7, stride: 7}}
                temporal: {"true": none, default: {type: tcn, channels: [1, 2]}}
                fusion: {label: "${env:EPOCHS}", weights: {"": 1.0e-30, "a b": 123456789012.5}}
                metrics: [ccc, {type: rmse, scale: 1.0e+22}]
                targets: [a, "on", "- b"]
                training: {early-stopping: {on: ccc.on}, modality-dropout: {"1": 0.25}, schedule: {warmup-type: reference}}
                """);

        String yaml = EffectiveConfig.yaml(config);
        ExperimentConfig again = TestComponents.loader().experimentFromYaml(yaml, Path.of("/elsewhere/config.yaml"));

        assertThat(config.name()).isEqualTo("odd: # name /corpus ${env:CORPUS} 'q' \"d\" \\ \t é 😀");
        assertThat(again).isEqualTo(config);
        assertThat(EffectiveConfig.yaml(again)).isEqualTo(yaml);
    }

    @Test
    void effectiveConfigIsWholeAndLegible() {
        ExperimentConfig config = read("data: {type: features, root: /corpus, fold: 2}\nfusion: jca\n");

        assertThat(EffectiveConfig.yaml(config)).isEqualTo("""
                        name: first
                        data:
                          type: features
                          root: "/corpus"
                          fold: 2
                          modalities: []
                          window:
                            length: 300
                            stride: 200
                          standardize: dimension
                        temporal:
                          type: tcn
                          channels: [256, 128]
                          kernel: 5
                        fusion:
                          type: jca
                          width: 64
                          dropout: 0.1
                        head:
                          hidden: 0
                          dropout: 0.0
                        targets: []
                        loss: ccc
                        metrics:
                          - ccc
                          - pearson
                          - {type: rmse, scale: 1.0}
                        training:
                          epochs: 100
                          batch: 12
                          shuffle: true
                          optimizer:
                            type: adam
                            lr: 1.0e-4
                            weight-decay: 0.0
                            beta1: 0.9
                            beta2: 0.999
                            epsilon: 1.0e-8
                            momentum: 0.0
                          schedule:
                            type: plateau
                            patience: 5
                            factor: 0.1
                            min-lr: 1.0e-8
                            warmup: 0
                            warmup-type: linear
                          early-stopping:
                            "on": ccc.mean
                            patience: 15
                          gradient-clip: 0.0
                          modality-dropout: {}
                          device: auto
                          threads: 0
                          compile: auto
                        seed: 1
                        """);
    }

    @Test
    void idDependsOnEverythingButTheName() {
        String yaml = "data: {type: features, root: /corpus}\n";
        String id = EffectiveConfig.id(read(yaml));

        assertThat(id).matches("[0-9a-f]{12}");
        assertThat(EffectiveConfig.id(read(yaml + "name: other\nfusion: {depth: 3}\n")))
                .isEqualTo(id);
        assertThat(EffectiveConfig.id(read(yaml + "seed: 2\n"))).isNotEqualTo(id);
        assertThat(EffectiveConfig.id(read(yaml + "fusion: {depth: 4}\n"))).isNotEqualTo(id);
        assertThat(EffectiveConfig.id(read("data: {type: features, root: /other}\n")))
                .isNotEqualTo(id);
    }

    @Test
    void laterLayersHoldBeforeEarlierOnes() throws IOException {
        write(
                "presets/root.yaml",
                "name: root\ntraining: {epochs: 1, batch: 1, threads: 1}\nmetrics: [rmse, ccc]\nseed: 1\n");
        write(
                "presets/middle.yaml",
                "extends: root.yaml\ntraining: {batch: 2, threads: 2}\ndata: {type: features, root: store}\n");
        Path file = write("mine.yaml", "extends: presets/middle.yaml\ntraining: {threads: 3}\nmetrics: [ccc]\n");

        ExperimentConfig plain = load(file);
        ExperimentConfig changed =
                load(file, "training.threads=4", "seed=5", "seed=6", "training={batch: 9}", "head.hidden=8");

        assertThat(plain.name()).isEqualTo("mine");
        assertThat(plain.training().epochs()).isEqualTo(1);
        assertThat(plain.training().batch()).isEqualTo(2);
        assertThat(plain.training().threads()).isEqualTo(3);
        assertThat(plain.metrics()).hasSize(1);
        assertThat(((FeaturesOptions) plain.data().dataset().options()).root())
                .as("a path belongs to the file that wrote it")
                .isEqualTo(folder.resolve("presets/store"));
        assertThat(changed.training().threads()).isEqualTo(4);
        assertThat(changed.training().batch()).isEqualTo(9);
        assertThat(changed.training().epochs()).isEqualTo(1);
        assertThat(changed.seed()).isEqualTo(6);
        assertThat(changed.head().hidden()).isEqualTo(8);
    }

    @Test
    void pathOfTheCommandLineBelongsToTheWorkingFolder() throws IOException {
        Path file = write("a/mine.yaml", "data: {type: features, root: store}\n");

        assertThat(((FeaturesOptions)
                                load(file, "data.root=here").data().dataset().options())
                        .root())
                .isEqualTo(Path.of("here").toAbsolutePath());
    }

    @Test
    void otherComponentReplacesAllOptions() throws IOException {
        Path file = write("mine.yaml", """
                data: {type: features, root: /corpus, modalities: [visual, audio], window: {length: 50, stride: 5}}
                fusion: {type: rjcma, depth: 5}
                temporal: {type: tcn, kernel: 3}
                training: {optimizer: {type: adam, lr: 0.5}}
                """);

        assertThat(load(file, "fusion.type=jca", "fusion.width=8").fusion().options())
                .isEqualTo(new JcaOptions(8, 0.1));
        assertThat(load(file, "fusion=concat").fusion().name()).isEqualTo("concat");
        assertThat(((RjcmaOptions) load(file, "fusion={type: rjcma, label: x}")
                                .fusion()
                                .options())
                        .depth())
                .as("the same component keeps what is not overridden")
                .isEqualTo(5);
        assertThat(((RjcmaOptions) load(file, "fusion=rjcma").fusion().options()).depth())
                .isEqualTo(5);
        assertThat(load(file, "training.optimizer.type=sgd")
                        .training()
                        .optimizer()
                        .lr())
                .as("an optimizer is no component: its keys mean the same for all types")
                .isEqualTo(0.5);
        ExperimentConfig packed = load(file, "data={type: packed, train: a, validation: b}");
        assertThat(packed.data().modalities()).containsExactly("visual", "audio");
        assertThat(packed.data().window().length()).isEqualTo(50);
    }

    @Test
    void temporalModelsAreOverriddenByModality() throws IOException {
        Path file = write("mine.yaml", """
                data: {type: features, root: /corpus, modalities: [visual, audio]}
                temporal: {type: tcn, kernel: 3}
                """);

        ExperimentConfig one = load(file, "temporal.visual=none");
        assertThat(one.temporal("visual").name()).isEqualTo("none");
        assertThat(one.temporal("audio").options()).isEqualTo(new TcnOptions(List.of(256, 128), 3));
        assertThat(load(file, "temporal.kernel=9").temporal("audio").options())
                .isEqualTo(new TcnOptions(List.of(256, 128), 9));
        assertThat(load(file, "temporal=none").temporal("visual").name()).isEqualTo("none");
    }

    @Test
    void restrictingModalitiesDropsWhatIsSaidAboutTheOthers() throws IOException {
        Path file = write("mine.yaml", """
                data: {type: features, root: /corpus, modalities: [visual, audio, text]}
                temporal: {text: none, visual: {kernel: 3}, default: tcn}
                training: {modality-dropout: {text: 0.2, audio: 0.1}}
                """);

        ExperimentConfig config = load(file, "data.modalities=[visual, audio]");

        assertThat(config.temporal()).containsOnlyKeys("visual", "default");
        assertThat(config.training().modalityDropout()).containsOnlyKeys("audio");
    }

    @Test
    void missingDefaultComponentAndBrokenPluginAreExplained() {
        ComponentRegistry none = new ComponentRegistry(
                Map.of(),
                TestComponents.REGISTRY.temporals(),
                Map.of(),
                TestComponents.REGISTRY.datasets(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
        PluginState broken = new PluginState(
                "acme",
                "acme.jar",
                List.of(),
                PluginState.Status.BROKEN,
                Optional.of("it was built for version 0"),
                List.of(new PluginState.OfferedComponent(ComponentKind.LOSS, "huber")));
        PluginState unknown = new PluginState(
                "emca", "emca.jar", List.of(), PluginState.Status.BROKEN, Optional.of("it is no jar"), List.of());
        ConfigLoader loader = new ConfigLoader(none, List.of(broken, unknown), Map.of());

        assertThatThrownBy(() -> loader.experimentFromYaml(
                        "data: {type: features, root: x}\nloss: huber\nmetrics: []\ntraining: {early-stopping: {on: x.y}}\n",
                        Path.of("e.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        e.yaml has 3 problems:
                          1. e.yaml:1:1: fusion: missing, and there is no rjcma, its default; wanted a fusion, but no plugin has one; \
                        the plugin emca (emca.jar), which may have it, is not used: it is no jar
                          2. e.yaml:2:7: loss: found huber, which is a loss of the plugin acme, but acme.jar is not used: \
                        it was built for version 0
                          3. e.yaml:4:33: training.early-stopping.on: found x.y, wanted a metric of metrics, a dot, and a target or \
                        mean; metrics is empty""");
    }

    @Test
    void missingFileIsOneSentence() {
        assertThatThrownBy(() -> load(Path.of("no-such.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("no-such.yaml has 1 problem:\n  1. no-such.yaml: there is no such file");
    }

    @Test
    void anyRecordCanBeAFile() throws IOException {
        Path file = write("jca.yaml", "width: 6\n");

        assertThat(TestComponents.loader().load(JcaOptions.class, file, List.of("dropout=0.5")))
                .isEqualTo(new JcaOptions(6, 0.5));
        assertThatThrownBy(() -> TestComponents.loader().load(JcaOptions.class, file, List.of("name=x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("command line: name=x: name: unknown key");
    }
}
