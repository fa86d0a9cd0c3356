package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.Optional;

/** Makes bottleneck transformers. */
final class MbtFactory implements FusionFactory<MbtConfig> {
    @Override
    public String name() {
        return "mbt";
    }

    @Override
    public Class<MbtConfig> configType() {
        return MbtConfig.class;
    }

    @Override
    public String summary() {
        return "Multimodal bottleneck transformer: modalities exchange what they know through a few tokens only.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                Z_m         = projections.m(X_m) + P, the positional encoding  (L, width)
                b           = bottlenecks                                      (bottlenecks, width)
                for i = 0, 1, ...:
                [Z_m ‖ b_m] = layers.i.m( [Z_m ‖ b] ) for each m               (L + bottlenecks, width)
                b           = mean of b_m over m                               (bottlenecks, width)
                then:
                fused       = [norms.0(z_0) ; ... ; norms.n-1(z_{n-1})]        (n width), at each frame
                layer: y = z + Drop( MHA( norm1(z) ) ),  y + Drop( linear2( Drop( ReLU( linear1( norm2(y) ) ) ) ) )
                """,
                "n x (B, L, D_m) -> (B, L, n width)",
                "Modalities that have much of their own and share a little, which the bottleneck makes them condense;"
                        + " it costs n L² where transformer costs (n L)².",
                "Fusion that must be exact in time, as a few tokens stand for the whole window; one layer, after which"
                        + " modalities have not met."));
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "Arsha Nagrani, Shan Yang, Anurag Arnab, Aren Jansen, Cordelia Schmid, Chen Sun, Attention Bottlenecks"
                        + " for Multimodal Fusion, NeurIPS 2021",
                "arXiv:2107.00135",
                """
                @inproceedings{nagrani2021attention,
                  title     = {Attention Bottlenecks for Multimodal Fusion},
                  author    = {Nagrani, Arsha and Yang, Shan and Arnab, Anurag and Jansen, Aren and Schmid, Cordelia and
                               Sun, Chen},
                  booktitle = {Advances in Neural Information Processing Systems},
                  volume    = {34},
                  year      = {2021},
                  eprint    = {2107.00135},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public FusionModel create(MbtConfig config, FusionContext context) {
        return new MbtFusion(config, context);
    }
}
