package dev.attune.fusion.baselines;

import dev.attune.api.config.NoOptions;
import dev.attune.api.temporal.TemporalFactory;
import dev.attune.testkit.TemporalContract;
import org.junit.jupiter.api.Nested;

/** Holds every temporal model to what all temporal models promise. */
class TemporalContractsTest {
    @Nested
    class BiGru extends TemporalContract<BiGruConfig> {
        @Override
        protected TemporalFactory<BiGruConfig> factory() {
            return new BiGruFactory();
        }

        @Override
        protected BiGruConfig config() {
            return new BiGruConfig(4, 2, 0.3);
        }
    }

    @Nested
    class BiLstm extends TemporalContract<BiLstmConfig> {
        @Override
        protected TemporalFactory<BiLstmConfig> factory() {
            return new BiLstmFactory();
        }

        @Override
        protected BiLstmConfig config() {
            return new BiLstmConfig(4, 2, 0.3);
        }
    }

    @Nested
    class None extends TemporalContract<NoOptions> {
        @Override
        protected TemporalFactory<NoOptions> factory() {
            return new NoTemporalFactory();
        }

        @Override
        protected NoOptions config() {
            return new NoOptions();
        }
    }

    @Nested
    class Transformer extends TemporalContract<TemporalTransformerConfig> {
        @Override
        protected TemporalFactory<TemporalTransformerConfig> factory() {
            return new TemporalTransformerFactory();
        }

        @Override
        protected TemporalTransformerConfig config() {
            return new TemporalTransformerConfig(4, 2, 2, 0.2, false);
        }
    }

    @Nested
    class CausalTransformer extends TemporalContract<TemporalTransformerConfig> {
        @Override
        protected TemporalFactory<TemporalTransformerConfig> factory() {
            return new TemporalTransformerFactory();
        }

        @Override
        protected TemporalTransformerConfig config() {
            return new TemporalTransformerConfig(4, 2, 1, 0.2, true);
        }
    }
}
