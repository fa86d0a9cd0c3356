package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityCount;
import java.util.Optional;

/** Makes memory fusion networks. */
final class MfnFactory implements FusionFactory<MfnConfig> {
    @Override
    public String name() {
        return "mfn";
    }

    @Override
    public Class<MfnConfig> configType() {
        return MfnConfig.class;
    }

    @Override
    public String summary() {
        return "Memory fusion network: a memory shared by all modalities follows what changes together in their LSTMs.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "Amir Zadeh, Paul Pu Liang, Navonil Mazumder, Soujanya Poria, Erik Cambria, Louis-Philippe Morency,"
                        + " Memory Fusion Network for Multi-view Sequential Learning, AAAI, 2018",
                "arXiv:1802.00927",
                """
                @inproceedings{zadeh2018memory,
                  title     = {Memory Fusion Network for Multi-view Sequential Learning},
                  author    = {Zadeh, Amir and Liang, Paul Pu and Mazumder, Navonil and Poria, Soujanya and
                               Cambria, Erik and Morency, Louis-Philippe},
                  booktitle = {Proceedings of the AAAI Conference on Artificial Intelligence},
                  year      = {2018},
                  eprint    = {1802.00927},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                h_m, c_m = LSTM_m(x_m)                               for each modality, forwards in time
                c*_t = [c_1(t-1) ; ... ; c_n(t-1) ; c_1(t) ; ... ; c_n(t)]
                a_t  = softmax(A(c*_t)) * c*_t                       A, B, G_1, G_2: Linear, ReLU, Dropout, Linear
                u_t  = tanh(B(a_t))
                g_i  = sigmoid(G_i([a_t ; memory_(t-1)]))            i = 1 keeps, i = 2 writes
                memory_t = g_1 * memory_(t-1) + g_2 * u_t
                y_t  = [h_1(t) ; ... ; h_n(t) ; memory_t]
                """,
                "n x (B, L, D_m) -> (B, L, n hidden + memory), n >= 2",
                "Where what matters is how modalities change together over time; it is causal, so it can run live.",
                "On long windows where speed counts: it runs frame after frame. It has temporal models of its own, so"
                        + " temporal: none is the fair setting."));
    }

    @Override
    public ModalityCount modalities(MfnConfig config) {
        return ModalityCount.atLeast(2);
    }

    @Override
    public FusionModel create(MfnConfig config, FusionContext context) {
        return new MfnFusion(config, context);
    }
}
