package com.example.agreement;

import dev.attune.api.AttunePlugin;
import dev.attune.testkit.PluginContract;

final class AgreementPluginTest extends PluginContract {
    @Override
    protected AttunePlugin plugin() {
        return new AgreementPlugin();
    }
}
