package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.datasets.hdf.HdfArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One computational sequence: an HDF5 file with {@code <root>/data/<entry>/features} and {@code intervals}. An entry is a recording, or,
 * with a number in brackets after its name, a piece of one.
 */
final class CsdSequence implements AutoCloseable {
    private static final String DATA = "data";
    private static final String FEATURES = "features";
    private static final String INTERVALS = "intervals";

    private final String source;
    private final HdfArchive archive;
    private final String root;
    private final Map<String, List<String>> entries = new LinkedHashMap<>();
    private final int columns;

    private CsdSequence(HdfArchive archive, String source) {
        this.archive = archive;
        this.source = source;
        List<String> roots = archive.names();
        if (roots.size() != 1) {
            throw new DataException(source + ": found the groups " + String.join(", ", roots)
                    + ", wanted one, as a computational sequence has");
        }
        this.root = roots.get(0);
        for (String entry : archive.names(root, DATA)) {
            int bracket = entry.indexOf('[');
            String recording = bracket < 0 ? entry : entry.substring(0, bracket);
            entries.computeIfAbsent(recording, name -> new ArrayList<>()).add(entry);
        }
        if (entries.isEmpty()) {
            throw new DataException(source + ": found no entry in " + root + "/data, wanted at least one recording");
        }
        this.columns = width(entries.values().iterator().next().get(0));
    }

    static CsdSequence open(Path file, String source) {
        HdfArchive archive = HdfArchive.open(file, source);
        try {
            return new CsdSequence(archive, source);
        } catch (RuntimeException | Error e) {
            archive.close();
            throw e;
        }
    }

    /** Returns the names of the recordings. */
    Set<String> recordings() {
        return entries.keySet();
    }

    int columns() {
        return columns;
    }

    String source() {
        return source;
    }

    /** Returns how messages name what is in an entry of a recording. */
    String source(String recording) {
        return source + ", " + root + "/data/" + recording;
    }

    private int width(String entry) {
        int[] shape = archive.shape(root, DATA, entry, FEATURES);
        return switch (shape.length) {
            case 1 -> shape[0];
            case 2 -> shape[1];
            default ->
                throw new DataException(source(entry) + "/features: found the shape " + Arrays.toString(shape)
                        + ", wanted rows and columns");
        };
    }

    /** Reads all rows of a recording; one that the file does not have has none. */
    TimedRows read(String recording) {
        List<double[]> intervals = new ArrayList<>();
        List<double[]> features = new ArrayList<>();
        for (String entry : entries.getOrDefault(recording, List.of())) {
            double[] own = archive.read(root, DATA, entry, FEATURES);
            double[] spans = archive.read(root, DATA, entry, INTERVALS);
            if (width(entry) != columns) {
                throw new DataException(source(entry) + "/features: found " + width(entry) + " columns, wanted "
                        + columns + " like the first entry");
            }
            if (spans.length / 2 * columns != own.length || spans.length % 2 != 0) {
                throw new DataException(source(entry) + ": found " + spans.length / 2 + " intervals and "
                        + own.length / columns + " rows of features, wanted as many of both");
            }
            intervals.add(spans);
            features.add(own);
        }
        return join(recording, intervals, features);
    }

    private TimedRows join(String recording, List<double[]> intervals, List<double[]> features) {
        double[] spans = intervals.stream().flatMapToDouble(Arrays::stream).toArray();
        double[] begins = new double[spans.length / 2];
        double[] ends = new double[begins.length];
        for (int row = 0; row < begins.length; row++) {
            begins[row] = spans[2 * row];
            ends[row] = spans[2 * row + 1];
            if (!(begins[row] <= ends[row])) {
                throw new DataException(source(recording) + "/intervals, row " + row + ": found " + begins[row] + " to "
                        + ends[row] + ", wanted a beginning and an end after it");
            }
        }
        float[] values = new float[Math.multiplyExact(begins.length, columns)];
        int next = 0;
        for (double[] block : features) {
            for (double value : block) {
                values[next++] = (float) value;
            }
        }
        return new TimedRows(begins, ends, values, columns);
    }

    @Override
    public void close() {
        archive.close();
    }
}
