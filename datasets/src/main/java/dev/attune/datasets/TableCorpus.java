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
 * <p>Labels that are asked for are read at once, since they are few and every one must be in range; of features that are asked for, the
 * first line of each file. Of others no more is looked at than the times that give the frames: results for different targets or modalities
 * are compared clip by clip, so a clip's frames must not depend on what is asked for. They are the rows of the first label file that the
 * recording has, in the order of the corpus; where labels are kept back, as those of a challenge's test split are, those of the first
 * modality.
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
    private final Map<String, List<String>> otherTimes = new LinkedHashMap<>();

    TableCorpus(TableLayout layout) {
        this.layout = layout;
        this.modalities = layout.features().modalities();
        this.targets = layout.targets();
        this.findings = new Findings(layout.corpus());
        this.spill = new SpillFile(layout.corpus());
    }

    Dataset open() {
        Map<Split, List<Clip>> clips = new EnumMap<>(Split.class);
        Map<Split, List<String>> incomplete = new EnumMap<>(Split.class);
        Omissions missing = new Omissions("recordings", layout.allowMissing());
        for (TableLayout.Recording recording : layout.clips()) {
            List<String> lacking = lacking(recording);
            if (!lacking.isEmpty()) {
                missing.add(layout.index() + ": found the recording " + recording.id() + ", which has no "
                        + String.join(" and no ", lacking));
                incomplete
                        .computeIfAbsent(recording.split(), split -> new ArrayList<>())
                        .add(recording.id());
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
                .omitting(omitted)
                .leavingOut(incomplete)
                .noting(notes());
    }

    /** Returns the files that a recording should have and has not; only test recordings need no labels. */
    private List<String> lacking(TableLayout.Recording recording) {
        List<String> names = targets.stream().map(TargetInfo::name).toList();
        Stream<TableLayout.Table> labels = recording.split() == Split.TEST
                ? Stream.of()
                : recording.labels().entrySet().stream()
                        .filter(place -> names.contains(place.getKey()))
                        .map(place -> place.getValue().table());
        Stream<TableLayout.Table> features = recording.features().entrySet().stream()
                .filter(place -> modalities.contains(place.getKey()))
                .map(Map.Entry::getValue);
        return Stream.concat(features, labels)
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
        TableLayout.Table giver = giver(recording);
        double[] times = times(recording, giver, tables);
        labels.keySet().forEach(target -> compare(recording, target, giver, times, tables));
        Clock clock = Clock.ofBegins(times);
        Map<String, AlignedStream> streams = new LinkedHashMap<>();
        Map<String, String> sources = new LinkedHashMap<>();
        for (String modality : modalities) {
            TableLayout.Table table = features(recording, modality);
            sources.put(modality, table.source());
            streams.put(modality, new AlignedStream(() -> align(table, modality, clock), width(modality), spill));
        }
        recording.labels().entrySet().stream()
                .filter(place -> labels.isEmpty() || labels.containsKey(place.getKey()))
                .findFirst()
                .ifPresent(
                        first -> sources.put("labels", first.getValue().table().source()));
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

    /** Returns the table whose rows are the frames of a recording. */
    private TableLayout.Table giver(TableLayout.Recording recording) {
        return Stream.concat(
                        recording.labels().values().stream().map(TableLayout.Labels::table),
                        recording.features().values().stream())
                .filter(table -> Files.exists(table.path()))
                .findFirst()
                .orElseThrow(() -> new DataException(layout.corpus() + ": found neither labels nor features of "
                        + recording.id() + ", wanted some"));
    }

    /** Returns the times that a table gives the frames of a recording. */
    private double[] times(TableLayout.Recording recording, TableLayout.Table giver, Map<String, NumericTable> tables) {
        NumericTable asked = tables.get(giver.source());
        try {
            NumericTable table = asked == null ? NumericTable.timesOf(giver.path(), giver.source()) : asked;
            used.put(giver.source(), giver.path());
            return requireAscending(table);
        } catch (DataException e) {
            if (asked != null) {
                throw e;
            }
            throw new DataException(
                    e.getMessage() + "; its times are the frames of " + recording.id()
                            + ", whichever targets and modalities are asked for",
                    e);
        }
    }

    private double[] requireAscending(NumericTable table) {
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
        return times;
    }

    /** Keeps where the labels of a target have other times than the frames. */
    private void compare(
            TableLayout.Recording recording,
            String target,
            TableLayout.Table giver,
            double[] times,
            Map<String, NumericTable> tables) {
        TableLayout.Labels place = recording.labels().get(target);
        NumericTable own = place == null ? null : tables.get(place.table().source());
        if (own != null && !Arrays.equals(own.times(layout.unit()), times)) {
            otherTimes
                    .computeIfAbsent(target, name -> new ArrayList<>())
                    .add(own.source() + " beside " + giver.source());
        }
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        otherTimes.forEach((target, places) -> {
            boolean one = places.size() == 1;
            notes.add(target + ": the labels of " + places.size() + (one ? " recording" : " recordings")
                    + " have other times than the frames, on which the nearest are laid if they are at most "
                    + layout.align().tolerance() + " s away: " + (one ? "" : "the first is ") + places.get(0));
        });
        return notes;
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
