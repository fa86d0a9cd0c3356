package dev.attune.datasets.affwild2;

import dev.attune.api.DataException;
import dev.attune.datasets.Findings;
import dev.attune.datasets.affwild2.Affwild2Config.Labels;
import dev.attune.datasets.npy.FileFailure;
import dev.attune.datasets.npy.NpyArray;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The labels of a trial, frame by frame, as they are given out: -5 stands for none.
 *
 * <p>Held in memory: 24 MB for the three million frames of the corpus.
 */
final class LabelRows {
    static final List<String> TARGETS = List.of("valence", "arousal");
    static final LabelRows NONE = new LabelRows(new float[0]);

    private static final float MISSING = -5;
    private static final int COLUMNS = 2;
    private static final int MOST_FINDINGS = 1000;
    private static final String HEADER = String.join(",", TARGETS);

    private final float[] values;

    private LabelRows(float[] values) {
        this.values = values;
    }

    /**
     * Reads a file of the organisers.
     *
     * @param name how messages call it
     * @throws DataException if it is not such a file; with all rows that are wrong
     */
    static LabelRows read(Path file, String name) {
        Findings findings = new Findings(name);
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String header = lines.readLine();
            if (header == null || !header.replace("\uFEFF", "").replace(" ", "").equals(HEADER)) {
                throw new DataException(name + ", line 1: found " + (header == null ? "nothing" : "\"" + header + "\"")
                        + ", wanted " + HEADER);
            }
            FloatBuffer values = FloatBuffer.allocate(1 << 12);
            int number = 1;
            int blank = 0; // the first of the blank lines before this one
            for (String line = lines.readLine(); line != null && mayGoOn(findings, name); line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    blank = blank == 0 ? number : blank;
                    continue;
                }
                if (blank > 0) {
                    // Left out, it would give every later frame the label of the frame after it.
                    findings.add(name + ", line " + blank + ": found a blank line before line " + number
                            + ", wanted a row for every frame");
                    blank = 0;
                }
                if (values.remaining() < COLUMNS) {
                    values = FloatBuffer.allocate(2 * values.capacity()).put(values.flip());
                }
                parse(line, name + ", line " + number, values, findings);
            }
            findings.refuse();
            return new LabelRows(Arrays.copyOf(values.array(), values.position()));
        } catch (IOException e) {
            throw new DataException(name + " cannot be read: " + FileFailure.reason(e), e);
        }
    }

    /** Returns whether there is a point in reading on: what is wrong in so many rows is wrong with the file. */
    private static boolean mayGoOn(Findings findings, String name) {
        if (findings.size() < MOST_FINDINGS) {
            return true;
        }
        findings.add(name + ": after " + findings.size() + " problems nothing more was read; there may be more");
        return false;
    }

    private static void parse(String line, String place, FloatBuffer values, Findings findings) {
        int comma = line.indexOf(',');
        if (comma < 0 || line.indexOf(',', comma + 1) >= 0) {
            findings.add(place + ": found \"" + line + "\", wanted two numbers with a comma between them");
            return;
        }
        String[] cells = {line.substring(0, comma), line.substring(comma + 1)};
        for (int column = 0; column < COLUMNS; column++) {
            values.put(number(cells[column], place, column, findings));
        }
    }

    private static float number(String cell, String place, int column, Findings findings) {
        try {
            float label = Float.parseFloat(cell);
            check(label, place, column, findings);
            return label;
        } catch (NumberFormatException e) {
            findings.add(place + ", " + TARGETS.get(column) + ": found \"" + cell.strip() + "\", wanted a number");
            return Float.NaN;
        }
    }

    private static void check(float label, String place, int column, Findings findings) {
        // NaN is neither: a label file says -5 where there is none.
        if (label != MISSING && !(label >= -1 && label <= 1)) {
            findings.add(place + ", " + TARGETS.get(column) + ": found " + label
                    + ", wanted a number from -1 to 1, or -5 where there is none");
        }
    }

    /**
     * Reads the array of a preprocessed trial.
     *
     * @throws DataException if it is not such an array; with all rows that are wrong
     */
    static LabelRows read(NpyArray array, String name) {
        int rows = array.info().requireFloats(COLUMNS).rows();
        if (array.info().columns() != COLUMNS) {
            throw new DataException(name + ": found " + array.info().columns() + " columns, wanted 2, " + HEADER);
        }
        FloatBuffer values = FloatBuffer.allocate(Math.multiplyExact(rows, COLUMNS));
        array.readFloats(0, values.capacity(), values);
        Findings findings = new Findings(name);
        for (int i = 0; i < values.capacity() && mayGoOn(findings, name); i++) {
            check(values.get(i), name + ", row " + i / COLUMNS, i % COLUMNS, findings);
        }
        findings.refuse();
        return new LabelRows(values.array());
    }

    int length() {
        return values.length / COLUMNS;
    }

    /** Returns a label, or NaN where there is none: beyond the last row too. */
    float label(int frame, int target) {
        if (frame >= length()) {
            return Float.NaN;
        }
        float label = values[frame * COLUMNS + target];
        return label == MISSING ? Float.NaN : label;
    }

    /**
     * Returns which frames of a labelled trial are given.
     *
     * @param frames of the trial, of which the last may have no row here
     */
    KeptFrames kept(Labels labels, int frames) {
        if (labels == Labels.MASKED) {
            return KeptFrames.all(frames);
        }
        // As in the authors' code: a frame with one label stays.
        return KeptFrames.some(IntStream.range(0, Math.min(frames, length()))
                .filter(frame -> values[frame * COLUMNS] + values[frame * COLUMNS + 1] != 2 * MISSING)
                .toArray());
    }
}
