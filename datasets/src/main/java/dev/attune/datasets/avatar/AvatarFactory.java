package dev.attune.datasets.avatar;

import dev.attune.api.corpus.CorpusContext;
import dev.attune.api.corpus.CorpusFactory;

/** Makes the corpus of drawn talking heads. */
final class AvatarFactory implements CorpusFactory<AvatarConfig> {
    @Override
    public String name() {
        return "avatar";
    }

    @Override
    public Class<AvatarConfig> configType() {
        return AvatarConfig.class;
    }

    @Override
    public String summary() {
        return "Draws talking heads whose face, voice and words each carry a known part of valence and arousal.";
    }

    @Override
    public void make(AvatarConfig config, CorpusContext context) {
        new AvatarCorpus(config).write(context);
    }
}
