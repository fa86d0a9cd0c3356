package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens the cross-cultural emotion sub-challenge of AVEC 2019. */
final class SewaFactory implements DatasetFactory<SewaConfig> {
    private static final List<String> TARGETS = List.of("arousal", "valence", "liking");
    private static final String SUFFIX = ".csv";
    private static final Pattern NAME = Pattern.compile("(Train|Devel|Test)_([A-Za-z]+)_\\w+");
    private static final Map<String, Split> SPLITS =
            Map.of("Train", Split.TRAIN, "Devel", Split.VALIDATION, "Test", Split.TEST);

    @Override
    public String name() {
        return "sewa";
    }

    @Override
    public Class<SewaConfig> configType() {
        return SewaConfig.class;
    }

    @Override
    public String summary() {
        return "Reads SEWA as AVEC 2019 gave it out: a folder of labels and folders of features, a .csv per recording.";
    }

    @Override
    public Dataset open(SewaConfig config, DatasetContext context) {
        return new TableCorpus(layout(config), context).open();
    }

    private static TableLayout layout(SewaConfig config) {
        Map<String, String> folders = folders(config);
        List<TableLayout.Recording> recordings = new ArrayList<>();
        Findings findings = new Findings("SEWA corpus");
        for (String id : recordings(config, folders)) {
            Matcher name = NAME.matcher(id);
            if (!name.matches()) {
                findings.add("found the file " + id + SUFFIX + ", wanted names such as Train_DE_01.csv, Devel_HU_02.csv"
                        + " and Test_CN_03.csv; if its folder has no features, name those that have in features");
            } else if (config.cultures().isEmpty() || config.cultures().contains(name.group(2))) {
                recordings.add(recording(config, folders, id, SPLITS.getOrDefault(name.group(1), Split.TRAIN)));
            }
        }
        findings.refuse();
        if (recordings.isEmpty()) {
            throw new DataException(config.labels() + ": found no recording"
                    + (config.cultures().isEmpty() ? "" : " of " + String.join(", ", config.cultures()))
                    + ", wanted files such as Train_DE_01.csv");
        }
        return new TableLayout(
                "SEWA corpus",
                List.copyOf(folders.keySet()),
                TARGETS.stream()
                        .map(target -> new TargetInfo(
                                target,
                                TargetInfo.Kind.CONTINUOUS,
                                config.range().get(0),
                                config.range().get(1)))
                        .toList(),
                recordings,
                1,
                config.align().orElse(AlignConfig.standard()));
    }

    private static Map<String, String> folders(SewaConfig config) {
        List<String> existing = Folders.subfolders(config.root(), "root").stream()
                .filter(folder -> !folder.equals(config.labels()))
                .toList();
        Map<String, String> folders = new LinkedHashMap<>();
        if (config.features().isEmpty()) {
            existing.forEach(folder -> folders.put(folder, folder));
        }
        config.features().forEach((modality, folder) -> {
            Names.require("root", "folder", folder, existing);
            folders.put(modality, folder);
        });
        return folders;
    }

    /** Returns the names of all recordings; those of the test split have features alone. */
    private static SortedSet<String> recordings(SewaConfig config, Map<String, String> folders) {
        SortedSet<String> names =
                new TreeSet<>(Folders.files(config.root().resolve(config.labels()), config.labels(), SUFFIX));
        folders.values()
                .forEach(folder -> names.addAll(Folders.files(config.root().resolve(folder), folder, SUFFIX)));
        return names;
    }

    private static TableLayout.Recording recording(
            SewaConfig config, Map<String, String> folders, String id, Split split) {
        Map<String, TableLayout.Table> features = new LinkedHashMap<>();
        folders.forEach((modality, folder) -> features.put(modality, table(config, folder, id)));
        Map<String, TableLayout.Labels> labels = new LinkedHashMap<>();
        TARGETS.forEach(target ->
                labels.put(target, new TableLayout.Labels(table(config, config.labels(), id), target)));
        return new TableLayout.Recording(id, split, features, labels);
    }

    private static TableLayout.Table table(SewaConfig config, String folder, String id) {
        String file = id + SUFFIX;
        return new TableLayout.Table(config.root().resolve(folder).resolve(file), folder + "/" + file);
    }
}
