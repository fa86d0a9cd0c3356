package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import dev.attune.api.nn.BiLstm;
import dev.attune.api.nn.Pass;
import dev.attune.api.temporal.TemporalContext;
import dev.attune.api.temporal.TemporalModel;

/**
 * Runs a stack of bidirectional long short-term memories over the existing frames of each window, from a zero state.
 *
 * <pre>
 * i, f, o = σ(W x_t + b + U h_{t-1} + c)      g = tanh(W x_t + b + U h_{t-1} + c), each with its own W, b, U, c
 * s_t = f ⊙ s_{t-1} + i ⊙ g                    h_t = o ⊙ tanh(s_t)
 * y_t = [h_t forwards ; h_t backwards]         (2 hidden)
 * </pre>
 *
 * <p>(B, L, D) becomes (B, L, 2 hidden), zero at frames that do not exist. Use it offline, where the future is known,
 * and for short windows; it runs frame after frame, so long windows are slow, and a causal model such as a TCN is the
 * choice for live prediction.
 *
 * <p>Parameters carry PyTorch's names: {@code rnn.weight_ih_l0}, {@code rnn.weight_hh_l0}, {@code rnn.bias_ih_l0},
 * {@code rnn.bias_hh_l0}, the same with {@code _reverse}, then {@code l1}, with gates in the order i, f, g, o.
 */
final class BiLstmTemporal extends TemporalModel {
    private final int outputs;
    private final BiLstm rnn;

    BiLstmTemporal(BiLstmConfig config, TemporalContext context) {
        outputs = 2 * config.hidden();
        rnn = child(
                "rnn",
                new BiLstm(context.inputs(), config.hidden(), config.layers(), config.dropout(), context.random()));
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
