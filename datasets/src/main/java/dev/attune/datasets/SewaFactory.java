package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Opens the cross-cultural emotion sub-challenge of AVEC 2019. */
final class SewaFactory implements DatasetFactory<SewaConfig> {
    private static final String CORPUS = "SEWA corpus";
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
        return new TableCorpus(layout(config, context)).open();
    }

    private static TableLayout layout(SewaConfig config, DatasetContext context) {
        TableLayout.Features features = TableLayout.Features.of(
                CORPUS,
                "root",
                Folders.subfolders(config.root(), "root").stream()
                        .filter(folder -> !folder.equals(config.labels()))
                        .toList(),
                config.features(),
                context);
        List<TargetInfo> targets = Ranges.selected(CORPUS, TARGETS, config.range(), context);
        return new TableLayout(
                CORPUS,
                CORPUS,
                features,
                targets,
                recordings(config, features),
                1,
                config.align().orElse(AlignConfig.standard()),
                config.allowMissing());
    }

    private static List<TableLayout.Recording> recordings(SewaConfig config, TableLayout.Features features) {
        List<TableLayout.Recording> recordings = new ArrayList<>();
        Findings findings = new Findings(CORPUS);
        for (String id : names(config, features.used())) {
            Matcher name = NAME.matcher(id);
            if (!name.matches()) {
                findings.add("found the file " + id + SUFFIX + ", wanted names such as Train_DE_01.csv, Devel_HU_02.csv"
                        + " and Test_CN_03.csv; if its folder has no features, name those that have in features");
            } else if (config.cultures().isEmpty() || config.cultures().contains(name.group(2))) {
                recordings.add(new TableLayout.Recording(
                        id,
                        SPLITS.getOrDefault(name.group(1), Split.TRAIN),
                        features.tables(folder -> TableLayout.Table.of(config.root(), folder, id)),
                        labels(config, id)));
            }
        }
        findings.refuse();
        if (recordings.isEmpty()) {
            throw new DataException(config.labels() + ": found no recording"
                    + (config.cultures().isEmpty() ? "" : " of " + String.join(", ", config.cultures()))
                    + ", wanted files such as Train_DE_01.csv");
        }
        return recordings;
    }

    /** Returns the names of all recordings; those of the test split have features alone. */
    private static SortedSet<String> names(SewaConfig config, Collection<String> folders) {
        SortedSet<String> names =
                new TreeSet<>(Folders.files(config.root().resolve(config.labels()), config.labels(), SUFFIX));
        folders.forEach(folder -> names.addAll(Folders.files(config.root().resolve(folder), folder, SUFFIX)));
        return names;
    }

    /** Returns where each target stands: all are columns of one file. */
    private static Map<String, TableLayout.Labels> labels(SewaConfig config, String id) {
        TableLayout.Table table = TableLayout.Table.of(config.root(), config.labels(), id);
        return TARGETS.stream()
                .collect(Collectors.toMap(target -> target, target -> new TableLayout.Labels(table, target)));
    }
}
