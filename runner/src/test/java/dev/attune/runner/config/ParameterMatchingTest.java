package dev.attune.runner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.ConfigException;
import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.NoOptions;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.fusion.FusionChoice;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.temporal.TemporalContext;
import dev.attune.api.temporal.TemporalFactory;
import dev.attune.api.temporal.TemporalModel;
import dev.attune.runner.config.StudyPlan.Row;
import dev.attune.runner.config.StudyPlan.Trial;
import dev.attune.runner.plugin.ComponentRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Matching with models of which the size is a formula. */
final class ParameterMatchingTest {
    private static final String BASE = """
            base:
              data: {type: made, modalities: [visual, audio]}
              temporal: {type: layers, channels: [10, 20]}
              fusion: {type: square, width: 30}
            seeds: [1, 2]
            """;

    /** What is written, and what was counted. */
    private final List<ExperimentConfig> counted = new ArrayList<>();

    private ConfigLoader loader() {
        return new ConfigLoader(ComponentRegistry.of(List.of(new Models())), List.of(), Map.of()).counting(config -> {
            counted.add(config);
            return parameters(config);
        });
    }

    private StudyPlan load(String more) {
        return loader().studyFromYaml(BASE + more, Path.of("study.yaml"));
    }

    /** Squares of fusion widths, sums of channels, and the head's units. */
    private static long parameters(ExperimentConfig config) {
        long temporal = config.data().modalities().stream()
                .map(modality -> config.temporal(modality).options())
                .filter(LayersOptions.class::isInstance)
                .mapToLong(options -> ((LayersOptions) options)
                        .channels().stream().mapToInt(width -> width).sum())
                .sum();
        return config.fusion().name().equals("nothing")
                ? 0
                : temporal
                        + fusion(config.fusion().options())
                        + 3L * config.head().hidden();
    }

    private static long fusion(Record options) {
        if (options instanceof SquareOptions square) {
            return (long) square.width() * square.width();
        }
        if (options instanceof GateOptions gate) {
            return 7 + fusion(gate.of().config());
        }
        if (options instanceof HeadsOptions heads) {
            return 5L * heads.width() * heads.width();
        }
        return options instanceof EvenOptions even ? 4L * even.width().orElse(50) : 100;
    }

    private static Row row(StudyPlan plan, String variant) {
        return plan.trials().stream()
                .flatMap(trial -> trial.rows().stream())
                .filter(row -> row.variant().equals(variant))
                .findFirst()
                .orElseThrow();
    }

    private static Trial trial(StudyPlan plan, String variant) {
        return plan.trials().stream()
                .filter(candidate ->
                        candidate.rows().stream().anyMatch(row -> row.variant().equals(variant)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void linesGetAsManyParametersAsTheBase() {
        StudyPlan plan = load("""
                match: parameters
                variants:
                  base: {}
                  narrow: {fusion: {width: 4}}
                  wide: {fusion: {width: 300}, head: {hidden: 50}}
                  heads: {fusion: {type: heads, heads: 2, width: 40}, temporal: {kernel: 9}}
                  plain: {fusion: plain}
                  nothing: {fusion: nothing}
                """);

        long target = 60 + 900;
        assertThat(row(plan, "base").match()).contains(new StudyPlan.Match(target, Map.of()));
        for (String variant : List.of("narrow", "wide", "heads", "plain")) {
            Trial trial = trial(plan, variant);
            assertThat((double) parameters(trial.config()))
                    .as(variant)
                    .isCloseTo((double) target, within(0.05 * target));
            assertThat(row(plan, variant).match().orElseThrow().parameters()).isEqualTo(parameters(trial.config()));
            assertThat(trial.id()).isEqualTo(EffectiveConfig.id(trial.config()));
            ExperimentConfig read =
                    loader().experimentFromYaml(EffectiveConfig.yaml(trial.config()), Path.of("config.yaml"));
            assertThat(EffectiveConfig.id(read)).as("what a worker reads").isEqualTo(trial.id());
        }
        HeadsOptions heads =
                (HeadsOptions) trial(plan, "heads").config().fusion().options();
        assertThat(heads.heads()).isEqualTo(2);
        assertThat(heads.width()).isLessThan(40).matches(width -> width % 2 == 0);
        assertThat(((LayersOptions)
                                trial(plan, "heads").config().temporal("visual").options())
                        .kernel())
                .isEqualTo(9);
        assertThat(row(plan, "heads").match().orElseThrow().words())
                .matches("[0-9,]+ parameters with temporal\\.channels=\\[\\d+, \\d+], fusion\\.width=\\d+");
        assertThat(row(plan, "nothing").match()).contains(new StudyPlan.Match(0, Map.of()));
        assertThat(plan.notices())
                .containsExactly(
                        "match: every line that is trained has 960 parameters, as the base, within 5%: hidden sizes of a"
                                + " line were multiplied by one factor where it was not so as written.",
                        "match: nothing has nothing that is trained and stays as it is.");
        assertThat(plan.trials()).hasSize(2 * 6);
    }

    @Test
    void aCombinedLineIsAsLargeAsWhatItCombines() {
        StudyPlan plan = load("""
                match: parameters
                variants: {base: {}, narrow: {fusion: {width: 4}}, nothing: {fusion: nothing}}
                combine:
                  both: {of: [base, narrow], by: mean}
                  one: {of: [base, nothing], by: mean}
                """);

        assertThat(plan.notices())
                .contains("match: both combines 2 matched lines and has 2 x 960 parameters: it is not matched.")
                .noneMatch(notice -> notice.contains("one combines"));
    }

    @Test
    void aLineThatIsNearEnoughStaysAsWritten() {
        StudyPlan plan = load("match: {parameters: 1000}\nvariants: {near: {}, off: {fusion: {width: 28}}}\n");

        assertThat(row(plan, "near").match().orElseThrow().words()).isEqualTo("960 parameters as written");
        assertThat(row(plan, "off").match().orElseThrow().scaled()).isNotEmpty();
        assertThat(row(plan, "near").settings()).isEmpty();
        assertThat(load("match: {parameters: 1000, tolerance: 0.03}\n").trials())
                .allSatisfy(trial -> assertThat(parameters(trial.config()))
                        .isBetween(970L, 1030L)
                        .isNotEqualTo(960));
    }

    @Test
    void withoutMatchNothingChanges() {
        StudyPlan plan = load("variants: {base: {}, wide: {fusion: {width: 300}}}\n");
        StudyPlan matched = load("match: parameters\nvariants: {base: {}, wide: {fusion: {width: 300}}}\n");

        assertThat(trial(plan, "base").id())
                .as("found before there was match")
                .isEqualTo(trial(matched, "base").id());
        assertThat(trial(plan, "wide").id()).isNotEqualTo(trial(matched, "wide").id());
        assertThat(row(plan, "wide").match()).isEmpty();
        assertThat(plan.notices()).isEmpty();
    }

    @Test
    void everyAxisIsMatched() {
        StudyPlan plan = load("""
                match: parameters
                grid: {fusion.width: [30, 60], temporal.kernel: [3, 5]}
                subsets: all
                cross: {data.fold: [0, 1]}
                """);

        assertThat(plan.trials())
                .allSatisfy(
                        trial -> assertThat((double) parameters(trial.config())).isCloseTo(960, within(48.0)));
        assertThat(plan.lines()).hasSize(4 + 3);
        assertThat(row(plan, "fusion.width=60, temporal.kernel=3").settings())
                .as("what the study says, from which curves are drawn")
                .containsEntry("fusion.width", "60");
        assertThat(counted).as("each size is counted once, not once a seed").hasSizeLessThan(600);
    }

    @Test
    void trainingsThatOnlyDifferedInSizeAreOne() {
        StudyPlan plan = load("""
                match: {parameters: 900}
                cross: {temporal: [none]}
                grid: {fusion.width: [10, 60]}
                """);

        assertThat(plan.trials()).hasSize(2);
        assertThat(plan.notices())
                .contains(
                        "match: fusion.width=10 and fusion.width=60 differ in nothing but their size, and are one training now.");
    }

    @Test
    void candidatesOfASearchAreMatchedAndSaySo() {
        StudyPlan plan = load("""
                match: parameters
                variants: {base: {}, deep: {temporal: {channels: [10, 20, 10]}}}
                search: {type: grid, space: {head.hidden: [10, 40, 200], training.batch: [4]}}
                """);

        assertThat(plan.tunings()).hasSize(2);
        for (StudyPlan.Tuning tuning : plan.tunings()) {
            assertThat(tuning.candidates()).hasSize(3).allSatisfy(candidate -> {
                assertThat(candidate.trials()).hasSize(2);
                candidate
                        .trials()
                        .forEach(trial ->
                                assertThat((double) parameters(trial.config())).isCloseTo(960, within(48.0)));
                candidate
                        .search()
                        .forEach(trial -> assertThat(trial.id())
                                .isEqualTo(candidate.trials().get(0).id()));
            });
        }
        assertThat(plan.tunings().get(0).candidates())
                .extracting(StudyPlan.Candidate::label)
                .satisfies(labels -> assertThat(labels.get(0)).isEqualTo("head.hidden=10, training.batch=4"))
                .satisfies(labels -> assertThat(labels.get(2))
                        .startsWith("head.hidden=200, training.batch=4 (matched: ")
                        .contains("head.hidden="));
    }

    @Test
    void aWrappedFusionIsScaledWithItsOwnOptions() {
        StudyPlan plan =
                load("match: parameters\nvariants: {gate: {fusion: {type: gate, of: {type: square, width: 5}}}}\n");

        Row gate = row(plan, "gate");
        assertThat(gate.match().orElseThrow().scaled()).containsKeys("temporal.channels", "fusion.of.width");
        assertThat((double) parameters(trial(plan, "gate").config())).isCloseTo(960, within(48.0));
    }

    @Test
    void aWidthMayBeAbsentOrHaveToBeEven() {
        StudyPlan plan = load("match: parameters\nvariants: {even: {fusion: {type: even, width: 6}}}\n");
        assertThat(((EvenOptions) trial(plan, "even").config().fusion().options()).width())
                .hasValueSatisfying(width -> assertThat(width).isEven().isGreaterThan(6));

        assertThatThrownBy(() -> load("match: {parameters: 3000}\nvariants: {even: {fusion: even, temporal: none}}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        study.yaml has 1 problem:
                          1. study.yaml:6:1: match: found no size at which even has 3,000 parameters within 5%: it has 200 \
                        and no width that could be changed; give fusion.width, head.hidden numbers, which can then be changed, \
                        choose components that have widths, or leave the line to another study""");
    }

    @Test
    void whatCannotBeMatchedIsNamedWithTheNearestSize() {
        assertThatThrownBy(() -> load("""
                        match: parameters
                        variants:
                          base: {}
                          heads: {fusion: {type: heads, heads: 20, width: 40}}
                          narrow: {fusion: plain, temporal: {channels: [1000, 1]}}
                          none: {fusion: plain, temporal: none}
                        """)).isInstanceOf(ConfigException.class).hasMessage("""
                        study.yaml has 2 problems:
                          1. study.yaml:6:8: match: found no size at which heads has 960 parameters within 5%: it has 8,060, \
                        and the nearest that one factor for temporal.channels, fusion.width reaches is 2,004; give head.hidden \
                        a number, which can then be changed, make fusion.heads smaller, of which widths are multiples, raise \
                        match.tolerance, or leave the line to another study
                          2. study.yaml:6:8: match: found no size at which none has 960 parameters within 5%: it has 100 and \
                        no width that could be changed; give head.hidden a number, which can then be changed, choose \
                        components that have widths, or leave the line to another study""");
    }

    @Test
    void theBaseMustHaveSomethingToCount() {
        String message = "found no number of parameters, wanted one, as in {parameters: 100000}: the base ";
        assertThatThrownBy(() -> loader().studyFromYaml(
                                "base: {data: {type: made, modalities: [a]}, fusion: nothing}\nmatch: parameters\nseeds: [1]\n",
                                Path.of("study.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith(message + "learns nothing");
        assertThatThrownBy(() -> loader().studyFromYaml("""
                                base: {data: {type: made, modalities: [a]}, fusion: absent}
                                match: parameters
                                variants: {sound: {fusion: plain}}
                                """, Path.of("study.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith(message + "is not sound by itself");
    }

    @Test
    void dataAreNotOpenedForAStudyThatIsWrong() {
        assertThatThrownBy(() -> load("match: parameters\nvariants: {wrong: {fusion: absent}}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("found absent")
                .hasMessageNotContaining("match");
        assertThat(counted).isEmpty();
        assertThatThrownBy(() -> load("match: {quantity: width, tolerance: 2}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("match.quantity: found width, wanted parameters")
                .hasMessageContaining("match.tolerance: found 2, wanted a number between 0.001 and 0.5");
    }

    record MadeOptions(@Range(min = 0) Optional<Integer> fold) {}

    record LayersOptions(
            @DefaultValue("[10, 20]") @Range(min = 1, max = 1000) @Width
            List<Integer> channels,

            @DefaultValue("3") int kernel) {}

    record SquareOptions(@DefaultValue("30") @Width int width) {}

    record HeadsOptions(
            @DefaultValue("40") @Width(multipleOf = "heads") int width,
            @DefaultValue("2") int heads) {
        HeadsOptions {
            if (width % heads != 0) {
                throw new IllegalArgumentException("width must be a multiple of heads, found " + width);
            }
        }
    }

    record GateOptions(FusionChoice of) {}

    record EvenOptions(@Width Optional<Integer> width) {
        EvenOptions {
            width.ifPresent(value -> {
                if (value % 2 != 0) {
                    throw new IllegalArgumentException("width must be even, found " + value);
                }
            });
        }
    }

    /** Components of which only the options matter. */
    private static final class Models implements AttunePlugin {
        @Override
        public String id() {
            return "sizes";
        }

        @Override
        public int apiVersion() {
            return ApiVersion.CURRENT;
        }

        @Override
        public List<FusionFactory<?>> fusions() {
            return List.of(
                    new Fusion<>("square", SquareOptions.class),
                    new Fusion<>("heads", HeadsOptions.class),
                    new Fusion<>("gate", GateOptions.class),
                    new Fusion<>("even", EvenOptions.class),
                    new Fusion<>("plain", NoOptions.class),
                    new Fusion<>("nothing", NoOptions.class));
        }

        @Override
        public List<TemporalFactory<?>> temporals() {
            return List.of(
                    new Temporal<>("layers", LayersOptions.class),
                    new Temporal<>("tcn", LayersOptions.class),
                    new Temporal<>("none", NoOptions.class));
        }

        @Override
        public List<DatasetFactory<?>> datasets() {
            return List.of(new Made());
        }

        @Override
        public List<LossFactory<?>> losses() {
            return new TestComponents().losses();
        }

        @Override
        public List<MetricFactory<?>> metrics() {
            return new TestComponents().metrics();
        }
    }

    private record Fusion<C extends Record>(String name, Class<C> configType) implements FusionFactory<C> {
        @Override
        public String summary() {
            return "Has a size.";
        }

        @Override
        public FusionModel create(C config, FusionContext context) {
            throw new UnsupportedOperationException("counted only");
        }
    }

    private record Temporal<C extends Record>(String name, Class<C> configType) implements TemporalFactory<C> {
        @Override
        public String summary() {
            return "Has a size.";
        }

        @Override
        public TemporalModel create(C config, TemporalContext context) {
            throw new UnsupportedOperationException("counted only");
        }
    }

    private static final class Made implements DatasetFactory<MadeOptions> {
        @Override
        public String name() {
            return "made";
        }

        @Override
        public Class<MadeOptions> configType() {
            return MadeOptions.class;
        }

        @Override
        public String summary() {
            return "Has no data.";
        }

        @Override
        public Dataset open(MadeOptions config, DatasetContext context) {
            throw new UnsupportedOperationException("counted only");
        }
    }
}
