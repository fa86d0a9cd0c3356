package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
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
