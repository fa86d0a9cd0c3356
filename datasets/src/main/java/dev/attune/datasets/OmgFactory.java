package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Opens OMG-Emotion. */
final class OmgFactory implements DatasetFactory<OmgConfig> {
    private static final List<TargetInfo> TARGETS =
            List.of(new TargetInfo("arousal", TargetInfo.Kind.CONTINUOUS, 0, 1), TargetInfo.continuous("valence"));

    @Override
    public String name() {
        return "omg-emotion";
    }

    @Override
    public Class<OmgConfig> configType() {
        return OmgConfig.class;
    }

    @Override
    public String summary() {
        return "Gives the clips of a feature store the labels and splits of OMG-Emotion, one utterance a clip.";
    }

    @Override
    public Dataset open(OmgConfig config, DatasetContext context) {
        SortedMap<String, Path> files = new TreeMap<>();
        List<Utterance> utterances = new ArrayList<>();
        read(config, config.train(), Split.TRAIN, files, utterances);
        read(config, config.validation(), Split.VALIDATION, files, utterances);
        config.test().ifPresent(table -> read(config, table, Split.TEST, files, utterances));
        return new UtteranceCorpus("OMG-Emotion", TARGETS, files)
                .open(config.store(), utterances, config.allowMissing(), context);
    }

    private static void read(
            OmgConfig config, String name, Split split, SortedMap<String, Path> files, List<Utterance> utterances) {
        Path file = config.root().resolve(name);
        CsvTable table = CsvTable.read(file, name);
        files.put(name, file);
        List<String> videos = table.column("video");
        List<String> parts = table.column("utterance");
        // The table of test utterances that participants had is without labels.
        boolean labelled = split != Split.TEST || table.columns().contains("arousal");
        for (int row = 0; row < table.rows(); row++) {
            String part = parts.get(row);
            String stem = part.endsWith(".mp4") ? part.substring(0, part.length() - ".mp4".length()) : part;
            List<Float> labels = List.of(
                    labelled ? label(table, "arousal", row) : Float.NaN,
                    labelled ? label(table, "valence", row) : Float.NaN);
            utterances.add(new Utterance(
                    List.of(videos.get(row) + "-" + stem, videos.get(row) + "_" + stem),
                    videos.get(row),
                    split,
                    labels,
                    name + ", line " + table.line(row)));
        }
    }

    private static float label(CsvTable table, String column, int row) {
        String cell = table.column(column).get(row);
        try {
            return cell.isEmpty() ? Float.NaN : Float.parseFloat(cell);
        } catch (NumberFormatException e) {
            throw new DataException(
                    table.source() + ", line " + table.line(row) + ", column " + column + ": found " + cell
                            + ", wanted a number",
                    e);
        }
    }
}
