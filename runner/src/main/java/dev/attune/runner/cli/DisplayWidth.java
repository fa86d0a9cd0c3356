package dev.attune.runner.cli;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Measures and cuts text by the columns that it takes on a terminal. */
final class DisplayWidth {
    private static final Set<UnicodeScript> WIDE = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI);

    private DisplayWidth() {}

    /** Returns how many columns a text takes. */
    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /** Returns the part of a text that fits, with an ellipsis if that is not all; control characters become question marks. */
    static String cut(String text, int columns) {
        String printable = text.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (of(printable) <= columns) {
            return printable;
        }
        StringBuilder kept = new StringBuilder();
        int left = columns - 1;
        for (int c : printable.codePoints().toArray()) {
            left -= of(c);
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.append('…').toString();
    }

    private static int of(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean fullwidth = c >= 0xff01 && c <= 0xff60;
        boolean pictograph = c >= 0x1f300 && c <= 0x1faff;
        return fullwidth || pictograph || WIDE.contains(UnicodeScript.of(c)) ? 2 : 1;
    }
}
