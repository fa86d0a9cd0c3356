package dev.attune.datasets.avatar;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.corpus.CorpusFactory;
import java.util.List;

/**
 * Contributes the corpus {@code avatar}.
 *
 * @since 0.1
 */
public final class AvatarPlugin implements AttunePlugin {
    /** Makes the plugin. */
    public AvatarPlugin() {}

    @Override
    public String id() {
        return "avatar";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<CorpusFactory<?>> corpora() {
        return List.of(new AvatarFactory());
    }
}
