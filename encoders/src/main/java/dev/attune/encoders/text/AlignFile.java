package dev.attune.encoders.text;

import dev.attune.api.media.Transcript;
import java.util.Set;

/** Reads GRID's {@code .align}: begin, end and word in each line, in 1/25000 s, the corpus' sampling rate. */
final class AlignFile {
    private static final double UNITS = 25_000;
    private static final Set<String> SILENCES = Set.of("sil", "sp");

    private AlignFile() {}

    static Transcript read(Lines lines) {
        WordList words = new WordList();
        for (int line = 0; line < lines.count(); line++) {
            if (lines.get(line).isBlank()) {
                continue;
            }
            String[] parts = lines.get(line).strip().split("\\s+", -1);
            if (parts.length != 3) {
                throw lines.broken(line, "found " + parts.length + " parts, wanted begin, end and word");
            }
            double start = seconds(lines, line, parts[0]);
            double end = seconds(lines, line, parts[1]);
            if (start > end) {
                throw lines.broken(line, "the word starts at " + parts[0] + " and ends before, at " + parts[1]);
            }
            if (!SILENCES.contains(parts[2])) {
                words.add(parts[2], start, end);
            }
        }
        return words.transcript();
    }

    private static double seconds(Lines lines, int line, String text) {
        try {
            long units = Long.parseLong(text);
            if (units >= 0) {
                return units / UNITS;
            }
        } catch (NumberFormatException e) {
            // The message is the same.
        }
        throw lines.broken(line, "found " + text + ", wanted a whole number of 1/25000 s");
    }
}
