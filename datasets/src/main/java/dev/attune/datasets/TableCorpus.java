package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Opens a corpus that has, for each recording, a table of features per modality and labels over time.
 *
 * <p>Only what is asked for is looked at: labels are read at once, since they are few and every one must be in range; of features, the
 * first line of each file. The frames of a recording are the rows of the first label file that it has, in the order of the corpus,
 * whatever the order in which targets are asked for; where labels are kept back, as those of a challenge's test split are, they are the
 * rows of the first modality.
 */
final class TableCorpus {
    private final TableLayout layout;
    private final List<String> modalities;
    private final List<TargetInfo> targets;
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final Map<String, TableLayout.Table> models = new LinkedHashMap<>();
    private final Findings findings;
    private final SpillFile spill;
    private final SortedMap<String, Path> used = new TreeMap<>();

    TableCorpus(TableLayout layout) {
        this.layout = layout;
        this.modalities = layout.features().modalities();
        this.targets = layout.targets();
        this.findings = new Findings(layout.corpus());
        this.spill = new SpillFile(layout.corpus());
    }

    Dataset open() {
        Map<Split, List<Clip>> clips = new EnumMap<>(Split.class);
        Omissions missing = new Omissions("recordings", layout.allowMissing());
        for (TableLayout.Recording recording : layout.clips()) {
            List<String> lacking = lacking(recording);
            if (!lacking.isEmpty()) {
                missing.add(layout.index() + ": found the recording " + recording.id() + ", which has no "
                        + String.join(" and no ", lacking));
                continue;
            }
            modalities.forEach(modality -> findings.collect(() -> inspect(recording, modality)));
            findings.collect(() -> clips.computeIfAbsent(recording.split(), split -> new ArrayList<>())
                    .add(clip(recording)));
        }
        int all = layout.clips().size();
        List<String> omitted = missing.settle(all, findings);
        findings.refuse();
        if (clips.isEmpty() && !omitted.isEmpty()) {
            throw new DataException(
                    layout.corpus() + ": found none of its " + all + " recordings with all files, wanted some",
                    omitted);
        }
        Map<String, Integer> dimensions = new LinkedHashMap<>();
        modalities.forEach(modality -> dimensions.put(modality, width(modality)));
        return new OpenedDataset(
                        layout.corpus(),
                        new DatasetInfo(dimensions, targets),
                        clips,
                        Optional.empty(),
                        () -> Fingerprints.ofFiles(used),
                        spill::close)
                .omitting(omitted);
    }

    /** Returns the files that a recording should have and has not; only test recordings need no labels. */
    private static List<String> lacking(TableLayout.Recording recording) {
        Stream<TableLayout.Table> labels = recording.split() == Split.TEST
                ? Stream.of()
                : recording.labels().values().stream().map(TableLayout.Labels::table);
        return Stream.concat(recording.features().values().stream(), labels)
                .filter(table -> !Files.exists(table.path()))
                .map(TableLayout.Table::source)
                .distinct()
                .toList();
    }

    private int width(String modality) {
        return columns.getOrDefault(modality, List.of()).size();
    }

    /** Reads the first line of a table of features, which must be like that of the first recording. */
    private void inspect(TableLayout.Recording recording, String modality) {
        TableLayout.Table table = features(recording, modality);
        List<String> found = NumericTable.names(table.path(), table.source());
        List<String> wanted = columns.computeIfAbsent(modality, name -> found);
        TableLayout.Table model = models.computeIfAbsent(modality, name -> table);
        if (found.size() != wanted.size()) {
            throw new DataException(table.source() + ", line 1: found " + found.size() + " columns of features, wanted "
                    + wanted.size() + " like " + model.source());
        }
        for (int column = 0; column < found.size(); column++) {
            if (!found.get(column).equals(wanted.get(column))) {
                throw new DataException(table.source() + ", line 1: found the feature " + found.get(column)
                        + " as number " + (column + 1) + ", wanted " + wanted.get(column) + " like "
                        + model.source());
            }
        }
        used.put(table.source(), table.path());
    }

    private static TableLayout.Table features(TableLayout.Recording recording, String modality) {
        TableLayout.Table table = recording.features().get(modality);
        if (table == null) {
            throw new IllegalStateException("a layout has every modality of every recording, not so " + modality);
        }
        return table;
    }

    private Clip clip(TableLayout.Recording recording) {
        Map<String, NumericTable> tables = new LinkedHashMap<>();
        Map<String, TimedRows> labels = new LinkedHashMap<>();
        targets.forEach(target -> labels(recording, target, tables).ifPresent(rows -> labels.put(target.name(), rows)));
        Clock clock = clock(recording, labels, tables);
        Map<String, AlignedStream> streams = new LinkedHashMap<>();
        Map<String, String> sources = new LinkedHashMap<>();
        for (String modality : modalities) {
            TableLayout.Table table = features(recording, modality);
            sources.put(modality, table.source());
            streams.put(modality, new AlignedStream(() -> align(table, modality, clock), width(modality), spill));
        }
        recording.labels().values().stream()
                .findFirst()
                .ifPresent(first -> sources.put("labels", first.table().source()));
        return new AlignedClip(recording.id(), recording.id(), clock, labels(clock, labels), 0, streams, sources);
    }

    private AlignedRows align(TableLayout.Table table, String modality, Clock clock) {
        NumericTable numbers = NumericTable.read(table.path(), table.source());
        if (numbers.columns() != width(modality)) {
            throw new DataException(table.source() + ": found " + numbers.columns() + " columns of features, wanted "
                    + width(modality) + " as when the corpus was opened");
        }
        return AlignedRows.of(numbers.timed(layout.unit()), clock, layout.align());
    }

    /** Reads the labels of a target; test recordings may have none. */
    private Optional<TimedRows> labels(
            TableLayout.Recording recording, TargetInfo target, Map<String, NumericTable> tables) {
        TableLayout.Labels place = recording.labels().get(target.name());
        if (place == null || !Files.exists(place.table().path())) {
            return Optional.empty();
        }
        String source = place.table().source();
        NumericTable table = tables.computeIfAbsent(
                source, name -> NumericTable.read(place.table().path(), name));
        used.put(source, place.table().path());
        int column = table.column(place.column());
        float[] values = new float[table.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = table.at(row, column);
            if (!Float.isNaN(values[row]) && !target.accepts(values[row])) {
                throw new DataException(source + ", line " + table.line(row) + ", column " + place.column()
                        + ": found " + values[row] + " for " + target.name() + ", wanted a value in ["
                        + target.min() + ", " + target.max() + "]; if the labels have another range, set range");
            }
        }
        return Optional.of(TimedRows.atInstants(table.times(layout.unit()), values, 1));
    }

    private Clock clock(
            TableLayout.Recording recording, Map<String, TimedRows> labels, Map<String, NumericTable> tables) {
        for (Map.Entry<String, TableLayout.Labels> place : recording.labels().entrySet()) {
            TableLayout.Table table = place.getValue().table();
            if (labels.containsKey(place.getKey())) {
                return clock(tables.computeIfAbsent(table.source(), source -> NumericTable.read(table.path(), source)));
            }
        }
        for (TableLayout.Table table : recording.features().values()) {
            return clock(NumericTable.read(table.path(), table.source()));
        }
        throw new DataException(
                layout.corpus() + ": found neither labels nor features of " + recording.id() + ", wanted some");
    }

    private Clock clock(NumericTable table) {
        double[] times = table.times(layout.unit());
        if (times.length == 0) {
            throw new DataException(table.source() + ": found no row, wanted at least one");
        }
        for (int row = 1; row < times.length; row++) {
            if (!(times[row - 1] < times[row])) {
                throw new DataException(table.source() + ", line " + table.line(row) + ": found the time " + times[row]
                        + " s after " + times[row - 1] + " s, wanted times that ascend");
            }
        }
        return Clock.ofBegins(times);
    }

    /** Lays the labels of the targets that are asked for on the clock, which one of the targets gave. */
    private float[] labels(Clock clock, Map<String, TimedRows> rows) {
        float[] labels = new float[clock.frames() * targets.size()];
        Arrays.fill(labels, Float.NaN);
        for (int target = 0; target < targets.size(); target++) {
            TimedRows own = rows.get(targets.get(target).name());
            if (own != null) {
                AlignConfig nearest = new AlignConfig(
                        AlignConfig.Policy.NEAREST, layout.align().tolerance());
                AlignedRows aligned = AlignedRows.of(own, clock, nearest);
                int column = target;
                aligned.valid().stream()
                        .forEach(frame -> labels[frame * targets.size() + column] = aligned.values()[frame]);
            }
        }
        return labels;
    }
}
