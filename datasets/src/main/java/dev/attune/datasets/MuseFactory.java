package dev.attune.datasets;

import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens sub-challenges of MuSe. */
final class MuseFactory implements DatasetFactory<MuseConfig> {
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
        return new TableCorpus(layout(config), context).open();
    }

    private static TableLayout layout(MuseConfig config) {
        Map<String, Split> partition = Partition.read(config.root().resolve(config.partition()), config.partition());
        Map<String, String> folders = folders(config);
        List<String> targets = Folders.subfolders(config.root().resolve(LABELS), LABELS);
        List<TableLayout.Recording> recordings = new ArrayList<>();
        partition.forEach((id, split) -> {
            Map<String, TableLayout.Table> features = new LinkedHashMap<>();
            folders.forEach((modality, folder) -> features.put(modality, table(config.root(), FEATURES, folder, id)));
            Map<String, TableLayout.Labels> labels = new LinkedHashMap<>();
            targets.forEach(target ->
                    labels.put(target, new TableLayout.Labels(table(config.root(), LABELS, target, id), VALUE)));
            recordings.add(new TableLayout.Recording(id, split, features, labels));
        });
        return new TableLayout(
                "MuSe corpus",
                List.copyOf(folders.keySet()),
                targets.stream()
                        .map(target -> new TargetInfo(
                                target,
                                TargetInfo.Kind.CONTINUOUS,
                                config.range().get(0),
                                config.range().get(1)))
                        .toList(),
                recordings,
                config.timeUnit().seconds(),
                config.align().orElse(AlignConfig.standard()));
    }

    /** Returns the folder of each modality. */
    private static Map<String, String> folders(MuseConfig config) {
        List<String> existing = Folders.subfolders(config.root().resolve(FEATURES), FEATURES);
        Map<String, String> folders = new LinkedHashMap<>();
        if (config.features().isEmpty()) {
            existing.forEach(folder -> folders.put(folder, folder));
        }
        config.features().forEach((modality, folder) -> {
            Names.require(FEATURES, "folder", folder, existing);
            folders.put(modality, folder);
        });
        return folders;
    }

    private static TableLayout.Table table(Path root, String part, String folder, String id) {
        String file = id + ".csv";
        return new TableLayout.Table(
                root.resolve(part).resolve(folder).resolve(file), part + "/" + folder + "/" + file);
    }
}
