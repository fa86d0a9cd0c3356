package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.temporal.TemporalContext;
import dev.attune.api.temporal.TemporalFactory;
import dev.attune.api.temporal.TemporalModel;
import java.util.Optional;

/** Makes bidirectional LSTMs. */
final class BiLstmFactory implements TemporalFactory<BiLstmConfig> {
    @Override
    public String name() {
        return "bilstm";
    }

    @Override
    public Class<BiLstmConfig> configType() {
        return BiLstmConfig.class;
    }

    @Override
    public String summary() {
        return "Bidirectional long short-term memory: each frame sees the whole window, before and after it.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                i, f, o = σ( W x_t + b + U h_{t-1} + c )      g = tanh( W x_t + b + U h_{t-1} + c ), each with its own W, b, U, c
                s_t = f ⊙ s_{t-1} + i ⊙ g
                h_t = o ⊙ tanh(s_t)
                y_t = [h_t forwards ; h_t backwards]          (2 hidden)
                """,
                "(B, L, D) -> (B, L, 2 hidden)",
                "Offline prediction on short windows, where the future is known.",
                "Live prediction, as it looks ahead; long windows, as it runs frame after frame."));
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "Alex Graves, Jürgen Schmidhuber, Framewise phoneme classification with bidirectional LSTM and other"
                        + " neural network architectures, Neural Networks 18, 2005",
                "doi:10.1016/j.neunet.2005.06.042",
                """
                @article{graves2005framewise,
                  title   = {Framewise phoneme classification with bidirectional {LSTM} and other neural network
                             architectures},
                  author  = {Graves, Alex and Schmidhuber, J{\\"u}rgen},
                  journal = {Neural Networks},
                  volume  = {18},
                  number  = {5-6},
                  pages   = {602--610},
                  year    = {2005},
                  doi     = {10.1016/j.neunet.2005.06.042}
                }
                """));
    }

    @Override
    public TemporalModel create(BiLstmConfig config, TemporalContext context) {
        return new BiLstmTemporal(config, context);
    }
}
