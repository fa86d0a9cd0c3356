package dev.attune.fusion.rjcma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.AttunePlugin;
import dev.attune.api.ComponentFactory;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.nn.RandomSource;
import dev.attune.fusion.rjcma.RjcmaConfig.Variant;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class RjcmaConfigTest {
    private static final ExperimentFacts FACTS = new ExperimentFacts(List.of("audio"), 300, List.of("valence"));

    @Test
    void variantsAreThePublishedOnes() {
        assertThat(Settings.of(RjcmaConfig.of(Variant.PAPER)))
                .isEqualTo(new Settings(3, true, true, false, false, false, 0, 0, false));
        assertThat(Settings.of(RjcmaConfig.of(Variant.REFERENCE_CODE)))
                .isEqualTo(new Settings(2, false, true, false, true, true, 0.6, 0.6, true));
    }

    @Test
    void everyOptionOverridesTheVariant() {
        RjcmaConfig changed = new RjcmaConfig(
                Variant.PAPER,
                Optional.of(5),
                Optional.of(false),
                Optional.of(true),
                Optional.of(true),
                Optional.of(true),
                Optional.of(0.2),
                Optional.of(0.3),
                Optional.of(true),
                Optional.of(300));
        assertThat(Settings.of(changed)).isEqualTo(new Settings(5, false, false, true, true, true, 0.2, 0.3, true));
    }

    @Test
    void explainsEveryOption() {
        for (Class<?> record : List.of(RjcmaConfig.class, TcnConfig.class)) {
            for (RecordComponent component : record.getRecordComponents()) {
                Doc doc = component.getAnnotation(Doc.class);
                assertThat(doc).as(component.getName()).isNotNull();
                assertThat(component.getType() == Optional.class || component.isAnnotationPresent(DefaultValue.class))
                        .as(component.getName() + " may be left out")
                        .isTrue();
            }
        }
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatThrownBy(() -> RjcmaConfig.of(Variant.PAPER).withDepth(40))
                .hasMessage("depth must be between 0 and 16, found 40");
        assertThatThrownBy(() -> with(Optional.of(1.0), Optional.empty(), Optional.empty()))
                .hasMessage("output-dropout must be between 0 and 0.95, found 1.0");
        assertThatThrownBy(() -> with(Optional.empty(), Optional.of(Double.NaN), Optional.empty()))
                .hasMessage("dropout must be between 0 and 0.95, found NaN");
        assertThatThrownBy(() -> with(Optional.empty(), Optional.empty(), Optional.of(0)))
                .hasMessage("sequence-length must be at least 1, found 0");
        assertThatThrownBy(() -> new TcnConfig(List.of(), 5, 0.1, true))
                .hasMessage("channels must have between 1 and 16 levels, found 0");
        assertThatThrownBy(() -> new TcnConfig(List.of(4, 0), 5, 0.1, true))
                .hasMessage("each of channels must be at least 1, found 0");
        assertThatThrownBy(() -> new TcnConfig(List.of(4), 0, 0.1, true))
                .hasMessage("kernel must be between 1 and 1024, found 0");
        assertThatThrownBy(() -> new TcnConfig(List.of(4), 5, 1, true))
                .hasMessage("dropout must be between 0 and 0.95, found 1.0");
    }

    private static RjcmaConfig with(
            Optional<Double> outputDropout, Optional<Double> dropout, Optional<Integer> sequenceLength) {
        return new RjcmaConfig(
                Variant.PAPER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                outputDropout,
                dropout,
                Optional.empty(),
                sequenceLength);
    }

    @Test
    void sequenceLengthMustBeTheWindowLength() {
        RjcmaFactory factory = new RjcmaFactory();
        RjcmaConfig other = with(Optional.empty(), Optional.empty(), Optional.of(200));
        assertThat(factory.check(other, FACTS))
                .containsExactly(new ConfigProblem(
                        "sequence-length",
                        "the attention over time is built for 200 frames, but windows have 300; "
                                + "leave the option out, or make the two equal",
                        Optional.of("data.window.length")));
        assertThat(factory.check(with(Optional.empty(), Optional.empty(), Optional.of(300)), FACTS))
                .isEmpty();
        assertThat(factory.check(RjcmaConfig.of(Variant.PAPER), FACTS)).isEmpty();
        assertThatThrownBy(() -> new Rjcma(other, Map.of("audio", 4), 300, RandomSource.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sequence-length must be the window length, 300, found 200");
    }

    @Test
    void isFoundAsAService() {
        List<AttunePlugin> plugins = ServiceLoader.load(AttunePlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(plugin -> plugin.id().equals("rjcma"))
                .toList();
        assertThat(plugins).hasSize(1);
        assertThat(plugins.get(0).fusions()).extracting(ComponentFactory::name).containsExactly("rjcma");
        assertThat(plugins.get(0).temporals())
                .extracting(ComponentFactory::name)
                .containsExactly("tcn");
    }
}
