package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.temporal.TemporalContext;
import dev.attune.api.temporal.TemporalFactory;
import dev.attune.api.temporal.TemporalModel;
import java.util.Optional;

/** Makes transformers over the frames of one modality. */
final class TemporalTransformerFactory implements TemporalFactory<TemporalTransformerConfig> {
    @Override
    public String name() {
        return "transformer";
    }

    @Override
    public Class<TemporalTransformerConfig> configType() {
        return TemporalTransformerConfig.class;
    }

    @Override
    public String summary() {
        return "Transformer over frames: each frame attends to the whole window, or to its past only.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                P = sin and cos of t / 10000^(2i / width)        (L, width)
                Z = projection(X) + P                            (L, width)
                Y = norm( layers.N-1( ... layers.0(Z) ) )        (L, width)
                layer: y = z + Drop( MHA( norm1(z) ) ),  y + Drop( linear2( Drop( ReLU( linear1( norm2(y) ) ) ) ) )
                """,
                "(B, L, D) -> (B, L, width)",
                "Much data, where what matters may lie far back; causal for live prediction.",
                "Little data, as it has to learn that near frames matter most; very long windows, as time and memory"
                        + " grow with L²."));
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(TransformerFactory.CITATION);
    }

    @Override
    public TemporalModel create(TemporalTransformerConfig config, TemporalContext context) {
        return new TemporalTransformer(config, context);
    }
}
