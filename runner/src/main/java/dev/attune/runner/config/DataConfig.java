package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.data.DatasetFactory;
import java.util.List;
import java.util.Optional;

/**
 * The corpus of an experiment and how it is cut into windows.
 *
 * <p>In the file, the keys of the dataset's own record stand beside the common ones.
 *
 * @param dataset the type of corpus
 * @param modalities names, in order; empty for all that the corpus has
 * @param window how sequences are cut
 * @param standardize how features are scaled, with moments of the training split
 * @param shuffled which modalities each clip gets from another
 */
public record DataConfig(
        @Beside @Doc("The type of corpus.") Selection<DatasetFactory<?>> dataset,

        @Doc("Modalities in the order in which models see them; without names, all that the corpus has.")
        @DefaultValue("[]")
        List<String> modalities,

        @Doc("How sequences are cut into windows.") WindowConfig window,

        @Doc(
                "How features are scaled, with mean and deviation of the training split: none, each dimension by its own, or "
                        + "scalar, all dimensions of a modality by one.")
        @DefaultValue("dimension")
        Standardize standardize,

        @Doc("Modalities of which each clip gets those of another clip, to find out whether a model uses them.")
        Optional<ShuffledConfig> shuffled) {
    /** Copies the list. */
    public DataConfig {
        modalities = List.copyOf(modalities);
    }

    /** How features are scaled. */
    public enum Standardize {
        /** Not at all. */
        NONE,
        /** Each feature to mean 0 and deviation 1. */
        DIMENSION,
        /** All features of a modality by one mean and one deviation. */
        SCALAR
    }
}
