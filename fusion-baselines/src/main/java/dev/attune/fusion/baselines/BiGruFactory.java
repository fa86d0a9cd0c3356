package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.temporal.TemporalContext;
import dev.attune.api.temporal.TemporalFactory;
import dev.attune.api.temporal.TemporalModel;
import java.util.Optional;

/** Makes bidirectional GRUs. */
final class BiGruFactory implements TemporalFactory<BiGruConfig> {
    @Override
    public String name() {
        return "bigru";
    }

    @Override
    public Class<BiGruConfig> configType() {
        return BiGruConfig.class;
    }

    @Override
    public String summary() {
        return "Bidirectional gated recurrent unit: as bilstm, with three quarters of its weights.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                r   = σ( W_ir x_t + b_ir + W_hr h_{t-1} + b_hr )
                z   = σ( W_iz x_t + b_iz + W_hz h_{t-1} + b_hz )
                n   = tanh( W_in x_t + b_in + r ⊙ (W_hn h_{t-1} + b_hn) )
                h_t = (1 - z) ⊙ n + z ⊙ h_{t-1}
                y_t = [h_t forwards ; h_t backwards]                       (2 hidden)
                """,
                "(B, L, D) -> (B, L, 2 hidden)",
                "Offline prediction on short windows, where the future is known; fewer weights than bilstm.",
                "Live prediction, as it looks ahead; long windows, as it runs frame after frame."));
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "Kyunghyun Cho, Bart van Merriënboer, Caglar Gulcehre, Dzmitry Bahdanau, Fethi Bougares, Holger"
                        + " Schwenk, Yoshua Bengio, Learning Phrase Representations using RNN Encoder-Decoder for"
                        + " Statistical Machine Translation, EMNLP 2014",
                "arXiv:1406.1078",
                """
                @inproceedings{cho2014learning,
                  title     = {Learning Phrase Representations using {RNN} Encoder-Decoder for Statistical Machine
                               Translation},
                  author    = {Cho, Kyunghyun and van Merri{\\"e}nboer, Bart and Gulcehre, Caglar and Bahdanau, Dzmitry
                               and Bougares, Fethi and Schwenk, Holger and Bengio, Yoshua},
                  booktitle = {Proceedings of the 2014 Conference on Empirical Methods in Natural Language Processing},
                  pages     = {1724--1734},
                  year      = {2014},
                  eprint    = {1406.1078},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public TemporalModel create(BiGruConfig config, TemporalContext context) {
        return new BiGruTemporal(config, context);
    }
}
