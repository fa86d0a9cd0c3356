package dev.attune.runner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.ConfigException;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.NoOptions;
import dev.attune.api.fusion.FusionChoice;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.runner.config.TestComponents.JcaOptions;
import dev.attune.runner.config.TestComponents.RjcmaOptions;
import dev.attune.runner.plugin.ComponentRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fusion that is an option of a fusion is read, written, checked, overridden and described like any other. */
final class WrappedFusionTest {
    private static final ComponentRegistry REGISTRY =
            ComponentRegistry.of(List.of(new TestComponents(), new Wrappers()));
    private static final Path FILE = Path.of("mine.yaml");
    private static final String DATA = "data: {type: features, root: /corpus, modalities: [visual, audio]}\n";

    @TempDir
    Path folder = Path.of("");

    record GateOptions(
            @Doc("What is gated.") FusionChoice of,

            @Doc("How hard gates choose.") @DefaultValue("0.1")
            double temperature) {}

    record ManyOptions(
            @Doc("The first.") @DefaultValue("jca") FusionChoice first,
            @Doc("The second.") Optional<FusionChoice> second,
            @Doc("The others.") @DefaultValue("[]") List<FusionChoice> others) {}

    private static final class Wrappers implements AttunePlugin {
        @Override
        public String id() {
            return "wrappers";
        }

        @Override
        public int apiVersion() {
            return ApiVersion.CURRENT;
        }

        @Override
        public List<FusionFactory<?>> fusions() {
            return List.of(new Gate(), new Many());
        }
    }

    private static final class Gate implements FusionFactory<GateOptions> {
        @Override
        public String name() {
            return "gate";
        }

        @Override
        public Class<GateOptions> configType() {
            return GateOptions.class;
        }

        @Override
        public String summary() {
            return "Puts a gate round a fusion.";
        }

        @Override
        public List<ConfigProblem> check(GateOptions config, ExperimentFacts facts) {
            return config.of().check("of", facts);
        }

        @Override
        public FusionModel create(GateOptions config, FusionContext context) {
            throw new UnsupportedOperationException("configured only");
        }
    }

    private static final class Many implements FusionFactory<ManyOptions> {
        @Override
        public String name() {
            return "many";
        }

        @Override
        public Class<ManyOptions> configType() {
            return ManyOptions.class;
        }

        @Override
        public String summary() {
            return "Wraps several fusions.";
        }

        @Override
        public FusionModel create(ManyOptions config, FusionContext context) {
            throw new UnsupportedOperationException("configured only");
        }
    }

    private static ConfigLoader loader() {
        return new ConfigLoader(REGISTRY, List.of(), Map.of("WIDTH", "32"));
    }

    private static ExperimentConfig read(String fusion) {
        return loader().experimentFromYaml(DATA + fusion, FILE);
    }

    private static FusionChoice gated(ExperimentConfig config) {
        return ((GateOptions) config.fusion().options()).of();
    }

    @Test
    void aNameStandsForAllDefaults() {
        ExperimentConfig config = read("fusion: {type: gate, of: jca}");

        assertThat(gated(config).name()).isEqualTo("jca");
        assertThat(gated(config).config()).isEqualTo(new JcaOptions(64, 0.1));
        assertThat(((GateOptions) config.fusion().options()).temperature()).isEqualTo(0.1);
    }

    @Test
    void optionsStandBesideTheType() {
        ExperimentConfig config = read("""
                fusion:
                  type: gate
                  of:
                    type: gate
                    of:
                      type: jca
                      width: ${env:WIDTH}
                """);

        assertThat(gated(config).config())
                .isInstanceOfSatisfying(
                        GateOptions.class,
                        inner -> assertThat(inner.of().config()).isEqualTo(new JcaOptions(32, 0.1)));
    }

    @Test
    void mayHaveADefaultBeAbsentOrStandInAList() {
        ManyOptions defaults = (ManyOptions) read("fusion: many").fusion().options();
        assertThat(defaults.first().config()).isEqualTo(new JcaOptions(64, 0.1));
        assertThat(defaults.second()).isEmpty();
        assertThat(defaults.others()).isEmpty();

        ManyOptions changed = (ManyOptions) read("""
                        fusion:
                          type: many
                          first: {width: 2}
                          second: concat
                          others: [{type: jca, dropout: 0.5}, concat]
                        """).fusion().options();
        assertThat(changed.first().config()).isEqualTo(new JcaOptions(2, 0.1));
        assertThat(changed.second())
                .hasValueSatisfying(second -> assertThat(second.config()).isEqualTo(new NoOptions()));
        assertThat(changed.others()).extracting(FusionChoice::name).containsExactly("jca", "concat");
    }

    @Test
    void theEffectiveConfigurationIsWholeAndReadsBackEqual() {
        ExperimentConfig config = read("fusion: {type: gate, of: {type: jca, width: 8}, temperature: 0.5}");
        String yaml = EffectiveConfig.yaml(config);

        assertThat(yaml).contains("""
                fusion:
                  type: gate
                  of:
                    type: jca
                    width: 8
                    dropout: 0.1
                  temperature: 0.5
                """);
        ExperimentConfig again = loader().experimentFromYaml(yaml, FILE);
        assertThat(again).isEqualTo(config);
        assertThat(EffectiveConfig.id(again)).isEqualTo(EffectiveConfig.id(config));
        assertThat(EffectiveConfig.id(read("fusion: {type: gate, of: {type: jca, width: 10}, temperature: 0.5}")))
                .isNotEqualTo(EffectiveConfig.id(config));
    }

    @Test
    void mistakesAreFoundWhereTheyAreWritten() {
        assertRefused("fusion: {type: gate, of: {type: jca, widht: 8}}", """
                mine.yaml has 1 problem:
                  1. mine.yaml:2:38: fusion.of.widht: unknown option of jca; did you mean width?""");
        assertRefused("fusion: {type: gate, of: {type: jca, width: 0}}", """
                mine.yaml has 1 problem:
                  1. mine.yaml:2:45: fusion.of.width: found 0, wanted a whole number of at least 1""");
        assertRefused("fusion: {type: gate, of: {type: jcaa}}", """
                mine.yaml has 1 problem:
                  1. mine.yaml:2:33: fusion.of: found jcaa, wanted the name of a fusion: concat, fixed-window, gate, jca, many, \
                rjcma; did you mean jca?""");
        assertRefused("fusion: {type: gate, of: {width: 8}}", """
                mine.yaml has 1 problem:
                  1. mine.yaml:2:22: fusion.of.type: missing, wanted the name of a fusion: concat, fixed-window, gate, jca, many, \
                rjcma""");
        assertRefused("fusion: {type: gate, of: [jca]}", """
                mine.yaml has 1 problem:
                  1. mine.yaml:2:26: fusion.of: found a list, wanted a fusion: its name, or a map with type and its options""");
        assertRefused("fusion: gate", """
                mine.yaml has 1 problem:
                  1. mine.yaml:2:1: fusion.of: missing, wanted a fusion: its name, or a map with type and its options""");
    }

    @Test
    void whatTheWrappedFusionRefusesIsPlacedAtItsOption() {
        assertRefused("fusion: {type: gate, of: {type: jca, width: 7}}", """
                mine.yaml has 1 problem:
                  1. mine.yaml:2:22: fusion.of: width must be even, found 7""");
        assertRefused("fusion: {type: gate, of: {type: fixed-window, frames: 16}}", """
                mine.yaml has 1 problem:
                  1. mine.yaml:2:55: fusion.of.frames: found 16, wanted the window's length, 300 \
                (data.window.length has its default)""");
    }

    private static void assertRefused(String fusion, String message) {
        assertThatThrownBy(() -> read(fusion))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void anotherTypeReplacesTheWrappedFusionWithItsOptions() throws IOException {
        Path file = Files.writeString(
                folder.resolve("mine.yaml"),
                DATA + "fusion: {type: gate, of: {type: jca, width: 8}, temperature: 0.5}\n");

        ExperimentConfig other = loader().loadExperiment(file, List.of("fusion.of.type=rjcma", "fusion.of.depth=2"));
        assertThat(gated(other).config())
                .isEqualTo(new RjcmaOptions(2, TestComponents.Variant.PAPER, false, "plain", Map.of()));
        assertThat(((GateOptions) other.fusion().options()).temperature()).isEqualTo(0.5);
        assertThat(gated(loader().loadExperiment(file, List.of("fusion.of=concat")))
                        .name())
                .isEqualTo("concat");
        assertThat(gated(loader().loadExperiment(file, List.of("fusion.of=jca")))
                        .config())
                .as("the same fusion keeps what is not overridden")
                .isEqualTo(new JcaOptions(8, 0.1));
        assertThat(gated(loader().loadExperiment(file, List.of("fusion.of.dropout=0.3")))
                        .config())
                .isEqualTo(new JcaOptions(8, 0.3));
    }

    @Test
    void optionsRefineAWrappedFusionThatIsGivenByName() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), DATA + "fusion: {type: gate, of: jca}\n");

        assertThat(gated(loader().loadExperiment(file, List.of("fusion.of.width=16")))
                        .config())
                .isEqualTo(new JcaOptions(16, 0.1));
    }

    @Test
    void theReferenceCallsItAFusion() {
        assertThat(Describe.options(new Gate()))
                .contains(new OptionDoc("of", "fusion", "", Optional.empty(), true, "What is gated."));
        assertThat(Describe.options(new Many()))
                .extracting(OptionDoc::key, OptionDoc::type)
                .containsExactly(
                        tuple("first", "fusion"), tuple("second", "fusion"), tuple("others", "list of fusion"));
    }
}
