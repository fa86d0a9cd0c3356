package dev.attune.runner.submission;

import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The text of one trial, as the ABAW challenges ask for it: a header, then valence and arousal of each frame. */
final class TrialText {
    static final List<String> TARGETS = List.of("valence", "arousal");
    private static final String HEADER = String.join(",", TARGETS);
    /** Six decimals: half of the last one. */
    private static final double PRECISION = 5.1e-7;

    private TrialText() {}

    /** Returns the name of a trial's file. */
    static String file(String trial) {
        return trial + ".txt";
    }

    /** Writes a trial. */
    static void write(Path file, float[] valence, float[] arousal) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (int frame = 0; frame < valence.length; frame++) {
            text.append(String.format(Locale.ROOT, "%.6f,%.6f%n", valence[frame], arousal[frame]));
        }
        JsonFiles.writeText(file, text.toString().replace("\r\n", "\n"));
    }

    /**
     * Reads a trial back and compares it with what was to be written.
     *
     * @throws DataException if the file says anything else
     */
    static void check(Path file, float[] valence, float[] arousal) {
        List<String> lines = JsonFiles.readText(file).orElse("").lines().toList();
        if (lines.size() != valence.length + 1 || !lines.get(0).equals(HEADER)) {
            throw new DataException(file + ": found " + lines.size() + " lines, wanted the header " + HEADER + " and "
                    + valence.length + " frames; write the submission again.");
        }
        for (int frame = 0; frame < valence.length; frame++) {
            String[] cells = lines.get(frame + 1).split(",", -1);
            if (cells.length != 2 || !isSame(cells[0], valence[frame]) || !isSame(cells[1], arousal[frame])) {
                throw new DataException(file + ", line " + (frame + 2) + ": found '" + lines.get(frame + 1)
                        + "', wanted " + valence[frame] + "," + arousal[frame] + "; write the submission again.");
            }
        }
    }

    /** Returns whether a cell says what was to be written, as exactly as it is written. */
    static boolean isSame(String cell, float value) {
        try {
            return Math.abs(Double.parseDouble(cell) - value) < PRECISION;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
