package com.example.agreement;

import dev.attune.api.fusion.FusionFactory;
import dev.attune.testkit.FusionContract;

final class AgreementContractTest extends FusionContract<AgreementConfig> {
    @Override
    protected FusionFactory<AgreementConfig> factory() {
        return new AgreementFactory();
    }

    @Override
    protected AgreementConfig config() {
        return new AgreementConfig(6, 4);
    }
}
