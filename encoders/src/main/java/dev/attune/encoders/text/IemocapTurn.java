package dev.attune.encoders.text;

import dev.attune.api.DataException;
import dev.attune.api.media.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code dialog/transcriptions}: {@code Ses01F_impro01_F000 [006.2901-008.2357]: Excuse me.}
 *
 * @param name of the turn
 * @param span when it was said in the dialog; some lines do not say
 * @param words with their punctuation
 */
record IemocapTurn(String name, Optional<Span> span, List<String> words) {
    private static final Pattern LINE =
            Pattern.compile("(Ses\\w+)\\s*(?:\\[\\s*([\\d.]+)\\s*-\\s*([\\d.]+)\\s*\\]\\s*)?:(.*)");

    /** What is heard and is no word, such as laughter. */
    private static final Pattern NOISE = Pattern.compile("\\[[^\\]]*\\]");

    /** Reads the turns of a dialog. Lines that name a speaker instead of a turn are what is not cut out as a recording; they are passed over. */
    static List<IemocapTurn> read(Lines lines) {
        List<IemocapTurn> turns = new ArrayList<>();
        for (int line = 0; line < lines.count(); line++) {
            if (lines.get(line).strip().startsWith("Ses")) {
                turns.add(turn(lines, line));
            }
        }
        return turns;
    }

    private static IemocapTurn turn(Lines lines, int line) {
        Matcher turn = LINE.matcher(lines.get(line).strip());
        if (!turn.matches()) {
            throw broken(lines, line);
        }
        List<String> words = WordList.split(NOISE.matcher(turn.group(4)).replaceAll(" "));
        if (turn.group(2) == null) {
            return new IemocapTurn(turn.group(1), Optional.empty(), words);
        }
        try {
            Span span = new Span(Double.parseDouble(turn.group(2)), Double.parseDouble(turn.group(3)));
            return new IemocapTurn(turn.group(1), Optional.of(span), words);
        } catch (IllegalArgumentException e) { // no number, or an end before the start
            throw broken(lines, line);
        }
    }

    private static DataException broken(Lines lines, int line) {
        return lines.broken(
                line, "wanted a turn, its times and its words, as in Ses01F_impro01_F000 [006.2901-008.2357]: Hello");
    }
}
