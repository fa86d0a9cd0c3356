package dev.attune.datasets.affwild2;

import dev.attune.datasets.affwild2.Affwild2Config.Labels;
import dev.attune.datasets.affwild2.Affwild2Config.Layout;
import java.nio.file.Path;
import java.util.Optional;

/** Options that differ from the defaults in one or two. */
final class Configs {
    private Configs() {}

    static Affwild2Config official(Path root, Labels labels, int fold, double allowMissing) {
        return new Affwild2Config(
                root,
                Layout.OFFICIAL,
                Optional.of(root.resolve("store")),
                Optional.empty(),
                Optional.empty(),
                labels,
                fold,
                allowMissing);
    }

    static Affwild2Config official(Path root) {
        return official(root, Labels.MASKED, 0, 0);
    }

    static Affwild2Config preprocessed(Path root, int fold, double allowMissing) {
        return new Affwild2Config(
                root.resolve("preprocessed"),
                Layout.PREPROCESSED,
                Optional.empty(),
                Optional.of(root.resolve("VA_Estimation_Challenge")),
                Optional.empty(),
                Labels.MASKED,
                fold,
                allowMissing);
    }

    /** The layout preprocessed, without a word of where the split stands. */
    static Affwild2Config arrays(Path root, int fold) {
        return new Affwild2Config(
                root,
                Layout.PREPROCESSED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Labels.MASKED,
                fold,
                0);
    }

    static Affwild2Config withSplits(Affwild2Config config, Path splits) {
        return new Affwild2Config(
                config.root(),
                config.layout(),
                config.features(),
                config.layout() == Layout.PREPROCESSED ? Optional.empty() : config.annotations(),
                Optional.of(splits),
                config.labels(),
                config.fold(),
                config.allowMissing());
    }
}
