package dev.attune.runner.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with places to be filled, {@code {{name}}}. */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private Template() {}

    /**
     * Reads a template of this package.
     *
     * @param name its path, without the ending {@code .txt}
     */
    static String read(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name + ".txt")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no template " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fills all places.
     *
     * @param template the text
     * @param values place to what stands there
     * @throws IllegalArgumentException if there is a place without a value
     */
    static String fill(String template, Map<String, String> values) {
        return PLACE.matcher(template).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("nothing is known of the place " + place.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
