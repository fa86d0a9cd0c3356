package dev.attune.runner.config;

import dev.attune.runner.config.Node.Entry;
import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.config.Node.Sequence;
import dev.attune.runner.config.StudyPlan.Line;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the {@code combine} of a study means for its expansion. */
final class CombineExpansion {
    private static final String COMBINE = "combine";

    private final Map<String, CombineConfig> configs;
    private final Mapping written;
    private final Problems problems;
    private final List<Line> trained;

    /**
     * Makes the expansion of one section.
     *
     * @param study what was read
     * @param written its keys, for positions
     * @param trained the lines of the study that are trained
     * @param problems takes what is wrong
     */
    CombineExpansion(StudyFile study, Mapping written, List<Line> trained, Problems problems) {
        configs = study.combine();
        this.written = written;
        this.trained =
                configs.isEmpty() ? List.of() : trained.stream().distinct().toList();
        this.problems = problems;
    }

    /** Returns the combinations that are sound. */
    List<Combination> combinations() {
        List<Combination> combinations = new ArrayList<>();
        configs.forEach((name, config) -> {
            int before = problems.size();
            checkName(name);
            checkPenalty(name, config);
            List<Line> of = sources(name, config);
            if (problems.size() == before) {
                combinations.add(new Combination(name, config.by(), config.penalty(), of));
            }
        });
        return combinations;
    }

    private void checkName(String name) {
        if (!lines(name).isEmpty()) {
            problems.add(
                    key(name),
                    Spot.join(COMBINE, name),
                    "found " + name + ", wanted another name: " + axis(lines(name)) + " of this study has it");
        }
    }

    private void checkPenalty(String name, CombineConfig config) {
        Entry penalty = entries(name).get("penalty");
        if (penalty != null && config.by() != Combination.Method.RIDGE) {
            problems.add(
                    penalty.keyPlace(),
                    path(name, "penalty"),
                    "found penalty with by: " + config.by().word() + ", wanted none: it is an option of ridge");
        }
    }

    private List<Line> sources(String name, CombineConfig config) {
        Set<Line> of = new LinkedHashSet<>();
        for (int i = 0; i < config.of().size(); i++) {
            String source = config.of().get(i);
            Optional<Line> line = source(name, i, source);
            if (line.isPresent() && !of.add(line.get())) {
                problems.add(item(name, i), path(name, "of[" + i + "]"), "found " + source + " twice, wanted it once");
            }
        }
        if (config.of().size() < 2) {
            Entry entry = entries(name).get("of");
            problems.add(
                    entry == null ? key(name) : entry.keyPlace(),
                    path(name, "of"),
                    "found " + config.of() + ", wanted at least two lines");
        }
        return List.copyOf(of);
    }

    private Optional<Line> source(String name, int index, String source) {
        List<Line> lines = lines(source);
        if (lines.size() == 1) {
            return Optional.of(lines.get(0));
        }
        List<String> known = trained.stream().map(Line::variant).distinct().toList();
        String reason;
        if (lines.size() > 1) {
            reason = "another name of one: " + axis(lines) + " have it";
        } else if (configs.containsKey(source)) {
            reason = "a line that is trained: " + source + " is itself combined";
        } else {
            reason = "a line of this study; " + NearestNames.advice(source, known, "they are");
        }
        problems.add(item(name, index), path(name, "of[" + index + "]"), "found " + source + ", wanted " + reason);
        return Optional.empty();
    }

    /**
     * Checks that sources can be combined: predictions of other targets, or for other clips, cannot.
     *
     * @param combinations sound ones
     * @param example returns the configuration of a line in the first repetition
     */
    void checkSources(List<Combination> combinations, Function<Line, Optional<ExperimentConfig>> example) {
        for (Combination combination : combinations) {
            Line first = combination.of().get(0);
            for (Line other : combination.of().subList(1, combination.of().size())) {
                int index = combination.of().indexOf(other);
                Optional<ExperimentConfig> one = example.apply(first);
                Optional<ExperimentConfig> two = example.apply(other);
                if (one.isPresent() && two.isPresent()) {
                    difference(one.get(), two.get()).ifPresent(what -> {
                        problems.add(
                                item(combination.name(), index),
                                path(combination.name(), "of[" + index + "]"),
                                "found " + other.variant() + ", which has " + what + " than " + first.variant()
                                        + ", wanted lines that predict the same of the same clips");
                    });
                }
            }
        }
    }

    private static Optional<String> difference(ExperimentConfig one, ExperimentConfig two) {
        if (!one.data().dataset().equals(two.data().dataset())) {
            return Optional.of("other data");
        }
        return one.targets().equals(two.targets()) ? Optional.empty() : Optional.of("other targets");
    }

    private List<Line> lines(String name) {
        return trained.stream().filter(line -> line.variant().equals(name)).toList();
    }

    private static String axis(List<Line> lines) {
        return lines.stream()
                .map(line -> switch (line.family()) {
                    case VARIANT -> "a variant";
                    case GRID -> "a point of grid";
                    case SUBSET -> "a subset";
                    case COMBINED, ORACLE -> "a combination";
                })
                .collect(Collectors.joining(" and "));
    }

    private static String path(String name, String key) {
        return Spot.join(Spot.join(COMBINE, name), key);
    }

    private Place key(String name) {
        Entry entry =
                written.get(COMBINE) instanceof Mapping map ? map.entries().get(name) : null;
        return entry == null ? Positions.nearest(written, COMBINE) : entry.keyPlace();
    }

    /** Names may have dots, so that paths do not find what is written here. */
    private Map<String, Entry> entries(String name) {
        Entry entry =
                written.get(COMBINE) instanceof Mapping map ? map.entries().get(name) : null;
        return entry != null && entry.value() instanceof Mapping own ? own.entries() : Map.of();
    }

    private Place item(String name, int index) {
        Entry of = entries(name).get("of");
        return of != null
                        && of.value() instanceof Sequence list
                        && index < list.items().size()
                ? list.items().get(index).place()
                : key(name);
    }
}
