package dev.attune.fusion.baselines;

import dev.attune.api.config.NoOptions;
import dev.attune.api.fusion.FusionChoice;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.testkit.FusionContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** Holds every fusion to what all fusions promise, with the options that have the most to break. */
class FusionContractsTest {
    private abstract static class Contract<C extends Record> extends FusionContract<C> {
        private final FusionFactory<C> factory;
        private final C config;

        Contract(FusionFactory<C> factory, C config) {
            this.factory = factory;
            this.config = config;
        }

        @Override
        protected final FusionFactory<C> factory() {
            return factory;
        }

        @Override
        protected final C config() {
            return config;
        }
    }

    @Nested
    class Jca extends Contract<JcaConfig> {
        Jca() {
            super(
                    new JcaFactory(),
                    new JcaConfig(
                            JcaConfig.Variant.JOURNAL,
                            2,
                            Optional.of(0.3),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        }
    }

    @Nested
    class JcaOfTheWorkshop extends Contract<JcaConfig> {
        JcaOfTheWorkshop() {
            super(
                    new JcaFactory(),
                    new JcaConfig(
                            JcaConfig.Variant.CVPRW_2022,
                            1,
                            Optional.empty(),
                            Optional.of(6),
                            Optional.of(5),
                            Optional.empty()));
        }
    }

    @Nested
    class CrossAttention extends Contract<CrossAttentionConfig> {
        CrossAttention() {
            super(new CrossAttentionFactory(), new CrossAttentionConfig(0.7));
        }
    }

    @Nested
    class Rcma extends Contract<RcmaConfig> {
        Rcma() {
            super(new RcmaFactory(), new RcmaConfig(2, 0.1));
        }
    }

    @Nested
    class Rjca extends Contract<RjcaConfig> {
        Rjca() {
            super(new RjcaFactory(), new RjcaConfig(2, 0.1, true, 6));
        }
    }

    @Nested
    class RjcaWithoutLstm extends Contract<RjcaConfig> {
        RjcaWithoutLstm() {
            super(new RjcaFactory(), new RjcaConfig(2, 0.1, false, 6));
        }
    }

    @Nested
    class DcaOfJca extends Contract<DcaConfig> {
        DcaOfJca() {
            super(new DcaFactory(), new DcaConfig(journal(), 0.5));
        }
    }

    @Nested
    class DcaOfCrossAttention extends Contract<DcaConfig> {
        DcaOfCrossAttention() {
            super(new DcaFactory(), new DcaConfig(crossAttention(), 0.5));
        }
    }

    @Nested
    class IacaOfJca extends Contract<IacaConfig> {
        IacaOfJca() {
            super(new IacaFactory(), new IacaConfig(journal(), 0.5));
        }
    }

    @Nested
    class IacaOfCrossAttention extends Contract<IacaConfig> {
        IacaOfCrossAttention() {
            super(new IacaFactory(), new IacaConfig(crossAttention(), 0.5));
        }
    }

    @Nested
    class Grjca extends Contract<GrjcaConfig> {
        Grjca() {
            super(new GrjcaFactory(), new GrjcaConfig(2, 0.1, 0.5, false));
        }
    }

    @Nested
    class GrjcaHierarchical extends Contract<GrjcaConfig> {
        GrjcaHierarchical() {
            super(new GrjcaFactory(), new GrjcaConfig(2, 0.1, 0.5, true));
        }
    }

    /** An attention for gates, of any number of modalities, with weights that are tied to the window length. */
    private static FusionChoice journal() {
        return new FusionChoice(
                new JcaFactory(),
                new JcaConfig(
                        JcaConfig.Variant.JOURNAL,
                        1,
                        Optional.of(0.1),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** An attention for gates, of two modalities and windows of any length. */
    private static FusionChoice crossAttention() {
        return new FusionChoice(new CrossAttentionFactory(), new CrossAttentionConfig(0.7));
    }

    @Nested
    class Concat extends Contract<ConcatConfig> {
        Concat() {
            super(new ConcatFactory(), new ConcatConfig(List.of(), 0));
        }
    }

    @Nested
    class ConcatWithHiddenLayers extends Contract<ConcatConfig> {
        ConcatWithHiddenLayers() {
            super(new ConcatFactory(), new ConcatConfig(List.of(16, 8), 0.2));
        }
    }

    @Nested
    class Unimodal extends Contract<UnimodalConfig> {
        Unimodal() {
            super(new UnimodalFactory(), new UnimodalConfig(Optional.of(MODALITIES.get(0))));
        }
    }

    @Nested
    class Late extends Contract<LateConfig> {
        Late() {
            super(new LateFactory(), new LateConfig(LateConfig.Weights.MEAN, LateConfig.Missing.INCLUDE));
        }
    }

    @Nested
    class LateWithLearntShares extends Contract<LateConfig> {
        LateWithLearntShares() {
            super(new LateFactory(), new LateConfig(LateConfig.Weights.SOFTMAX, LateConfig.Missing.SKIP));
        }
    }

    @Nested
    class Constant extends Contract<NoOptions> {
        Constant() {
            super(new ConstantFactory(), new NoOptions());
        }

        @Override
        protected boolean constant() {
            return true;
        }
    }

    @Nested
    class Sum extends Contract<SumConfig> {
        Sum() {
            super(new SumFactory(), new SumConfig(SumConfig.Mode.SUM, 6));
        }
    }

    @Nested
    class Maximum extends Contract<SumConfig> {
        Maximum() {
            super(new SumFactory(), new SumConfig(SumConfig.Mode.MAX, 6));
        }
    }

    @Nested
    class Gmu extends Contract<GmuConfig> {
        Gmu() {
            super(new GmuFactory(), new GmuConfig(6, true));
        }
    }

    @Nested
    class Tfn extends Contract<TfnConfig> {
        Tfn() {
            super(new TfnFactory(), new TfnConfig(3, 5, 0.3));
        }
    }

    @Nested
    class Lmf extends Contract<LmfConfig> {
        Lmf() {
            super(new LmfFactory(), new LmfConfig(3, 4, 2, 0.3));
        }
    }

    @Nested
    class Multiplicative extends Contract<MultiplicativeConfig> {
        Multiplicative() {
            super(new MultiplicativeFactory(), new MultiplicativeConfig(3));
        }
    }

    @Nested
    class Transformer extends Contract<TransformerConfig> {
        Transformer() {
            super(new TransformerFactory(), new TransformerConfig(4, 2, 2, 0.2));
        }
    }

    @Nested
    class Mult extends Contract<MultConfig> {
        Mult() {
            super(new MultFactory(), new MultConfig(4, 2, 1, 1, 0.2, true));
        }
    }

    /** Nothing but the mask keeps padding from being seen. */
    @Nested
    class MultThatLooksAhead extends Contract<MultConfig> {
        MultThatLooksAhead() {
            super(new MultFactory(), new MultConfig(4, 2, 1, 1, 0.2, false));
        }
    }

    @Nested
    class Mbt extends Contract<MbtConfig> {
        Mbt() {
            super(new MbtFactory(), new MbtConfig(4, 2, 2, 2, 0.2));
        }
    }

    @Nested
    class Can extends Contract<CanConfig> {
        Can() {
            super(new CanFactory(), new CanConfig(6));
        }
    }

    @Nested
    class Lfan extends Contract<LfanConfig> {
        Lfan() {
            super(new LfanFactory(), new LfanConfig(Optional.of(MODALITIES.get(1)), 6, 2, 0.2));
        }
    }

    @Nested
    class Mag extends Contract<MagConfig> {
        Mag() {
            super(new MagFactory(), new MagConfig(Optional.of(MODALITIES.get(1)), 0.8, 0.2));
        }
    }

    @Nested
    class Mfn extends Contract<MfnConfig> {
        Mfn() {
            super(new MfnFactory(), new MfnConfig(3, 4, 5, 0.2));
        }
    }

    @Nested
    class LinearRegression extends Contract<LinearConfig> {
        LinearRegression() {
            super(new LinearFactory(), new LinearConfig(0.5));
        }
    }

    @Nested
    class Misa extends Contract<MisaConfig> {
        Misa() {
            super(new MisaFactory(), new MisaConfig(6, 2, 0.2, 0.5, 0.3, 1.2));
        }
    }
}
