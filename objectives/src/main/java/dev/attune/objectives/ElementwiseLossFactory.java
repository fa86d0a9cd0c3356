package dev.attune.objectives;

import dev.attune.api.config.NoOptions;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.loss.SequenceLoss;

/** Makes {@code mse}, {@code mae} and {@code bce}, which have no options. */
final class ElementwiseLossFactory implements LossFactory<NoOptions> {
    private final String name;
    private final String summary;
    private final SequenceLoss loss;

    private ElementwiseLossFactory(String name, String summary, SequenceLoss loss) {
        this.name = name;
        this.summary = summary;
        this.loss = loss;
    }

    static ElementwiseLossFactory mse() {
        return new ElementwiseLossFactory("mse", "Mean squared error over valid frames.", ElementwiseLoss.squared());
    }

    static ElementwiseLossFactory mae() {
        return new ElementwiseLossFactory("mae", "Mean absolute error over valid frames.", ElementwiseLoss.absolute());
    }

    static ElementwiseLossFactory bce() {
        return new ElementwiseLossFactory(
                "bce",
                "Binary cross-entropy over valid frames, for predictions that are probabilities.",
                ElementwiseLoss.crossEntropy());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<NoOptions> configType() {
        return NoOptions.class;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public SequenceLoss create(NoOptions config) {
        return loss;
    }
}
