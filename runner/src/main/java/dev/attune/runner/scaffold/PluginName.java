package dev.attune.runner.scaffold;

import static java.util.Objects.requireNonNull;

import dev.attune.api.ConfigException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * The name of a plugin and its component, which becomes part of file names, class names and configurations.
 *
 * @param value such as {@code gated-sum}
 */
record PluginName(String value) {
    private static final int LONGEST = 64;
    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /**
     * Checks the name.
     *
     * @throws ConfigException if it is none; says the nearest that is
     */
    PluginName {
        requireNonNull(value, "value is null");
        if (!VALID.matcher(value).matches()) {
            throw new ConfigException(
                    "NAME: found " + value + ", wanted lower-case letters, digits and hyphens, at most " + LONGEST
                            + ", the first a letter; how about " + nearest(value) + "?");
        }
        if (SourceVersion.isKeyword(value)) {
            throw new ConfigException("NAME: " + value
                    + " is a word of Java or YAML with a meaning of its own; how about my-" + value + "?");
        }
    }

    /** Returns the name that a text was probably meant to be: {@code gated-sum} for {@code GatedSum} and {@code gated_sum}. */
    private static String nearest(String text) {
        String words = text.replaceAll("(?<=[\\p{Ll}0-9])(?=\\p{Lu})", "-").toLowerCase(Locale.ROOT);
        String name = words.replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
        if (name.isEmpty()) {
            return "my-plugin";
        }
        return SourceVersion.isKeyword(name) ? "my-" + name : name.substring(0, Math.min(LONGEST, name.length()));
    }

    /**
     * Returns what the names of classes begin with: {@code GatedSum} for {@code gated-sum}.
     *
     * @param kind if the name ends with its word, the word is not said twice
     */
    String className(ProjectKind kind) {
        String ending = "-" + kind.word();
        String base = value.length() > ending.length() && value.endsWith(ending)
                ? value.substring(0, value.length() - ending.length())
                : value;
        return Arrays.stream(base.split("-"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** Returns the package of a plugin whose author has not named one. */
    String defaultPackage() {
        String word = value.replace("-", "");
        return "com.example." + word + (SourceVersion.isKeyword(word) ? "plugin" : "");
    }
}
