package dev.attune.datasets;

import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Opens sub-challenges of MuSe. */
final class MuseFactory implements DatasetFactory<MuseConfig> {
    private static final String CORPUS = "MuSe corpus";
    private static final String FEATURES = "feature_segments";
    private static final String LABELS = "label_segments";
    private static final String VALUE = "value";

    @Override
    public String name() {
        return "muse";
    }

    @Override
    public Class<MuseConfig> configType() {
        return MuseConfig.class;
    }

    @Override
    public String summary() {
        return "Reads a sub-challenge of MuSe 2021 to 2024 with labels over time: feature_segments, label_segments, metadata.";
    }

    @Override
    public Dataset open(MuseConfig config, DatasetContext context) {
        return new TableCorpus(layout(config, context)).open();
    }

    private static TableLayout layout(MuseConfig config, DatasetContext context) {
        Map<String, Split> partition = Partition.read(config.root().resolve(config.partition()), config.partition());
        TableLayout.Features features = TableLayout.Features.of(
                CORPUS,
                FEATURES,
                Folders.subfolders(config.root().resolve(FEATURES), FEATURES),
                config.features(),
                context);
        List<String> existing = Folders.subfolders(config.root().resolve(LABELS), LABELS);
        List<TargetInfo> targets = Ranges.selected(CORPUS, existing, config.range(), context);
        List<TableLayout.Recording> recordings = new ArrayList<>();
        partition.forEach((id, split) -> recordings.add(new TableLayout.Recording(
                id,
                split,
                features.tables(folder -> TableLayout.Table.of(config.root(), FEATURES + "/" + folder, id)),
                labels(config.root(), id, existing))));
        return new TableLayout(
                CORPUS,
                config.partition(),
                features,
                targets,
                recordings,
                config.timeUnit().seconds(),
                config.align().orElse(AlignConfig.standard()),
                config.allowMissing());
    }

    /** Returns the label files of all targets, in the order of their names. */
    private static Map<String, TableLayout.Labels> labels(Path root, String id, List<String> targets) {
        Map<String, TableLayout.Labels> labels = new TreeMap<>();
        for (String target : targets) {
            labels.put(target, new TableLayout.Labels(TableLayout.Table.of(root, LABELS + "/" + target, id), VALUE));
        }
        return labels;
    }
}
