package dev.attune.datasets.avatar;

import dev.attune.api.AttunePlugin;
import dev.attune.api.corpus.CorpusFactory;
import dev.attune.datasets.avatar.AvatarConfig.Carries;
import dev.attune.datasets.avatar.AvatarConfig.Shares;
import dev.attune.testkit.CorpusContract;
import dev.attune.testkit.PluginContract;
import org.junit.jupiter.api.Nested;

/** Holds the corpus of talking heads to what every corpus must do. */
class AvatarContractTest extends CorpusContract<AvatarConfig> {
    private static final Shares EQUAL = new Shares(1, 1, 1);

    @Override
    protected CorpusFactory<AvatarConfig> factory() {
        return new AvatarFactory();
    }

    @Override
    protected AvatarConfig config() {
        return new AvatarConfig(3, 2, 10, 96, 96, 2, 0.2, new Carries(EQUAL, EQUAL), 4);
    }

    @Nested
    class Plugin extends PluginContract {
        @Override
        protected AttunePlugin plugin() {
            return new AvatarPlugin();
        }
    }
}
