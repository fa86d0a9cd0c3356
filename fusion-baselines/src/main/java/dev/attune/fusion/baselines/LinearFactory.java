package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.ConfigException;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.Optional;

/** Makes ridge regressions. */
final class LinearFactory implements FusionFactory<LinearConfig> {
    /**
     * The products of so many columns (features, labels and a 1) with each other take 2 GB, and the engine gives no more than 2³¹ - 1 bytes at
     * once. While frames are taken in, four such tables stand side by side, and one more for every further set of targets that are not labelled
     * at the same frames.
     */
    private static final int MOST_COLUMNS = 16_000;

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public Class<LinearConfig> configType() {
        return LinearConfig.class;
    }

    @Override
    public String summary() {
        return "Ridge regression on all features of a frame, fitted at once: what a network has to improve upon.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "Arthur E. Hoerl, Robert W. Kennard, Ridge Regression: Biased Estimation for Nonorthogonal Problems,"
                        + " Technometrics 12, 1970",
                "doi:10.1080/00401706.1970.10488634",
                """
                @article{hoerl1970ridge,
                  title   = {Ridge Regression: Biased Estimation for Nonorthogonal Problems},
                  author  = {Hoerl, Arthur E. and Kennard, Robert W.},
                  journal = {Technometrics},
                  volume  = {12},
                  number  = {1},
                  pages   = {55--67},
                  year    = {1970},
                  doi     = {10.1080/00401706.1970.10488634}
                }
                """));
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                y = x w + b                              x = [x_1 ; ... ; x_n], for each target
                w, b minimise the sum over labelled training frames of (y - label)^2, plus penalty |w|^2
                """,
                "n x (B, L, D_m) -> (B, L, targets), predictions",
                "In every comparison: it takes seconds, has no seed, no learning rate and no early stopping, and a"
                        + " network that does not beat it has learnt nothing that needs a network.",
                "Where modalities must interact, or frames: it adds what each feature says by itself. It needs"
                        + " temporal: none, and ignores the loss: it always minimises squared errors."));
    }

    @Override
    public boolean closedForm(LinearConfig config) {
        return true;
    }

    @Override
    public FusionModel create(LinearConfig config, FusionContext context) {
        int most = MOST_COLUMNS - context.targets().size() - 1;
        if (context.totalDimension() > most) {
            throw new ConfigException("fusion linear takes at most " + most
                    + " features per frame beside the labels, found " + context.totalDimension()
                    + "; leave out a modality or choose another fusion.");
        }
        return new LinearFusion(config, context);
    }
}
