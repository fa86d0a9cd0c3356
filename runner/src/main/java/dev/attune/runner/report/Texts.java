package dev.attune.runner.report;

import dev.attune.runner.config.StudyPlan.Family;
import java.util.List;
import java.util.Locale;

/** Puts numbers and names into words. */
final class Texts {
    /** A sentence, with a space before it. */
    static final String ORACLE =
            " An oracle is no model: it knows the labels, and takes, of each clip and target, the source with the"
                    + " least squared error. It is no bound for other metrics.";

    private Texts() {}

    /** Returns a number of things: {@code 1 seed}, {@code 2 seeds}. */
    static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    /** Returns what the lines of an axis are called. */
    static String heading(Family family) {
        return switch (family) {
            case VARIANT -> "Variants";
            case GRID -> "Settings";
            case SUBSET -> "Modalities";
            case COMBINED -> "Combinations";
            case ORACLE -> "Oracles (they know the labels; no models)";
        };
    }

    /** Returns a line's name as tables and figures show it: an oracle is never taken for a model. */
    static String name(Family family, String variant) {
        return family == Family.ORACLE ? variant + " (oracle)" : variant;
    }

    /** Returns what one line of an axis is called. */
    static String one(Family family) {
        return switch (family) {
            case VARIANT -> "Variant";
            case GRID -> "Setting";
            case SUBSET -> "Subset";
            case COMBINED -> "Combination";
            case ORACLE -> "Oracle";
        };
    }

    /** Returns a duration in the unit that suits it. */
    static String duration(double seconds) {
        if (seconds < 90) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
        }
        return seconds < 5400
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    /** Returns a metric and target as people write them: {@code CCC (mean of targets)}. */
    static String figure(String key) {
        int dot = key.lastIndexOf('.');
        String metric = key.substring(0, dot);
        String target = key.substring(dot + 1);
        return metric(metric) + (target.equals("mean") ? ", mean of targets" : " of " + target);
    }

    /** Returns the target of a figure as people write it. */
    static String target(String key) {
        String target = key.substring(key.lastIndexOf('.') + 1);
        return target.equals("mean") ? "mean of targets" : target;
    }

    /** Returns the name of a metric as people write it. */
    static String metric(String name) {
        String head = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        String part = name.substring(head.length()).replace(".", ", ").replace('-', ' ');
        return switch (head) {
            case "ccc" -> "CCC" + part;
            case "rmse", "mae", "mse", "icc" -> head.toUpperCase(Locale.ROOT) + part;
            case "pearson" -> "Pearson’s r" + part;
            case "f1" -> "F1" + part;
            default -> head + part;
        };
    }

    /** Returns what was tuned on validation, to stand after the choice of epochs; empty if nothing was. */
    static String tuning(ReportData data) {
        List<String> tuned = data.lines().stream()
                .filter(line -> !line.tuned().isEmpty())
                .map(ReportData.Line::variant)
                .toList();
        if (tuned.isEmpty()) {
            return "";
        }
        boolean all = data.lines().stream()
                .noneMatch(line -> line.family().isTrained() && line.tuned().isEmpty());
        return ", and so were the settings of " + String.join(", ", tuned)
                + (all ? "" : "; other lines stand with the settings that they were given");
    }
}
