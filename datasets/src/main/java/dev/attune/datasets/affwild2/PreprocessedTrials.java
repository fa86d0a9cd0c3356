package dev.attune.datasets.affwild2;

import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.datasets.Names;
import dev.attune.datasets.npy.NpyInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The layout of the RJCMA authors' preprocessing: a folder for each trial, with an array for each modality and one of labels.
 *
 * <p>An array is a modality if it has as many rows as there are labels. What it holds in a row is one vector of features, in the order in
 * which it is stored; bytes are pictures, and scaled to [-1, 1].
 */
final class PreprocessedTrials implements TrialSource {
    private final TrialArrays arrays;
    private final TrialFindings findings;
    private final Optional<Path> table;
    private final Map<Split, List<String>> splits;
    private final Map<String, Integer> modalities;
    private final SortedMap<String, Path> used = new TreeMap<>();

    PreprocessedTrials(Affwild2Config config, List<String> wanted, TrialFindings findings) {
        this.arrays = new TrialArrays(config.root());
        this.findings = findings;
        Optional<Path> index = TrialIndex.find(config.root());
        this.table = config.splits()
                .or(() -> index.filter(file -> config.annotations().isEmpty()));
        if (table.isEmpty()) {
            index.ifPresent(file -> findings.note(file.getFileName() + " is not read, since annotations is set"));
        }
        List<String> present = arrays.trials();
        if (present.isEmpty()) {
            throw new DataException(
                    config.root() + ": found no folder with .npy files, wanted one for each trial, as the preprocessing"
                            + " makes them");
        }
        this.splits = table.isPresent()
                ? tabled(table.get(), present)
                : officialSplits(config.root(), Annotations.find(config.annotationFolder(), findings), present);
        Map<String, Integer> found = findModalities(present);
        List<String> names = Names.select(String.valueOf(config.root()), "modality", wanted, found.keySet());
        this.modalities = new LinkedHashMap<>();
        names.forEach(name -> modalities.put(name, found.getOrDefault(name, 0)));
        if (modalities.isEmpty()) {
            throw new DataException(config.root() + ": found no array with as many rows as there are labels, wanted"
                    + " one for each modality");
        }
    }

    private Map<Split, List<String>> tabled(Path file, List<String> present) {
        Map<Split, List<String>> tabled = SplitTable.read(file, findings);
        Set<String> unknown = new LinkedHashSet<>(present);
        tabled.values().forEach(unknown::removeAll);
        unknown.forEach(trial ->
                findings.note(trial + ": " + file.getFileName() + " has no line for this folder, which is left out"));
        return tabled;
    }

    private Map<Split, List<String>> officialSplits(Path root, Annotations annotations, List<String> present) {
        Map<Split, List<String>> official = new EnumMap<>(Split.class);
        Set<String> rest = new LinkedHashSet<>(present);
        for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
            official.put(split, annotations.trials(split));
            annotations.trials(split).forEach(rest::remove);
        }
        official.put(Split.TEST, List.copyOf(rest));
        findings.noteTest(rest.size(), "folder", String.valueOf(root.getFileName()));
        return official;
    }

    /** Finds the arrays that fit the labels of some trial; an array that fits none, such as a list of frame numbers, is no modality. */
    private Map<String, Integer> findModalities(List<String> present) {
        Map<String, Integer> found = new TreeMap<>();
        for (String trial : present) {
            OptionalInt rows = labelRows(trial);
            for (String array : arrays.arrays(trial)) {
                if (rows.isPresent() && !found.containsKey(array)) {
                    columns(trial, array, rows.getAsInt()).ifPresent(columns -> found.put(array, columns));
                }
            }
        }
        return found;
    }

    private OptionalInt labelRows(String trial) {
        if (!arrays.has(trial, TrialArrays.LABELS)) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(
                    arrays.inspect(trial, TrialArrays.LABELS).requireFloats(2).rows());
        } catch (DataException e) {
            return OptionalInt.empty(); // is a finding when the trial is opened
        }
    }

    private OptionalInt columns(String trial, String array, int rows) {
        try {
            NpyInfo info = arrays.inspect(trial, array);
            boolean fits = isReadable(info) && info.rows() == rows && rows > 0 && info.columns() > 0;
            return fits ? OptionalInt.of(info.columns()) : OptionalInt.empty();
        } catch (DataException e) {
            return OptionalInt.empty(); // is a finding when the trial is opened
        }
    }

    private static boolean isReadable(NpyInfo info) {
        return !info.shape().isEmpty() && (info.isFloat() || isPictures(info));
    }

    private static boolean isPictures(NpyInfo info) {
        return info.dtype().equals("|u1") && info.shape().size() == 4;
    }

    @Override
    public Map<Split, List<String>> splits() {
        return splits;
    }

    @Override
    public Map<String, Integer> modalities() {
        return modalities;
    }

    @Override
    public boolean hasLabels(String trial) {
        return arrays.has(trial, TrialArrays.LABELS);
    }

    @Override
    public Optional<Trial> open(String trial, boolean labelled) {
        List<String> absent = new ArrayList<>(modalities.keySet());
        if (labelled) {
            absent.add(0, TrialArrays.LABELS);
        }
        absent.removeIf(array -> arrays.has(trial, array));
        if (!absent.isEmpty()) {
            findings.missing(trial, "has no " + String.join(".npy, no ", absent) + ".npy");
            return Optional.empty();
        }
        try {
            return read(trial, labelled);
        } catch (DataException e) {
            findings.fault(e);
            return Optional.empty();
        }
    }

    private Optional<Trial> read(String trial, boolean labelled) {
        LabelRows labels = labelled ? arrays.labels(trial) : LabelRows.NONE;
        String first = modalities.keySet().iterator().next();
        int rows = labelled ? labels.length() : rows(arrays.inspect(trial, first));
        String like = TrialArrays.name(trial, labelled ? TrialArrays.LABELS : first);
        boolean fits = true;
        for (Map.Entry<String, Integer> modality : modalities.entrySet()) {
            fits &= fits(trial, modality.getKey(), modality.getValue(), rows, like);
        }
        if (fits && rows == 0) {
            findings.missing(trial, like + " has no rows");
        }
        if (!fits || rows == 0) {
            return Optional.empty();
        }
        if (labelled) {
            use(trial, TrialArrays.LABELS);
        }
        modalities.keySet().forEach(modality -> use(trial, modality));
        return Optional.of(new Trial(new ArrayFrames(arrays, trial, rows), labels));
    }

    private static int rows(NpyInfo info) {
        return info.shape().isEmpty() ? 0 : info.rows(); // an array without rows is a finding, see fits
    }

    private void use(String trial, String array) {
        used.put(TrialArrays.name(trial, array), arrays.file(trial, array));
    }

    private boolean fits(String trial, String modality, int columns, int rows, String like) {
        NpyInfo info = arrays.inspect(trial, modality);
        String name = TrialArrays.name(trial, modality);
        if (!isReadable(info)) {
            findings.fault(name + ": found dtype " + info.dtype() + " and "
                    + info.shape().size() + " dimensions, wanted <f2, <f4 or <f8, or pictures: |u1 of 4 dimensions");
            return false;
        }
        if (info.rows() != rows) {
            findings.fault(name + ": found " + info.rows() + " rows, wanted " + rows + " like " + like);
            return false;
        }
        if (rows > 0 && info.columns() != columns) {
            findings.fault(name + ": found " + info.columns() + " features, wanted " + columns
                    + " as in the first trial that has " + modality + ".npy");
            return false;
        }
        return true;
    }

    @Override
    public SortedMap<String, Path> files() {
        SortedMap<String, Path> files = new TreeMap<>(used);
        table.ifPresent(file -> files.put("splits", file));
        return files;
    }

    @Override
    public String storeFingerprint() {
        return "";
    }

    @Override
    public Optional<String> extraction() {
        return Optional.empty();
    }

    @Override
    public void close() {
        arrays.close();
    }
}
