package dev.attune.fusion.baselines;

import dev.attune.api.config.NoOptions;
import dev.attune.api.temporal.TemporalFactory;
import dev.attune.testkit.TemporalContract;
import org.junit.jupiter.api.Nested;

/** Holds every temporal model to what all temporal models promise. */
class TemporalContractsTest {
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
}
