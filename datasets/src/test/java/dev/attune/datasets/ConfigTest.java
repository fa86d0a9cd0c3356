package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.data.Split;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                PackedConfig.class,
                SplitSource.class,
                FeaturesConfig.class,
                SplitRule.class,
                SyntheticConfig.class,
                AlignConfig.class,
                MuseConfig.class,
                CsdConfig.class,
                OmgConfig.class,
                IemocapConfig.class,
                SewaConfig.class
            })
    void everyOptionIsExplained(Class<?> config) {
        for (RecordComponent component : config.getRecordComponents()) {
            assertThat(component.getAnnotation(Doc.class))
                    .as(component.getName())
                    .isNotNull();
        }
    }

    @Test
    void syntheticDefaultsAreTheDocumentedOnes() {
        Map<String, String> documented = defaults(SyntheticConfig.class);
        SyntheticConfig made = SyntheticConfig.defaults();
        for (RecordComponent component : SyntheticConfig.class.getRecordComponents()) {
            assertThat(value(component, made).replace('=', ':').replace(" ", ""))
                    .as(component.getName())
                    .isEqualTo(
                            String.valueOf(documented.get(component.getName())).replace(" ", ""));
        }
    }

    @Test
    void syntheticKeysAreKept() {
        SyntheticConfig config =
                new SyntheticConfig(Map.of("a", 9), 1, 2, 0, 0.25, 3, 2, 0.5, 6, 7, 8, List.of(9, 10), 11);
        assertThat(config.dims()).isEqualTo(Map.of("a", 9));
        assertThat(List.of(config.additive(), config.redundant(), config.synergistic(), config.noise()))
                .containsExactly(1.0, 2.0, 0.0, 0.25);
        assertThat(List.of(config.lag(), config.hold(), config.train(), config.validation(), config.test()))
                .containsExactly(3, 2, 6, 7, 8);
        assertThat(config.missing()).isEqualTo(0.5);
        assertThat(config.frames()).containsExactly(9, 10);
        assertThat(config.seed()).isEqualTo(11);
    }

    @Test
    void syntheticRangesAreChecked() {
        Map<String, Integer> narrow = new LinkedHashMap<>();
        narrow.put("a", 5);
        narrow.put("b", 3);
        assertThatThrownBy(() -> new SyntheticConfig(narrow, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, List.of(9, 10), 0))
                .hasMessage("dims must give b at least 4 features, one per component that it carries, found 3");
        assertThatThrownBy(() -> new SyntheticConfig(Map.of("a", 9), 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, List.of(9, 10), 0))
                .hasMessage("synergistic must be 0 where there is one modality, found 1.0");
        assertThatThrownBy(() -> new SyntheticConfig(Map.of("a", 9), 0, 0, 0, 1, 0, 1, 0, 1, 1, 1, List.of(9, 10), 0))
                .hasMessage("one of additive, redundant and synergistic must be more than 0");
        assertThatThrownBy(() -> new SyntheticConfig(Map.of("a", 9), 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, List.of(10, 9), 0))
                .hasMessage("frames must be two whole numbers from 1 on, the lesser first, found [10, 9]");
        assertThatThrownBy(() -> new SyntheticConfig(Map.of("a", 9), 1, 0, 0, 1, 0, 1, 0.95, 1, 1, 1, List.of(9, 9), 0))
                .hasMessage("missing must be between 0 and 0.9, found 0.95");
    }

    @Test
    void packedDefaultsAreTheDocumentedOnes() {
        assertThat(defaults(PackedConfig.class))
                .isEqualTo(Map.of(
                        "labelNames", "[]",
                        "kind", "auto",
                        "range", "[-1.0, 1.0]",
                        "missingLabel", "[]",
                        "clipLength", "64"));
        assertThat(defaults(SplitSource.class))
                .isEqualTo(Map.of("by", "clip", "folds", "5", "fold", "0", "seed", "0", "values", "[]"));
        assertThat(defaults(SplitRule.class)).isEqualTo(Map.of("folds", "5", "fold", "0", "seed", "0"));
        assertThat(defaults(FeaturesConfig.class)).isEmpty();
    }

    @Test
    void defaultsOfCorporaAreTheDocumentedOnes() {
        assertThat(defaults(AlignConfig.class)).isEqualTo(Map.of("policy", "nearest", "tolerance", "0.25"));
        assertThat(AlignConfig.standard()).isEqualTo(new AlignConfig(AlignConfig.Policy.NEAREST, 0.25));
        assertThat(defaults(MuseConfig.class))
                .isEqualTo(Map.of(
                        "features", "{}",
                        "partition", "metadata/partition.csv",
                        "timeUnit", "milliseconds",
                        "range", "[-1.0, 1.0]",
                        "allowMissing", "0.0"));
        assertThat(defaults(SewaConfig.class))
                .isEqualTo(Map.of(
                        "labels", "labels",
                        "features", "{}",
                        "cultures", "[]",
                        "range", "[-1.0, 1.0]",
                        "allowMissing", "0.0"));
        assertThat(defaults(CsdConfig.class))
                .isEqualTo(Map.of(
                        "labelNames", "[sentiment]",
                        "partition", "partition.csv",
                        "range", "[-3.0, 3.0]",
                        "allowMissing", "0.0"));
        assertThat(defaults(OmgConfig.class))
                .isEqualTo(Map.of(
                        "train", "omg_TrainVideos.csv",
                        "validation", "omg_ValidationVideos.csv",
                        "allowMissing", "0.0"));
        assertThat(defaults(IemocapConfig.class))
                .isEqualTo(Map.of("fold", "5", "emotions", "[]", "range", "[1.0, 5.0]", "allowMissing", "0.0"));
    }

    @Test
    void rangesOfCorporaAreChecked() {
        assertThatThrownBy(() -> new AlignConfig(AlignConfig.Policy.MEAN, -1))
                .hasMessage("tolerance must be at least 0, found -1.0");
        assertThatThrownBy(() -> new IemocapConfig(Path.of("a"), Path.of("b"), 6, List.of(), List.of(1.0, 5.0), 0))
                .hasMessage("fold must be from 1 to 5, found 6");
        assertThatThrownBy(() -> new OmgConfig(Path.of("a"), Path.of("b"), "c", "d", Optional.empty(), 1.5))
                .hasMessage("allow-missing must be between 0 and 1, found 1.5");
        assertThatThrownBy(() -> new SewaConfig(
                        Path.of("a"), "labels", Map.of(), List.of(), Optional.empty(), List.of(1.0, 1.0), 0))
                .hasMessage("range must be two numbers, the lesser first, found [1.0, 1.0]");
    }

    @Test
    void packedKeysAreKept() {
        SplitSource train = SplitSource.of(Path.of("a.npz"));
        SplitSource validation = new SplitSource(
                Optional.empty(),
                Optional.of(Split.TRAIN),
                SplitSource.By.COLUMN,
                7,
                8,
                9,
                Optional.of("c"),
                List.of("x"),
                Optional.of(Path.of("t.csv")));
        PackedConfig config = new PackedConfig(
                Optional.of(train),
                Optional.of(validation),
                Optional.empty(),
                Optional.of("labels_7"),
                List.of("joy"),
                PackedConfig.Kind.CONTINUOUS,
                List.of(1.0, 5.0),
                List.of(-5.0),
                Optional.of("scene"),
                7,
                Optional.of("id"),
                Optional.empty());
        assertThat(config.sources()).isEqualTo(Map.of(Split.TRAIN, train, Split.VALIDATION, validation));
        assertThat(config.labels()).contains("labels_7");
        assertThat(config.labelNames()).containsExactly("joy");
        assertThat(config.kind()).isEqualTo(PackedConfig.Kind.CONTINUOUS);
        assertThat(config.range()).containsExactly(1.0, 5.0);
        assertThat(config.missingLabel()).containsExactly(-5.0);
        assertThat(config.clipColumn()).contains("scene");
        assertThat(config.clipLength()).isEqualTo(7);
        assertThat(config.idColumn()).contains("id");
        assertThat(validation.wantedValues()).containsExactly("x");
        assertThat(List.of(validation.folds(), validation.fold())).containsExactly(7, 8);
        assertThat(validation.seed()).isEqualTo(9);
        assertThat(validation.table()).contains(Path.of("t.csv"));
    }

    @Test
    void packedRangesAreChecked() {
        assertThatThrownBy(() -> new PackedConfig(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        PackedConfig.Kind.AUTO,
                        List.of(-1.0, 1.0),
                        List.of(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        Optional.empty()))
                .hasMessage("clip-length must be at least 1, found 0");
        assertThatThrownBy(() -> new PackedConfig(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        PackedConfig.Kind.AUTO,
                        List.of(1.0),
                        List.of(),
                        Optional.empty(),
                        64,
                        Optional.empty(),
                        Optional.empty()))
                .hasMessage("range must be two numbers, the lesser first, found [1.0]");
        assertThatThrownBy(() -> SplitSource.fold(Split.TRAIN, 5, 5, 0))
                .hasMessage("fold must be less than folds, found 5 of 5");
        assertThatThrownBy(() -> SplitSource.fold(Split.TRAIN, 1, 0, 0))
                .hasMessage("folds must be at least 2, found 1");
        assertThatThrownBy(() -> new SplitRule(Split.TRAIN, 3, 3, 0))
                .hasMessage("fold must be from 0 to folds - 1, found 3 of 3");
    }

    @Test
    void featuresKeysAreKept() {
        SplitRule rule = new SplitRule(Split.TRAIN, 3, 2, 1);
        FeaturesConfig config = new FeaturesConfig(
                Path.of("store"),
                Optional.empty(),
                Optional.of(rule),
                Optional.of(new SplitRule(Split.TRAIN, 3, 1, 1)));
        assertThat(config.rules())
                .isEqualTo(Map.of(Split.VALIDATION, rule, Split.TEST, new SplitRule(Split.TRAIN, 3, 1, 1)));
        assertThat(FeaturesConfig.of(Path.of("store")).rules()).isEmpty();
    }

    private static Map<String, String> defaults(Class<?> config) {
        Map<String, String> defaults = new LinkedHashMap<>();
        Arrays.stream(config.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(DefaultValue.class))
                .forEach(component -> defaults.put(
                        component.getName(),
                        component.getAnnotation(DefaultValue.class).value()));
        return defaults;
    }

    private static String value(RecordComponent component, Object config) {
        try {
            return String.valueOf(component.getAccessor().invoke(config));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
