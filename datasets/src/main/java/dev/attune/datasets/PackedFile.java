package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.datasets.npy.NpyArray;
import dev.attune.datasets.npy.NpyInfo;
import dev.attune.datasets.npy.NpzFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One {@code .npz} file of a packed corpus: its arrays, and where its clips begin. */
final class PackedFile {
    private static final String LABELS = "labels";
    private static final String LENGTHS = "lengths";
    private static final String MASK = ".mask";

    private final Path path;
    private final String name;
    private final NpzFile npz;
    private final String labels;
    private final Map<String, CsvTable> tables = new LinkedHashMap<>();
    private final SortedMap<String, Path> usedFiles = new TreeMap<>();
    private final int rows;
    private final boolean pieces;
    private final int[] starts;

    private PackedFile(Path path, NpzFile npz, PackedConfig config) {
        this.path = path;
        this.name = fileName(path);
        this.npz = npz;
        usedFiles.put(name, path);
        this.labels = config.labels().orElseGet(this::onlyLabels);
        Names.require(name, "array", labels, npz.names());
        this.rows = npz.inspect(labels).requireFloats(2).rows();
        this.pieces = !npz.names().contains(LENGTHS) && config.clipColumn().isEmpty();
        this.starts = starts(config);
    }

    /** Opens a file and finds its clips. */
    static PackedFile open(Path path, PackedConfig config) {
        return open(path, NpzFile.open(path, fileName(path)), config);
    }

    /** Finds the clips of an open archive, which is closed if that fails. */
    static PackedFile open(Path path, NpzFile npz, PackedConfig config) {
        try {
            return new PackedFile(path, npz, config);
        } catch (RuntimeException | Error e) {
            npz.close();
            throw e;
        }
    }

    private static String fileName(Path path) {
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString();
    }

    private String onlyLabels() {
        List<String> candidates = npz.names().stream()
                .filter(array -> array.startsWith(LABELS) && !array.endsWith(MASK))
                .toList();
        if (candidates.size() != 1) {
            String found = candidates.isEmpty()
                    ? "found no array whose name starts with labels, wanted one, since every split needs labels"
                    : "found the arrays " + String.join(", ", candidates) + ", wanted one";
            throw new DataException(name + ": " + found + "; name it with the option labels; every array there is: "
                    + (npz.names().isEmpty() ? "none" : String.join(", ", npz.names())));
        }
        return candidates.get(0);
    }

    // ---- clips

    private int[] starts(PackedConfig config) {
        if (pieces) {
            return startsOfPieces(config.clipLength());
        }
        return npz.names().contains(LENGTHS)
                ? startsOfLengths()
                : startsOfRuns(config.clipColumn().orElseThrow());
    }

    private int[] startsOfPieces(int length) {
        int clips = (int) (((long) rows + length - 1) / length);
        int[] result = new int[clips + 1];
        for (int clip = 0; clip <= clips; clip++) {
            result[clip] = (int) Math.min(rows, (long) clip * length);
        }
        return result;
    }

    private int[] startsOfLengths() {
        NpyArray lengths = npz.array(LENGTHS);
        int clips = lengths.info().requireIntegers(1).rows();
        int[] result = new int[clips + 1];
        long sum = 0;
        for (int clip = 0; clip < clips; clip++) {
            long length = (long) lengths.get(clip);
            if (length < 1) {
                throw new DataException(
                        npz.source(LENGTHS) + ", row " + clip + ": found " + length + ", wanted at least 1");
            }
            sum += length;
            result[clip + 1] = (int) Math.min(sum, Integer.MAX_VALUE);
        }
        if (sum != rows) {
            throw new DataException(npz.source(LENGTHS) + ": found a sum of " + sum + ", wanted " + rows
                    + ", the rows of array " + labels);
        }
        return result;
    }

    private int[] startsOfRuns(String column) {
        CsvTable table = table(besides());
        List<String> cells = table.column(column);
        if (cells.size() != rows) {
            throw new DataException(
                    table.source() + ": found " + cells.size() + " rows, wanted " + rows + ", one per row of " + name);
        }
        List<Integer> result = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            if (row == 0 || !cells.get(row).equals(cells.get(row - 1))) {
                result.add(row);
            }
        }
        result.add(rows);
        return result.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Returns whether clips are pieces of equal length, of which several may be of one recording. */
    boolean inPieces() {
        return pieces;
    }

    int clips() {
        return starts.length - 1;
    }

    int start(int clip) {
        return starts[clip];
    }

    int length(int clip) {
        return starts[clip + 1] - starts[clip];
    }

    /** Returns the name of the file without its extension. */
    String base() {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /**
     * Names the clips.
     *
     * @param idColumn column of the table beside the file; where it is absent, clips are numbered
     * @param prefix of the numbered names
     */
    List<String> ids(Optional<String> idColumn, String prefix) {
        List<String> ids = new ArrayList<>();
        if (idColumn.isEmpty()) {
            for (int clip = 0; clip < clips(); clip++) {
                ids.add(String.format(Locale.ROOT, "%s-%04d", prefix, clip));
            }
            return ids;
        }
        CsvTable table = table(besides());
        List<String> cells = table.column(idColumn.get());
        boolean onePerClip = onePerClip(table);
        for (int clip = 0; clip < clips(); clip++) {
            int row = onePerClip ? clip : start(clip);
            String id = Names.ofFile(cells.get(row));
            if (id.isEmpty() || id.startsWith(".")) {
                throw new DataException(table.source() + ", line " + table.line(row) + ", column " + idColumn.get()
                        + ": found '" + id + "', wanted the name of a clip, which could name a file");
            }
            ids.add(id);
        }
        return ids;
    }

    /**
     * Names what clips have in common with others.
     *
     * @param groupColumn column of the table beside the file; where it is absent, each clip is a group of its own
     * @param ids names of the clips
     */
    List<String> groups(Optional<String> groupColumn, List<String> ids) {
        if (groupColumn.isEmpty()) {
            return ids;
        }
        List<String> groups = valuesOfClips(Optional.empty(), groupColumn.get());
        int blank = IntStream.range(0, groups.size())
                .filter(clip -> groups.get(clip).isBlank())
                .findFirst()
                .orElse(-1);
        if (blank >= 0) {
            CsvTable table = table(besides());
            throw new DataException(table.source() + ", line " + table.line(onePerClip(table) ? blank : start(blank))
                    + ", column " + groupColumn.get() + ": found no name, wanted that of the group of the clip "
                    + ids.get(blank));
        }
        return groups;
    }

    // ---- tables

    /** Returns the table that lies beside the file: of the same name, but for the extension. */
    Path besides() {
        return path.resolveSibling(base() + ".csv");
    }

    private CsvTable table(Path file) {
        String tableName = fileName(file);
        usedFiles.put(tableName, file);
        return tables.computeIfAbsent(file.toString(), key -> {
            if (!Files.exists(file)) {
                throw new DataException(
                        tableName + " does not exist; wanted it beside " + name + " for the columns of its clips");
            }
            return CsvTable.read(file, tableName);
        });
    }

    private boolean onePerClip(CsvTable table) {
        if (table.rows() != clips() && table.rows() != rows) {
            throw new DataException(table.source() + ": found " + table.rows() + " rows, wanted " + clips()
                    + ", one per clip of " + name + ", or " + rows + ", one per row");
        }
        return table.rows() == clips();
    }

    /**
     * Returns the value that each clip has in a column.
     *
     * @param table a file with a line per clip or per row; by default the one beside this file
     * @throws DataException if a clip has two values
     */
    List<String> valuesOfClips(Optional<Path> table, String column) {
        CsvTable found = table(table.orElseGet(this::besides));
        List<String> cells = found.column(column);
        if (onePerClip(found)) {
            return cells;
        }
        List<String> values = new ArrayList<>();
        for (int clip = 0; clip < clips(); clip++) {
            String value = cells.get(start(clip));
            for (int row = start(clip); row < start(clip) + length(clip); row++) {
                if (!cells.get(row).equals(value)) {
                    throw new DataException(found.source() + ", line " + found.line(row) + ", column " + column
                            + ": found " + cells.get(row) + " in a clip that began with " + value
                            + ", wanted one value a clip");
                }
            }
            values.add(value);
        }
        return values;
    }

    // ---- arrays

    String name() {
        return name;
    }

    String source(String array) {
        return npz.source(array);
    }

    /** Returns the files that the corpus is made of, by name. */
    SortedMap<String, Path> usedFiles() {
        return usedFiles;
    }

    String labelsName() {
        return labels;
    }

    /** Returns the labels, (rows, targets). */
    NpyArray labels() {
        return npz.array(labels);
    }

    /** Returns the names of the modalities: the arrays of two dimensions and floating-point numbers that are no labels. */
    List<String> modalities() {
        return npz.names().stream()
                .filter(array -> !isLabels(array))
                .filter(array -> npz.inspect(array).isFloat()
                        && npz.inspect(array).shape().size() == 2)
                .toList();
    }

    private boolean isLabels(String array) {
        return array.equals(labels) || array.startsWith(LABELS);
    }

    /**
     * Returns the features of a modality, (rows, D).
     *
     * @throws DataException if there is none of that name, or it does not fit the labels
     */
    NpyArray features(String modality) {
        if (!npz.names().contains(modality) || isLabels(modality)) {
            Names.require(name, "modality", modality, modalities());
        }
        NpyInfo info = npz.inspect(modality).requireFloats(2).requireRows(rows, "array " + labels);
        if (info.columns() < 1) {
            throw new DataException(npz.source(modality) + ": found no column, wanted at least 1");
        }
        return npz.array(modality);
    }

    /** Returns which rows of a modality are valid, (rows); empty when all are. */
    Optional<NpyArray> mask(String modality) {
        String mask = modality + MASK;
        if (!npz.names().contains(mask)) {
            return Optional.empty();
        }
        npz.inspect(mask).requireMask(1).requireRows(rows, "array " + labels);
        return Optional.of(npz.array(mask));
    }

    void close() {
        npz.close();
    }
}
