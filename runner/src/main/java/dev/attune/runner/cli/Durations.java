package dev.attune.runner.cli;

import dev.attune.runner.config.StudyPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Estimates how long trials take from those that are finished; those of one line of the table are alike. */
final class Durations {
    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;

    private final Map<String, List<Double>> byVariant = new HashMap<>();
    private final List<Double> all = new ArrayList<>();

    /** Learns how long a trial took. */
    void add(StudyPlan.Trial trial, double seconds) {
        byVariant.computeIfAbsent(variant(trial), key -> new ArrayList<>()).add(seconds);
        all.add(seconds);
    }

    /** Returns how long a trial will take, in seconds; empty if nothing is known. */
    OptionalDouble of(StudyPlan.Trial trial) {
        return byVariant.getOrDefault(variant(trial), all).stream()
                .mapToDouble(Double::doubleValue)
                .average();
    }

    /** Returns how long trials will take, one after the other, in seconds; empty if nothing is known. */
    OptionalDouble of(Collection<StudyPlan.Trial> trials) {
        return all.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(trials.stream()
                        .mapToDouble(trial -> of(trial).orElse(0))
                        .sum());
    }

    /** Returns how many trials were learnt from. */
    int known() {
        return all.size();
    }

    private static String variant(StudyPlan.Trial trial) {
        return trial.rows().get(0).variant();
    }

    /** Says a duration as roughly as it is known. */
    static String words(double seconds) {
        if (seconds < 1.5 * MINUTE) {
            return Math.max(1, Math.round(seconds)) + " s";
        }
        if (seconds < 1.5 * HOUR) {
            return Math.round(seconds / MINUTE) + " min";
        }
        return Math.round(seconds / HOUR * 10) / 10.0 + " h";
    }
}
