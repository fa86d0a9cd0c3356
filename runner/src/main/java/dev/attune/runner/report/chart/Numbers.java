package dev.attune.runner.report.chart;

import java.util.Locale;

/** Writes numbers for people. */
public final class Numbers {
    private static final String MINUS = "−";

    private Numbers() {}

    /** Writes a tick with as many decimal places as the distance between ticks needs. */
    static String withStep(double value, double step) {
        int places = step == 0 ? 0 : (int) Math.max(0, Math.ceil(-Math.log10(Math.abs(step)) - 1e-9));
        if (places > 6 || Math.abs(value) >= 1e6) {
            return brief(value);
        }
        return tidy(String.format(Locale.ROOT, "%,." + places + "f", value));
    }

    /** Writes a figure with three decimal places; fewer when it is large, an exponent when it is tiny. */
    public static String figure(double value) {
        double size = Math.abs(value);
        if (Double.isNaN(value)) {
            return "–";
        }
        if (size >= 1e6 || (size > 0 && size < 5e-4)) {
            return tidy(String.format(Locale.ROOT, "%.2e", value));
        }
        int places = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
        return tidy(String.format(Locale.ROOT, "%,." + places + "f", value));
    }

    /** Writes a difference, with its sign. */
    public static String signed(double value) {
        String text = figure(value);
        return value > 0 ? "+" + text : text;
    }

    /** Writes a large number with a unit of thousands: 12.3k, 4M. */
    public static String brief(double value) {
        double size = Math.abs(value);
        if (size >= 1e9 || (size > 0 && size < 1e-3)) {
            return tidy(trimmed(String.format(Locale.ROOT, "%.1e", value)).replace(".0e", "e"));
        }
        if (size >= 1e6) {
            return tidy(trimmed(String.format(Locale.ROOT, "%.1f", value / 1e6)) + "M");
        }
        if (size >= 1e4) {
            return tidy(trimmed(String.format(Locale.ROOT, "%.1f", value / 1e3)) + "k");
        }
        return tidy(trimmed(String.format(Locale.ROOT, "%.3f", value)));
    }

    private static String trimmed(String text) {
        return text.indexOf('.') < 0 || text.indexOf('e') >= 0
                ? text
                : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** A hyphen is no minus, and nothing is minus zero. */
    private static String tidy(String text) {
        boolean zero = text.startsWith("-") && text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return zero ? text.substring(1) : text.replace("-", MINUS);
    }
}
