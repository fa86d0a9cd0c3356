package dev.attune.datasets;

import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Where a corpus of tables has its numbers, and which of them an experiment asks for; the files need not exist.
 *
 * @param corpus how messages name it
 * @param index how messages name what lists its recordings
 * @param features what is asked for of its features
 * @param targets the targets that are asked for, in that order
 * @param clips its recordings
 * @param unit how many seconds 1 is in its tables
 * @param align how features are laid on the frames of labels
 * @param allowMissing share of the recordings that may lack files
 */
record TableLayout(
        String corpus,
        String index,
        Features features,
        List<TargetInfo> targets,
        List<Recording> clips,
        double unit,
        AlignConfig align,
        double allowMissing) {
    private static final String SUFFIX = ".csv";

    /**
     * The modalities.
     *
     * @param modalities those that are asked for, in that order
     * @param folders the folder of every modality, asked for or not, in the order of the corpus
     */
    record Features(List<String> modalities, Map<String, String> folders) {
        /**
         * Selects modalities.
         *
         * @param corpus how messages name the corpus
         * @param source how messages name the place of the folders
         * @param existing the folders that there are
         * @param chosen the folder of each modality; empty if every folder is one of its name
         * @param context what is asked for
         */
        static Features of(
                String corpus,
                String source,
                List<String> existing,
                Map<String, String> chosen,
                DatasetContext context) {
            Map<String, String> folders = new LinkedHashMap<>(chosen);
            if (chosen.isEmpty()) {
                existing.forEach(folder -> folders.put(folder, folder));
            }
            folders.values().forEach(folder -> Names.require(source, "folder", folder, existing));
            List<String> modalities = Names.select(corpus, "modality", context.modalities(), folders.keySet());
            return new Features(modalities, folders);
        }

        /** Returns the folders of the modalities that are asked for, in the order of the corpus. */
        List<String> used() {
            return folders.entrySet().stream()
                    .filter(folder -> modalities.contains(folder.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        /** Returns a table for every modality, given that of a folder. */
        Map<String, Table> tables(Function<String, Table> ofFolder) {
            Map<String, Table> tables = new LinkedHashMap<>();
            folders.forEach((modality, folder) -> tables.put(modality, ofFolder.apply(folder)));
            return tables;
        }
    }

    /**
     * A file.
     *
     * @param path where it is
     * @param source how messages name it
     */
    record Table(Path path, String source) {
        /** Returns the table of a recording in a folder, which is named relative to the root of the corpus. */
        static Table of(Path root, String folder, String id) {
            String source = folder + "/" + id + SUFFIX;
            return new Table(root.resolve(source), source);
        }
    }

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
     * @param features its features, by modality, in the order of the corpus, asked for or not
     * @param labels its labels, by target, in the order of the corpus, asked for or not
     */
    record Recording(String id, Split split, Map<String, Table> features, Map<String, Labels> labels) {}
}
