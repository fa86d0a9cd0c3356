package dev.attune.fusion.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.ComponentFactory;
import dev.attune.testkit.PluginContract;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BaselinesPluginTest extends PluginContract {
    @Override
    protected AttunePlugin plugin() {
        return new BaselinesPlugin();
    }

    @Test
    void isFoundByTheServiceLoader() {
        AttunePlugin plugin = ServiceLoader.load(AttunePlugin.class).findFirst().orElseThrow();

        assertThat(plugin).isInstanceOf(BaselinesPlugin.class);
        assertThat(plugin.id()).isEqualTo("baselines");
        assertThat(plugin.apiVersion()).isEqualTo(ApiVersion.CURRENT);
        assertThat(plugin.fusions())
                .extracting(ComponentFactory::name)
                .containsExactly(
                        "can",
                        "concat",
                        "constant",
                        "cross-attention",
                        "dca",
                        "gmu",
                        "grjca",
                        "iaca",
                        "jca",
                        "late",
                        "lfan",
                        "linear",
                        "lmf",
                        "mag",
                        "mbt",
                        "mfn",
                        "misa",
                        "mult",
                        "multiplicative",
                        "rcma",
                        "rjca",
                        "sum",
                        "tfn",
                        "transformer",
                        "unimodal");
        assertThat(plugin.temporals())
                .extracting(ComponentFactory::name)
                .containsExactly("bigru", "bilstm", "none", "transformer");
    }
}
