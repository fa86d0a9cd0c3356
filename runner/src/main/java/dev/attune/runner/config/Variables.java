package dev.attune.runner.config;

import dev.attune.runner.config.Node.Scalar;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces <code>${env:NAME}</code> and <code>${env:NAME:-default}</code> by the environment's values; <code>$${</code> stands for itself. */
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
    private static final Pattern ENVIRONMENT =
            Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

    private final Map<String, String> environment;

    Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Makes what marks a reference harmless in text that is not meant as one. */
    static String escape(String text) {
        return text.replace("${", "$${");
    }

    /** Returns the value with all references replaced, or null after a problem. */
    @Nullable
    Scalar resolve(Scalar scalar, String path, Problems problems) {
        if (!scalar.text().contains("${")) {
            return scalar;
        }
        int before = problems.size();
        StringBuilder result = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(scalar.text());
        while (matcher.find()) {
            String value = matcher.group(1) == null ? "${" : value(matcher, scalar.place(), path, problems);
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(result);
        return problems.size() > before ? null : new Scalar(result.toString(), scalar.plain(), scalar.place());
    }

    private String value(Matcher reference, Place place, String path, Problems problems) {
        Matcher named = ENVIRONMENT.matcher(reference.group(1));
        if (reference.group(2).isEmpty() || !named.matches()) {
            problems.add(
                    place,
                    path,
                    "found " + reference.group() + ", wanted ${env:NAME} or ${env:NAME:-default}; $${ stands for ${");
            return "";
        }
        String value = environment.get(named.group(1));
        String orElse = named.group(2);
        if (value != null && !value.isEmpty()) {
            return value;
        }
        if (orElse == null) {
            problems.add(
                    place,
                    path,
                    "the environment variable " + named.group(1) + " is not set; set it, or write ${env:"
                            + named.group(1) + ":-default}");
            return "";
        }
        return orElse;
    }
}
