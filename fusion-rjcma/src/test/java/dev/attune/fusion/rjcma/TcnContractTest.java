package dev.attune.fusion.rjcma;

import dev.attune.api.temporal.TemporalFactory;
import dev.attune.testkit.TemporalContract;
import java.util.List;

class TcnContractTest extends TemporalContract<TcnConfig> {
    @Override
    protected TemporalFactory<TcnConfig> factory() {
        return new TcnFactory();
    }

    @Override
    protected TcnConfig config() {
        return new TcnConfig(List.of(6, 6, 4), 3, 0.2, true);
    }
}
