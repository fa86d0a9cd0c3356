package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import dev.attune.api.nn.BiGru;
import dev.attune.api.nn.Pass;
import dev.attune.api.temporal.TemporalContext;
import dev.attune.api.temporal.TemporalModel;

/**
 * Runs a stack of bidirectional gated recurrent units over the existing frames of each window, from a zero state.
 *
 * <pre>
 * r   = σ( W_ir x_t + b_ir + W_hr h_{t-1} + b_hr )
 * z   = σ( W_iz x_t + b_iz + W_hz h_{t-1} + b_hz )
 * n   = tanh( W_in x_t + b_in + r ⊙ (W_hn h_{t-1} + b_hn) )
 * h_t = (1 - z) ⊙ n + z ⊙ h_{t-1}
 * y_t = [h_t forwards ; h_t backwards]         (2 hidden)
 * </pre>
 *
 * <p>(B, L, D) becomes (B, L, 2 hidden), zero at frames that do not exist. Use it as {@code bilstm}, with three
 * quarters of its weights: offline, where the future is known, and for short windows; it runs frame after frame, so
 * long windows are slow.
 *
 * <p>Kyunghyun Cho et al.: Learning Phrase Representations using RNN Encoder-Decoder for Statistical Machine
 * Translation, EMNLP 2014, arXiv 1406.1078; with the bias inside r ⊙ (...), as PyTorch has it. Parameters carry
 * PyTorch's names: {@code rnn.weight_ih_l0}, {@code rnn.weight_hh_l0}, {@code rnn.bias_ih_l0}, {@code rnn.bias_hh_l0},
 * the same with {@code _reverse}, then {@code l1}, with gates in the order r, z, n.
 */
final class BiGruTemporal extends TemporalModel {
    private final int outputs;
    private final BiGru rnn;

    BiGruTemporal(BiGruConfig config, TemporalContext context) {
        outputs = 2 * config.hidden();
        rnn = child(
                "rnn",
                new BiGru(context.inputs(), config.hidden(), config.layers(), config.dropout(), context.random()));
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public NDArray apply(Pass pass, NDArray x, NDArray frames) {
        return rnn.apply(pass, x, frames);
    }
}
