package dev.attune.datasets;

import dev.attune.api.data.Split;
import java.util.List;

/**
 * A labelled utterance of a corpus whose features are in a feature store.
 *
 * @param names the names that its clip may have in the store, the likeliest first
 * @param group what makes it dependent on others: its video, or its dialog
 * @param split the split it belongs to
 * @param labels of all targets of the corpus; NaN where there is none
 * @param place where the labels are from, for messages
 */
record Utterance(List<String> names, String group, Split split, List<Float> labels, String place) {}
