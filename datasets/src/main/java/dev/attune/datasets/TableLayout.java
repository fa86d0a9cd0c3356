package dev.attune.datasets;

import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a corpus of tables has its numbers; the files need not exist.
 *
 * @param corpus how messages name it
 * @param modalities every modality that it has
 * @param targets every target that it has
 * @param clips its recordings
 * @param unit how many seconds 1 is in its tables
 * @param align how features are laid on the frames of labels
 */
record TableLayout(
        String corpus,
        List<String> modalities,
        List<TargetInfo> targets,
        List<Recording> clips,
        double unit,
        AlignConfig align) {
    /**
     * A file.
     *
     * @param path where it is
     * @param source how messages name it
     */
    record Table(Path path, String source) {}

    /**
     * Labels of one target.
     *
     * @param table the file
     * @param column its column
     */
    record Labels(Table table, String column) {}

    /**
     * One recording.
     *
     * @param id its name
     * @param split the split it belongs to
     * @param features its features, by modality
     * @param labels its labels, by target
     */
    record Recording(String id, Split split, Map<String, Table> features, Map<String, Labels> labels) {}
}
