package dev.attune.fusion.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.ConfigException;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.config.NoOptions;
import dev.attune.api.fusion.FusionChoice;
import dev.attune.api.fusion.ModalityCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConfigTest {
    private static final JcaConfig.Variant JOURNAL = JcaConfig.Variant.JOURNAL;
    private static final JcaConfig.Variant WORKSHOP = JcaConfig.Variant.CVPRW_2022;
    private static final Optional<Integer> ABSENT = Optional.empty();
    private static final FusionChoice CROSS =
            new FusionChoice(new CrossAttentionFactory(), new CrossAttentionConfig(1));
    private static final ExperimentFacts THREE =
            new ExperimentFacts(List.of("visual", "audio", "text"), 300, List.of());

    @Test
    void jcaTakesThePublishedValuesOfItsVariant() {
        JcaConfig journal = new JcaConfig(JOURNAL, 1, Optional.empty(), ABSENT, ABSENT, ABSENT);
        assertThat(journal.dropoutOrPublished()).isEqualTo(0.6);
        JcaConfig workshop = new JcaConfig(WORKSHOP, 1, Optional.empty(), ABSENT, ABSENT, ABSENT);
        assertThat(workshop.widthOrPublished()).isEqualTo(128);
        assertThat(workshop.hiddenOrPublished()).isEqualTo(32);
    }

    @Test
    void jcaTakesOtherValues() {
        JcaConfig journal = new JcaConfig(JOURNAL, 16, Optional.of(0.0), ABSENT, ABSENT, Optional.of(300));
        assertThat(journal.dropoutOrPublished()).isZero();
        JcaConfig workshop = new JcaConfig(WORKSHOP, 1, Optional.empty(), Optional.of(64), Optional.of(8), ABSENT);
        assertThat(workshop.widthOrPublished()).isEqualTo(64);
        assertThat(workshop.hiddenOrPublished()).isEqualTo(8);
    }

    @Test
    void jcaChecksRanges() {
        assertRefused(
                () -> new JcaConfig(JOURNAL, 0, Optional.empty(), ABSENT, ABSENT, ABSENT),
                "steps must be between 1 and 16, found 0");
        assertRefused(
                () -> new JcaConfig(JOURNAL, 17, Optional.empty(), ABSENT, ABSENT, ABSENT),
                "steps must be between 1 and 16, found 17");
        assertRefused(
                () -> new JcaConfig(JOURNAL, 1, Optional.of(1.0), ABSENT, ABSENT, ABSENT),
                "dropout must be between 0 and 0.95, found 1.0");
        assertRefused(
                () -> new JcaConfig(JOURNAL, 1, Optional.of(Double.NaN), ABSENT, ABSENT, ABSENT),
                "dropout must be between 0 and 0.95, found NaN");
        assertRefused(
                () -> new JcaConfig(WORKSHOP, 1, Optional.empty(), Optional.of(0), ABSENT, ABSENT),
                "width must be between 1 and 65536, found 0");
        assertRefused(
                () -> new JcaConfig(WORKSHOP, 1, Optional.empty(), ABSENT, Optional.of(65_537), ABSENT),
                "hidden must be between 1 and 65536, found 65537");
        assertRefused(
                () -> new JcaConfig(JOURNAL, 1, Optional.empty(), ABSENT, ABSENT, Optional.of(0)),
                "sequence-length must be between 1 and 2147483647, found 0");
    }

    @Test
    void jcaRefusesOptionsOfTheOtherVariantRatherThanIgnoreThem() {
        assertRefused(
                () -> new JcaConfig(JOURNAL, 1, Optional.empty(), Optional.of(64), ABSENT, ABSENT),
                "width belongs to variant cvprw-2022 but the variant is journal, found width 64; leave it out or"
                        + " change the variant");
        assertRefused(
                () -> new JcaConfig(JOURNAL, 1, Optional.empty(), ABSENT, Optional.of(16), ABSENT),
                "hidden belongs to variant cvprw-2022 but the variant is journal, found hidden 16; leave it out or"
                        + " change the variant");
        assertRefused(
                () -> new JcaConfig(WORKSHOP, 1, Optional.of(0.2), ABSENT, ABSENT, ABSENT),
                "dropout belongs to variant journal but the variant is cvprw-2022, found dropout 0.2; leave it out or"
                        + " change the variant");
        assertRefused(
                () -> new JcaConfig(WORKSHOP, 2, Optional.empty(), ABSENT, ABSENT, ABSENT),
                "steps must be 1 in variant cvprw-2022, found 2; variant journal can be stacked");
    }

    @Test
    void jcaNeedsTheWindowLengthThatItsWeightsAreMadeFor() {
        JcaFactory factory = new JcaFactory();
        assertThat(factory.check(new JcaConfig(JOURNAL, 1, Optional.empty(), ABSENT, ABSENT, ABSENT), THREE))
                .isEmpty();
        assertThat(factory.check(new JcaConfig(JOURNAL, 1, Optional.empty(), ABSENT, ABSENT, Optional.of(300)), THREE))
                .isEmpty();
        assertThat(factory.check(new JcaConfig(WORKSHOP, 1, Optional.empty(), ABSENT, ABSENT, Optional.of(16)), THREE))
                .containsExactly(new ConfigProblem(
                        "sequence-length",
                        "the windows have 300 frames but sequence-length is 16; leave it out or make both equal",
                        Optional.of("data.window.length")));
    }

    @Test
    void attentionsCheckRanges() {
        assertRefused(() -> new CrossAttentionConfig(0), "temperature must be between 0.001 and 1000.0, found 0.0");
        assertRefused(
                () -> new CrossAttentionConfig(1e4), "temperature must be between 0.001 and 1000.0, found 10000.0");
        assertRefused(() -> new RcmaConfig(0, 0), "depth must be between 1 and 16, found 0");
        assertRefused(() -> new RcmaConfig(3, 1), "dropout must be between 0 and 0.95, found 1.0");
        assertRefused(() -> new RjcaConfig(17, 0, true, 8), "depth must be between 1 and 16, found 17");
        assertRefused(() -> new RjcaConfig(3, -0.1, true, 8), "dropout must be between 0 and 0.95, found -0.1");
        assertRefused(() -> new RjcaConfig(3, 0, true, 1), "width must be between 2 and 65536, found 1");
        assertRefused(
                () -> new RjcaConfig(3, 0, true, 7),
                "width must be an even number, one half for each direction, found 7");
        assertRefused(() -> new GrjcaConfig(0, 0, 1, false), "depth must be between 1 and 16, found 0");
        assertRefused(() -> new GrjcaConfig(3, 0.96, 1, false), "dropout must be between 0 and 0.95, found 0.96");
        assertRefused(
                () -> new GrjcaConfig(3, 0, Double.NaN, false),
                "temperature must be between 0.001 and 1000.0, found NaN");
        assertRefused(
                () -> new GrjcaConfig(1, 0, 1, true),
                "hierarchical needs a depth of at least 2, found 1; with one step there is nothing to share out among");
        assertRefused(() -> new DcaConfig(CROSS, -1), "temperature must be between 0.001 and 1000.0, found -1.0");
        assertRefused(() -> new IacaConfig(CROSS, -1), "temperature must be between 0.001 and 1000.0, found -1.0");
    }

    @Test
    void attentionsSayWhatTheyNeedAndGive() {
        RjcaFactory rjca = new RjcaFactory();
        assertThat(rjca.attends(new RjcaConfig(3, 0, false, 8))).isTrue();
        assertThat(rjca.attends(new RjcaConfig(3, 0, true, 8))).isFalse();
        JcaFactory jca = new JcaFactory();
        assertThat(jca.attends(new JcaConfig(JOURNAL, 1, Optional.empty(), ABSENT, ABSENT, ABSENT)))
                .isTrue();
        assertThat(jca.attends(new JcaConfig(WORKSHOP, 1, Optional.empty(), ABSENT, ABSENT, ABSENT)))
                .isFalse();
        assertThat(new CrossAttentionFactory().modalities(new CrossAttentionConfig(1)))
                .isEqualTo(ModalityCount.exactly(2));
        assertThatThrownBy(() ->
                        new CrossAttentionFactory().create(new CrossAttentionConfig(1), ReferenceComparison.context(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cross-attention needs exactly 2 modalities, found 3");
    }

    @Test
    void gatesNeedAndGiveWhatTheirAttentionDoes() {
        DcaFactory dca = new DcaFactory();
        IacaFactory iaca = new IacaFactory();
        assertThat(dca.modalities(new DcaConfig(CROSS, 1))).isEqualTo(ModalityCount.exactly(2));
        assertThat(dca.modalities(new DcaConfig(jca(JOURNAL, ABSENT), 1))).isEqualTo(ModalityCount.ANY);
        assertThat(iaca.modalities(new IacaConfig(CROSS, 1))).isEqualTo(ModalityCount.exactly(2));
        assertThat(iaca.modalities(new IacaConfig(jca(JOURNAL, ABSENT), 1))).isEqualTo(ModalityCount.atLeast(2));
        assertThat(dca.fixedLength(new DcaConfig(CROSS, 1))).isFalse();
        assertThat(dca.fixedLength(new DcaConfig(jca(JOURNAL, ABSENT), 1))).isTrue();
        assertThat(iaca.fixedLength(new IacaConfig(CROSS, 1))).isFalse();
        assertThat(iaca.fixedLength(new IacaConfig(jca(JOURNAL, ABSENT), 1))).isTrue();
    }

    @Test
    void gatesFindProblemsOfWhatTheyArePutRound() {
        DcaFactory dca = new DcaFactory();
        FusionChoice misfit = jca(JOURNAL, Optional.of(16));
        ConfigProblem expected = new ConfigProblem(
                "of.sequence-length",
                "the windows have 300 frames but sequence-length is 16; leave it out or make both equal",
                Optional.of("data.window.length"));
        assertThat(dca.check(new DcaConfig(jca(JOURNAL, ABSENT), 1), THREE)).isEmpty();
        assertThat(dca.check(new DcaConfig(misfit, 1), THREE)).containsExactly(expected);
        assertThat(new IacaFactory().check(new IacaConfig(misfit, 1), THREE)).containsExactly(expected);
    }

    @Test
    void gatesAreNotPutRoundWhatDoesNotAttend() {
        String message =
                "found jca, which with its options gives no attended features of each modality that a gate could choose";
        FusionChoice workshop = jca(WORKSHOP, ABSENT);
        assertThat(new DcaFactory().check(new DcaConfig(workshop, 1), THREE))
                .containsExactly(new ConfigProblem("of", message));
        assertThat(new IacaFactory().check(new IacaConfig(workshop, 1), THREE))
                .containsExactly(new ConfigProblem("of", message));
        assertRefused(
                () -> new DcaFactory().create(new DcaConfig(workshop, 1), ReferenceComparison.context(2)), message);
        assertRefused(
                () -> new IacaFactory().create(new IacaConfig(workshop, 1), ReferenceComparison.context(2)), message);
    }

    private static FusionChoice jca(JcaConfig.Variant variant, Optional<Integer> sequenceLength) {
        return new FusionChoice(
                new JcaFactory(), new JcaConfig(variant, 1, Optional.empty(), ABSENT, ABSENT, sequenceLength));
    }

    @Test
    void concatChecksItsLayers() {
        List<Integer> widths = new ArrayList<>(List.of(64, 32));
        ConcatConfig config = new ConcatConfig(widths, 0.5);
        widths.clear();
        assertThat(config.hidden()).containsExactly(64, 32);
        assertRefused(() -> new ConcatConfig(List.of(8, 0), 0), "hidden must be between 1 and 65536, found 0");
        assertRefused(() -> new ConcatConfig(List.of(8), -0.1), "dropout must be between 0 and 0.95, found -0.1");
        assertRefused(
                () -> new ConcatConfig(List.of(), 0.1),
                "dropout drops hidden units and needs at least one layer in hidden, found 0.1 and none");
    }

    @Test
    void widthsAreChecked() {
        assertRefused(() -> new SumConfig(SumConfig.Mode.SUM, 0), "width must be between 1 and 65536, found 0");
        assertRefused(() -> new GmuConfig(-1, true), "width must be between 1 and 65536, found -1");
    }

    @Test
    void bilstmChecksRanges() {
        assertRefused(() -> new BiLstmConfig(0, 1, 0), "hidden must be between 1 and 65536, found 0");
        assertRefused(() -> new BiLstmConfig(8, 0, 0), "layers must be between 1 and 16, found 0");
        assertRefused(() -> new BiLstmConfig(8, 2, 0.96), "dropout must be between 0 and 0.95, found 0.96");
        assertRefused(
                () -> new BiLstmConfig(8, 1, 0.1),
                "dropout acts between layers and needs at least 2 of them, found 0.1 and 1 layer");
    }

    @Test
    void bigruChecksRanges() {
        assertRefused(() -> new BiGruConfig(0, 1, 0), "hidden must be between 1 and 65536, found 0");
        assertRefused(() -> new BiGruConfig(8, 17, 0), "layers must be between 1 and 16, found 17");
        assertRefused(() -> new BiGruConfig(8, 2, -0.1), "dropout must be between 0 and 0.95, found -0.1");
        assertRefused(
                () -> new BiGruConfig(8, 1, 0.1),
                "dropout acts between layers and needs at least 2 of them, found 0.1 and 1 layer");
    }

    @Test
    void tensorFusionsCheckRanges() {
        assertRefused(() -> new TfnConfig(0, 64, 0.3), "width must be between 1 and 65536, found 0");
        assertRefused(() -> new TfnConfig(16, 65_537, 0.3), "hidden must be between 1 and 65536, found 65537");
        assertRefused(() -> new TfnConfig(16, 64, 1), "dropout must be between 0 and 0.95, found 1.0");
        assertRefused(() -> new LmfConfig(0, 64, 3, 0.3), "width must be between 1 and 65536, found 0");
        assertRefused(() -> new LmfConfig(32, 0, 3, 0.3), "outputs must be between 1 and 65536, found 0");
        assertRefused(() -> new LmfConfig(32, 64, 257, 0.3), "rank must be between 1 and 256, found 257");
        assertRefused(() -> new LmfConfig(32, 64, 3, 0.96), "dropout must be between 0 and 0.95, found 0.96");
        assertRefused(() -> new MultiplicativeConfig(257), "width must be between 1 and 256, found 257");
    }

    @Test
    void transformersCheckRanges() {
        assertRefused(() -> new TransformerConfig(0, 1, 2, 0.1), "width must be between 1 and 65536, found 0");
        assertRefused(() -> new TransformerConfig(64, 65, 2, 0.1), "heads must be between 1 and 64, found 65");
        assertRefused(() -> new TransformerConfig(6, 4, 2, 0.1), "width must be a multiple of heads, found 6 and 4");
        assertRefused(() -> new TransformerConfig(64, 4, 0, 0.1), "layers must be between 1 and 16, found 0");
        assertRefused(() -> new TransformerConfig(64, 4, 2, -1), "dropout must be between 0 and 0.95, found -1.0");
        assertRefused(
                () -> new MultConfig(50, 4, 4, 4, 0.1, true), "width must be a multiple of heads, found 50 and 4");
        assertRefused(() -> new MultConfig(50, 10, 17, 4, 0.1, true), "levels must be between 1 and 16, found 17");
        assertRefused(() -> new MultConfig(50, 10, 4, 0, 0.1, true), "memory-levels must be between 1 and 16, found 0");
        assertRefused(() -> new MultConfig(50, 10, 4, 4, 1, true), "dropout must be between 0 and 0.95, found 1.0");
        assertRefused(() -> new MbtConfig(10, 4, 2, 4, 0.1), "width must be a multiple of heads, found 10 and 4");
        assertRefused(() -> new MbtConfig(64, 4, 17, 4, 0.1), "layers must be between 1 and 16, found 17");
        assertRefused(() -> new MbtConfig(64, 4, 2, 0, 0.1), "bottlenecks must be between 1 and 256, found 0");
        assertRefused(() -> new MbtConfig(64, 4, 2, 4, 1), "dropout must be between 0 and 0.95, found 1.0");
        assertRefused(
                () -> new TemporalTransformerConfig(64, 0, 2, 0.1, false), "heads must be between 1 and 64, found 0");
        assertRefused(
                () -> new TemporalTransformerConfig(64, 4, 17, 0.1, false),
                "layers must be between 1 and 16, found 17");
        assertRefused(
                () -> new TemporalTransformerConfig(64, 4, 2, 1, false),
                "dropout must be between 0 and 0.95, found 1.0");
    }

    @Test
    void tfnRefusesMoreProductsThanFitIntoMemory() {
        TfnFactory factory = new TfnFactory();
        TfnConfig wide = new TfnConfig(100, 64, 0);
        ExperimentFacts undecided = new ExperimentFacts(List.of(), 300, List.of());
        assertThat(factory.check(new TfnConfig(99, 64, 0), THREE)).isEmpty(); // 100^3 is the most
        assertThat(factory.check(wide, undecided)).isEmpty();
        assertThat(factory.check(wide, THREE))
                .containsExactly(new ConfigProblem(
                        "width",
                        "width 100 and 3 modalities make 101^3 products of features, more than 1000000; choose a"
                                + " smaller width, or fusion lmf",
                        Optional.of("data.modalities")));
        assertThatThrownBy(() -> factory.create(wide, ReferenceComparison.context(3)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("fusion.width: width 100 and 3 modalities make 101^3 products of features, more than"
                        + " 1000000; choose a smaller width, or fusion lmf.");
    }

    @Test
    void fusionsOfPairsNeedTwoModalities() {
        assertThat(new TfnFactory().modalities(new TfnConfig(16, 64, 0))).isEqualTo(ModalityCount.atLeast(2));
        assertThat(new LmfFactory().modalities(new LmfConfig(32, 64, 3, 0))).isEqualTo(ModalityCount.atLeast(2));
        assertThat(new MultiplicativeFactory().modalities(new MultiplicativeConfig(32)))
                .isEqualTo(ModalityCount.atLeast(2));
        MultConfig mult = new MultConfig(4, 2, 1, 1, 0, true);
        assertThat(new MultFactory().modalities(mult)).isEqualTo(ModalityCount.atLeast(2));
        assertThatThrownBy(() -> new MultFactory().create(mult, ReferenceComparison.context(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mult needs at least 2 modalities, found 1");
    }

    @Test
    void theOtherFusionsCheckRanges() {
        Optional<String> first = Optional.empty();
        assertRefused(() -> new CanConfig(0), "width must be between 1 and 65536, found 0");
        assertRefused(() -> new LfanConfig(first, 9, 2, 0), "width must be a multiple of heads, found 9 and 2");
        assertRefused(() -> new LfanConfig(first, 8, 0, 0), "heads must be between 1 and 64, found 0");
        assertRefused(() -> new LfanConfig(first, 8, 2, 1), "dropout must be between 0 and 0.95, found 1.0");
        assertRefused(() -> new MagConfig(first, 0, 0), "beta must be between 0.001 and 1000.0, found 0.0");
        assertRefused(() -> new MagConfig(first, 1, -1), "dropout must be between 0 and 0.95, found -1.0");
        assertRefused(() -> new MfnConfig(0, 1, 1, 0), "hidden must be between 1 and 65536, found 0");
        assertRefused(() -> new MfnConfig(1, 0, 1, 0), "memory must be between 1 and 65536, found 0");
        assertRefused(() -> new MfnConfig(1, 1, 0, 0), "attention must be between 1 and 65536, found 0");
        assertRefused(() -> new MisaConfig(9, 2, 0, 1, 1, 1), "width must be a multiple of heads, found 9 and 2");
        assertRefused(() -> new MisaConfig(8, 2, 0, -1, 1, 1), "similarity must be between 0.0 and 1000.0, found -1.0");
        assertRefused(
                () -> new MisaConfig(8, 2, 0, 1, Double.NaN, 1),
                "difference must be between 0.0 and 1000.0, found NaN");
        assertRefused(
                () -> new MisaConfig(8, 2, 0, 1, 1, 1e4),
                "reconstruction must be between 0.0 and 1000.0, found 10000.0");
        assertRefused(() -> new LinearConfig(-1), "penalty must be between 0.0 and 1.0E12, found -1.0");
        assertRefused(() -> new LinearConfig(Double.NaN), "penalty must be between 0.0 and 1.0E12, found NaN");
    }

    @Test
    void aModalityWithARoleMustExist() {
        LfanFactory lfan = new LfanFactory();
        LfanConfig unknown = new LfanConfig(Optional.of("vidio"), 32, 2, 0.1);
        ExperimentFacts undecided = new ExperimentFacts(List.of(), 300, List.of());
        assertThat(lfan.check(new LfanConfig(Optional.of("text"), 32, 2, 0.1), THREE))
                .isEmpty();
        assertThat(lfan.check(new LfanConfig(Optional.empty(), 32, 2, 0.1), THREE))
                .isEmpty();
        assertThat(lfan.check(unknown, undecided)).isEmpty();
        assertThat(lfan.check(unknown, THREE))
                .containsExactly(new ConfigProblem(
                        "leader",
                        "the experiment has no modality vidio; it has visual, audio, text",
                        Optional.of("data.modalities")));
        assertThat(new MagFactory().check(new MagConfig(Optional.of("vidio"), 1, 0.3), THREE))
                .extracting(ConfigProblem::option)
                .containsExactly("main");
        assertThatThrownBy(() -> lfan.reads(unknown, THREE.modalities()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("fusion.leader: the experiment has no modality vidio; it has visual, audio, text.");
    }

    @Test
    void unimodalReadsItsModalityOnly() {
        UnimodalFactory factory = new UnimodalFactory();
        List<String> available = THREE.modalities();
        assertThat(factory.reads(new UnimodalConfig(Optional.of("text")), available))
                .containsExactly("text");
        assertThat(factory.reads(new UnimodalConfig(Optional.empty()), List.of("text")))
                .containsExactly("text");
        assertThatThrownBy(() -> factory.reads(new UnimodalConfig(Optional.of("vidio")), available))
                .isInstanceOf(ConfigException.class)
                .hasMessage("fusion.modality: the experiment has no modality vidio; it has visual, audio, text.");
    }

    @Test
    void unimodalProblemsAreFoundBeforeDataAreOpenedWhereModalitiesAreKnown() {
        UnimodalFactory factory = new UnimodalFactory();
        UnimodalConfig absent = new UnimodalConfig(Optional.empty());
        UnimodalConfig unknown = new UnimodalConfig(Optional.of("vidio"));
        ExperimentFacts undecided = new ExperimentFacts(List.of(), 300, List.of());
        assertThat(factory.check(new UnimodalConfig(Optional.of("audio")), THREE))
                .isEmpty();
        assertThat(factory.check(absent, undecided)).isEmpty();
        assertThat(factory.check(unknown, undecided)).isEmpty();
        assertThat(factory.check(absent, THREE))
                .containsExactly(new ConfigProblem(
                        "modality",
                        "fusion unimodal needs the name of one of the modalities visual, audio, text, found none",
                        Optional.of("data.modalities")));
        assertThat(factory.check(unknown, THREE))
                .containsExactly(new ConfigProblem(
                        "modality",
                        "the experiment has no modality vidio; it has visual, audio, text",
                        Optional.of("data.modalities")));
    }

    @Test
    void constantReadsOneModality() {
        assertThat(new ConstantFactory().reads(new NoOptions(), THREE.modalities()))
                .containsExactly("visual");
    }

    private static void assertRefused(ThrowingCallable construction, String message) {
        assertThatThrownBy(construction)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
