package dev.attune.runner.config;

import dev.attune.api.data.DatasetFactory;
import java.util.List;

/**
 * The corpus of an experiment and how it is cut into windows.
 *
 * <p>In the file, the keys of the dataset's own record stand beside the common ones.
 *
 * @param dataset the type of corpus
 * @param modalities names, in order; empty for all that the corpus has
 * @param window how sequences are cut
 * @param standardize how features are scaled, with moments of the training split
 */
public record DataConfig(
        Selection<DatasetFactory<?>> dataset, List<String> modalities, WindowConfig window, Standardize standardize) {
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
