package dev.attune.fusion.rjcma;

import dev.attune.api.AttunePlugin;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.fusion.rjcma.RjcmaConfig.Variant;
import dev.attune.testkit.FusionContract;
import dev.attune.testkit.PluginContract;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

class RjcmaContractTest {
    @Nested
    class Paper extends FusionContract<RjcmaConfig> {
        @Override
        protected FusionFactory<RjcmaConfig> factory() {
            return new RjcmaFactory();
        }

        @Override
        protected RjcmaConfig config() {
            return dropping(Variant.PAPER);
        }
    }

    @Nested
    class ReferenceCode extends FusionContract<RjcmaConfig> {
        @Override
        protected FusionFactory<RjcmaConfig> factory() {
            return new RjcmaFactory();
        }

        @Override
        protected RjcmaConfig config() {
            return dropping(Variant.REFERENCE_CODE);
        }
    }

    /** Everything on; dropout is low, so that a gradient reaches each parameter of so small a model. */
    private static RjcmaConfig dropping(Variant variant) {
        return new RjcmaConfig(
                variant,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(0.1),
                Optional.of(0.1),
                Optional.empty(),
                Optional.empty());
    }

    @Nested
    class Plugin extends PluginContract {
        @Override
        protected AttunePlugin plugin() {
            return new RjcmaPlugin();
        }
    }
}
