package dev.attune.runner.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Prepares text for the YAML parser.
 *
 * <p>In a flow map, the braces and colons of <code>{root: ${env:CORPUS}}</code> are syntax to YAML. They are shielded: each is
 * replaced by one private character, so that positions stay right, and put back in the scalars that come out.
 */
final class YamlText {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}\\r\\n]*}");
    /** The last 128 code points of Unicode's last private plane, one for each ASCII character. */
    private static final int SHIELD = 0x10FF00;

    private static final int ASCII = 128;

    private YamlText() {}

    /** Returns the text with shields, or null after a problem: a character that YAML does not allow. */
    static @Nullable String shield(String text, Source source, Problems problems) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int line = 1;
        int column = 1;
        for (int character : body.codePoints().toArray()) {
            if (!allowed(character)) {
                problems.add(
                        new Place(source, line, column),
                        "",
                        String.format(Locale.ROOT, "found the character U+%04X, wanted printable text", character));
                return null;
            }
            line = character == '\n' ? line + 1 : line;
            column = character == '\n' ? 1 : column + 1;
        }
        return REFERENCE
                .matcher(body)
                .replaceAll(match ->
                        Matcher.quoteReplacement("$" + shield(match.group().substring(1))));
    }

    private static String shield(String reference) {
        return reference
                .codePoints()
                .map(c -> c < ASCII && !Character.isLetterOrDigit(c) ? SHIELD + c : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String unshield(String text) {
        return text.codePoints()
                .map(c -> isShield(c) ? c - SHIELD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isShield(int character) {
        return character >= SHIELD && character < SHIELD + ASCII;
    }

    /** YAML 1.1, section 5.1, without what this class needs for itself. */
    private static boolean allowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= ' ' && character <= '~')
                || character == 0x85
                || (character >= 0xA0 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD && character != 0xFEFF)
                || (character >= 0x10000 && character <= 0x10FFFF && !isShield(character));
    }
}
