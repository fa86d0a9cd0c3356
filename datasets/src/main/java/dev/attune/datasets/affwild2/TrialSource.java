package dev.attune.datasets.affwild2;

import dev.attune.api.data.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** One layout of the corpus, opened. */
interface TrialSource {
    /** Returns the official split: what trials the corpus should have. */
    Map<Split, List<String>> splits();

    /** Returns name and number of features of the modalities that are given, in order. */
    Map<String, Integer> modalities();

    /** Returns whether there is a file of labels of a trial. */
    boolean hasLabels(String trial);

    /**
     * Opens a trial.
     *
     * @param labelled whether it should have labels
     * @return empty, and a finding, if it cannot be used
     */
    Optional<Trial> open(String trial, boolean labelled);

    /** Returns the files that the hash of the content is made of, beside those of a feature store. */
    SortedMap<String, Path> files();

    /** Returns the hash of the feature store, if there is one. */
    String storeFingerprint();

    /** Returns how the features were made, if that is known. */
    Optional<String> extraction();

    void close();
}
