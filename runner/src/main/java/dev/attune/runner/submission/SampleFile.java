package dev.attune.runner.submission;

import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sample that organisers give out with a test set, as the ABAW challenges have done since 2023: a header, and a row for each frame that
 * is to be predicted, which begins with the place of its picture.
 */
public final class SampleFile {
    private static final String HEADER = "image_location,valence,arousal";
    private static final Pattern PICTURE = Pattern.compile("(?<trial>[^/]+)/(?<number>\\d{1,9})\\.\\w+");

    private final Path file;
    private final List<Row> rows;

    private SampleFile(Path file, List<Row> rows) {
        this.file = file;
        this.rows = List.copyOf(rows);
    }

    /**
     * A frame.
     *
     * @param picture as the sample names it
     * @param trial whose frame it is
     * @param frame its number, from 1
     */
    private record Row(String picture, String trial, int frame) {}

    /** A frame, whatever its picture is called. */
    private record Frame(String trial, int number) {}

    /**
     * Reads a sample; what it has instead of predictions does not count.
     *
     * @throws DataException if it is none; with all rows that are wrong
     */
    public static SampleFile read(Path file) {
        List<String> lines = JsonFiles.readText(file)
                .orElseThrow(() -> new DataException(
                        file + " does not exist; --sample wants the organisers' sample of a submission."))
                .lines()
                .map(String::strip)
                .toList();
        if (lines.isEmpty() || !isHeader(lines.get(0))) {
            throw new DataException(file + ": found the header '" + (lines.isEmpty() ? "" : lines.get(0))
                    + "', wanted '" + HEADER + "'.");
        }
        List<Row> rows = new ArrayList<>();
        Map<Frame, Integer> seen = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            if (lines.get(line).isEmpty()) {
                continue;
            }
            Optional<Row> row = row(lines.get(line));
            if (row.isEmpty()) {
                problems.add("line " + (line + 1) + ": found '" + lines.get(line)
                        + "', wanted a picture such as video1/00001.jpg");
                continue;
            }
            Integer first =
                    seen.putIfAbsent(new Frame(row.get().trial(), row.get().frame()), line + 1);
            if (first != null) {
                problems.add("line " + (line + 1) + ": found " + row.get().picture() + ", the frame of line " + first
                        + ", wanted each frame once");
            }
            rows.add(row.get());
        }
        Numbered.requireNone(file.toString(), problems);
        return new SampleFile(file, rows);
    }

    /** Spreadsheets put a mark before the first letter, and people blanks after commas. */
    private static boolean isHeader(String line) {
        String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
        return text.replaceAll("\\s*,\\s*", ",").strip().equals(HEADER);
    }

    private static Optional<Row> row(String line) {
        Matcher picture = PICTURE.matcher(line.split(",", 2)[0].strip());
        if (!picture.matches() || Integer.parseInt(picture.group("number")) < 1) {
            return Optional.empty();
        }
        return Optional.of(new Row(picture.group(), picture.group("trial"), Integer.parseInt(picture.group("number"))));
    }

    int rows() {
        return rows.size();
    }

    /** Returns the number of the last frame of each trial. */
    public FrameCounts counts() {
        Map<String, Integer> frames = new LinkedHashMap<>();
        rows.forEach(row -> frames.merge(row.trial(), row.frame(), Math::max));
        return new FrameCounts(file.toString(), frames, true, List.of());
    }

    /**
     * Writes the sample with predictions, and reads it back.
     *
     * @param target the file
     * @param series by trial
     * @throws DataException if what is read back is anything else
     */
    void write(Path target, Map<String, TrialSeries> series) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (Row row : rows) {
            TrialSeries values = of(row, series);
            text.append(row.picture())
                    .append(String.format(
                            Locale.ROOT,
                            ",%.6f,%.6f",
                            values.valence()[row.frame() - 1],
                            values.arousal()[row.frame() - 1]))
                    .append('\n');
        }
        JsonFiles.writeText(target, text.toString());
        check(target, series);
    }

    private void check(Path target, Map<String, TrialSeries> series) {
        List<String> lines = JsonFiles.readText(target).orElse("").lines().toList();
        if (lines.size() != rows.size() + 1 || !lines.get(0).equals(HEADER)) {
            throw new DataException(target + ": found " + lines.size() + " lines, wanted the header " + HEADER + " and "
                    + rows.size() + " frames; write the submission again.");
        }
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            TrialSeries values = of(row, series);
            String[] cells = lines.get(i + 1).split(",", -1);
            if (cells.length != 3
                    || !cells[0].equals(row.picture())
                    || !TrialText.isSame(cells[1], values.valence()[row.frame() - 1])
                    || !TrialText.isSame(cells[2], values.arousal()[row.frame() - 1])) {
                throw new DataException(target + ", line " + (i + 2) + ": found '" + lines.get(i + 1)
                        + "', wanted the prediction for " + row.picture() + "; write the submission again.");
            }
        }
    }

    private static TrialSeries of(Row row, Map<String, TrialSeries> series) {
        TrialSeries values = series.get(row.trial());
        if (values == null) {
            throw new IllegalStateException("it was checked that " + row.trial() + " is predicted");
        }
        return values;
    }
}
