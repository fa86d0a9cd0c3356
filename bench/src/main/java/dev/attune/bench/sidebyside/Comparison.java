package dev.attune.bench.sidebyside;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * One row of the table: the same thing measured on both sides, round by round.
 *
 * @param group what kind of measurement it is
 * @param name what was measured
 * @param other who Attune is compared with
 * @param unit of the values
 * @param rounds at least one
 */
record Comparison(String group, String name, String other, String unit, List<Round> rounds) {
    Comparison {
        requireNonNull(group, "group is null");
        requireNonNull(name, "name is null");
        requireNonNull(other, "other is null");
        requireNonNull(unit, "unit is null");
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException(name + " needs at least 1 round, found none");
        }
    }

    /**
     * What was measured one right after the other.
     *
     * @param attune on this side
     * @param other on the other
     */
    record Round(Sample attune, Sample other) {
        /** Returns how much of the other's Attune needs. */
        double ratio() {
            return attune.median() / other.median();
        }
    }

    /** Returns all values of Attune's. */
    Sample attuneSample() {
        List<Double> values = new ArrayList<>();
        rounds.forEach(round -> values.addAll(round.attune().values()));
        return new Sample(values);
    }

    /** Returns all values of the other side. */
    Sample otherSample() {
        List<Double> values = new ArrayList<>();
        rounds.forEach(round -> values.addAll(round.other().values()));
        return new Sample(values);
    }

    /** Returns the ratio of the medians over all rounds; below 1, Attune needs less. */
    double ratio() {
        return attuneSample().median() / otherSample().median();
    }

    /** Returns the ratios of the single rounds. */
    Sample ratios() {
        return new Sample(rounds.stream().map(Round::ratio).toList());
    }
}
