package dev.attune.runner.config;

import dev.attune.api.ConfigException;
import dev.attune.runner.config.StudyPlan.Match;
import dev.attune.runner.config.StudyPlan.Row;
import dev.attune.runner.config.StudyPlan.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives every trial of a study as many learnt parameters as its base, or as a number says, by multiplying all hidden sizes of the trial
 * by one factor.
 *
 * <p>A trial that is within the tolerance as it is written stays so, and so does one that learns nothing. Sizes are whole numbers, so that
 * the number of parameters grows in steps; the factor is found by bisection, and of the two sizes between which the wanted number lies
 * the nearer one is taken.
 */
final class ParameterMatching {
    private final MatchConfig match;
    private final ModelSizes sizes;
    private final ConfigLoader loader;
    private final Place place;
    private final Problems problems;
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final Set<String> reported = new LinkedHashSet<>();

    /**
     * Makes the matching of one study.
     *
     * @param match what was read
     * @param loader counts parameters, and checks what was scaled
     * @param place where it is written
     * @param problems takes what is wrong
     */
    ParameterMatching(MatchConfig match, ConfigLoader loader, Place place, Problems problems) {
        this.match = match;
        this.loader = loader;
        this.place = place;
        this.problems = problems;
        sizes = loader.sizes();
    }

    /**
     * What became of a trial.
     *
     * @param config its experiment, scaled
     * @param match its size; null if it cannot be matched
     * @param reason why not
     */
    private record Outcome(
            ExperimentConfig config, @Nullable Match match, String reason) {}

    /**
     * A size that was tried.
     *
     * @param config the experiment
     * @param parameters how many it learns
     */
    private record Size(ExperimentConfig config, long parameters) {}

    /**
     * Returns a plan with matched trials, or null after a problem.
     *
     * @param plan the study as it is written
     * @param base the experiment under it; null if it is not sound by itself
     */
    @Nullable
    StudyPlan apply(StudyPlan plan, @Nullable ExperimentConfig base) {
        long target = target(base);
        if (target == 0) {
            return null;
        }
        List<Trial> trials = new ArrayList<>();
        plan.trials().forEach(trial -> trials.add(matched(trial, target, "")));
        List<StudyPlan.Tuning> tunings = new ArrayList<>();
        for (StudyPlan.Tuning tuning : plan.tunings()) {
            List<StudyPlan.Candidate> candidates = tuning.candidates().stream()
                    .map(candidate -> matched(candidate, target))
                    .toList();
            tunings.add(new StudyPlan.Tuning(tuning.line(), candidates, tuning.rungs(), tuning.eta()));
        }
        if (!problems.isEmpty()) {
            return null;
        }
        List<Trial> merged = StudyPlan.merged(trials);
        List<String> notices = new ArrayList<>(plan.notices());
        notices.addAll(notices(merged, plan.combinations(), target));
        notices.addAll(sameNow(plan.trials(), merged));
        return new StudyPlan(plan.name(), merged, plan.lines(), plan.compare(), tunings, plan.choices())
                .with(plan.combinations())
                .withNotices(notices)
                .withPublished(plan.published());
    }

    private long target(@Nullable ExperimentConfig base) {
        if (match.parameters().isPresent()) {
            return match.parameters().get();
        }
        long count = base == null ? 0 : sizes.parameters(base);
        if (count == 0) {
            problems.add(
                    place,
                    "match",
                    "found no number of parameters, wanted one, as in {parameters: 100000}: the base "
                            + (base == null ? "is not sound by itself" : "learns nothing"));
        }
        return count;
    }

    private StudyPlan.Candidate matched(StudyPlan.Candidate candidate, long target) {
        List<Trial> search = candidate.search().stream()
                .map(trial -> matched(trial, target, candidate.label()))
                .toList();
        List<Trial> trials = candidate.trials().stream()
                .map(trial -> matched(trial, target, candidate.label()))
                .toList();
        String options = search.stream()
                .flatMap(trial -> trial.rows().stream())
                .flatMap(row -> row.match().stream())
                .filter(found -> !found.scaled().isEmpty())
                .map(Match::options)
                .findFirst()
                .map(text -> " (matched: " + text + ")")
                .orElse("");
        return new StudyPlan.Candidate(candidate.label() + options, search, trials);
    }

    private Trial matched(Trial trial, long target, String candidate) {
        String key = EffectiveConfig.id(trial.config().withSeed(0));
        Outcome outcome = outcomes.get(key);
        if (outcome == null) {
            outcome = match(trial.config(), target);
            outcomes.put(key, outcome);
        }
        Match found = outcome.match();
        if (found == null) {
            report(trial, candidate, outcome.reason(), target);
            return trial;
        }
        ExperimentConfig config = outcome.config()
                .withName(trial.config().name())
                .withSeed(trial.config().seed());
        List<Row> rows = trial.rows().stream().map(row -> row.with(found)).toList();
        return new Trial(EffectiveConfig.id(config), config, rows);
    }

    /** Reports that a line cannot be matched, once a line: of its candidates, the first. */
    private void report(Trial trial, String candidate, String reason, long target) {
        String lines = trial.rows().stream().map(Row::variant).distinct().collect(Collectors.joining(" = "));
        if (reported.add(lines)) {
            String which = lines + (candidate.isEmpty() ? "" : " with " + candidate);
            problems.add(
                    place,
                    "match",
                    "found no size at which " + which + " has " + number(target) + " parameters within "
                            + percent(match.tolerance()) + ": " + reason);
        }
    }

    private Outcome match(ExperimentConfig written, long target) {
        long count = sizes.parameters(written);
        if (count == 0 || isNear(count, target)) {
            return new Outcome(written, new Match(count, Map.of()), "");
        }
        Widths widths = new Widths(written);
        if (widths.values().isEmpty()) {
            return new Outcome(
                    written,
                    null,
                    "it has " + number(count) + " and no width that could be changed; "
                            + remedy(widths, "choose components that have widths"));
        }
        Size nearest = nearest(written, count, target);
        if (!isNear(nearest.parameters(), target)) {
            String keys = String.join(", ", widths.values().keySet());
            return new Outcome(
                    written,
                    null,
                    "it has " + number(count) + ", and the nearest that one factor for " + keys + " reaches is "
                            + number(nearest.parameters()) + "; "
                            + remedy(widths, "raise match.tolerance"));
        }
        Map<String, String> before = widths.values();
        Map<String, String> scaled = new LinkedHashMap<>();
        new Widths(nearest.config()).values().forEach((key, value) -> {
            if (!value.equals(before.get(key))) {
                scaled.put(key, value);
            }
        });
        return refusal(nearest.config())
                .map(reason -> new Outcome(written, null, "the size that fits is refused: " + reason))
                .orElseGet(() -> new Outcome(nearest.config(), new Match(nearest.parameters(), scaled), ""));
    }

    private static String remedy(Widths widths, String otherwise) {
        List<String> absent = widths.absent();
        List<String> steps = widths.steps();
        return (absent.isEmpty()
                        ? ""
                        : "give " + String.join(", ", absent) + (absent.size() == 1 ? " a number" : " numbers")
                                + ", which can then be changed, ")
                + (steps.isEmpty()
                        ? ""
                        : "make " + String.join(", ", steps) + " smaller, of which widths are multiples, ")
                + otherwise + ", or leave the line to another study";
    }

    /** Checks a scaled experiment as if it had been written, because that is how a worker will read it. */
    private Optional<String> refusal(ExperimentConfig config) {
        try {
            loader.experimentFromYaml(EffectiveConfig.yaml(config), Path.of("matched.yaml"));
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Finds the size nearest to the wanted one: first a factor on its other side, then by bisection. */
    private Size nearest(ExperimentConfig written, long count, long target) {
        boolean grows = count < target;
        Size near = new Size(written, count);
        Size best = near;
        double inside = 1; // the factor on the side of what is written
        double outside = grows ? 2 : 0.5;
        Size other = at(written, outside);
        while (other != null && grows == (other.parameters() < target)) {
            if (!isNearer(other, best, target) && sameWidths(other, near)) {
                return best; // as wide, or as narrow, as the options allow
            }
            best = isNearer(other, best, target) ? other : best;
            near = other;
            inside = outside;
            outside = grows ? outside * 2 : outside / 2;
            other = at(written, outside);
        }
        // 40 halvings tell any two whole numbers apart that an option can hold.
        for (int i = 0; i < 40; i++) {
            best = other != null && isNearer(other, best, target) ? other : best;
            double middle = (inside + outside) / 2;
            Size size = at(written, middle);
            if (size != null && isNearer(size, best, target)) {
                best = size;
            }
            // A size that is refused counts as beyond.
            if (size != null && grows == (size.parameters() < target)) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return best;
    }

    private static boolean sameWidths(Size left, Size right) {
        return new Widths(left.config()).values().equals(new Widths(right.config()).values());
    }

    private static boolean isNearer(Size candidate, Size best, long target) {
        return Math.abs(candidate.parameters() - target) < Math.abs(best.parameters() - target);
    }

    private @Nullable Size at(ExperimentConfig written, double factor) {
        try {
            ExperimentConfig scaled = new Widths(written).times(factor);
            return new Size(scaled, sizes.parameters(scaled));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private boolean isNear(long count, long target) {
        return Math.abs(count - target) <= match.tolerance() * target;
    }

    private List<String> notices(List<Trial> trials, List<Combination> combinations, long target) {
        Set<String> exempt = new LinkedHashSet<>();
        for (Trial trial : trials) {
            for (Row row : trial.rows()) {
                if (row.match().filter(found -> found.parameters() == 0).isPresent()) {
                    exempt.add(row.variant());
                }
            }
        }
        List<String> notices = new ArrayList<>();
        notices.add("match: every line that is trained has " + number(target) + " parameters"
                + (match.parameters().isPresent() ? "" : ", as the base,") + " within " + percent(match.tolerance())
                + ": hidden sizes of a line were multiplied by one factor where it was not so as written.");
        if (!exempt.isEmpty()) {
            notices.add("match: " + String.join(", ", exempt) + (exempt.size() == 1 ? " has" : " have")
                    + " nothing that is trained and " + (exempt.size() == 1 ? "stays as it is." : "stay as they are."));
        }
        combinations.forEach(
                combination -> combined(combination, exempt, target).ifPresent(notices::add));
        return notices;
    }

    /** Tells of a line that is as large as all that it combines. */
    private static Optional<String> combined(Combination combination, Set<String> exempt, long target) {
        long matched = combination.of().stream()
                .filter(line -> !exempt.contains(line.variant()))
                .count();
        return matched < 2
                ? Optional.empty()
                : Optional.of("match: " + combination.name() + " combines " + matched + " matched lines and has "
                        + matched + " x " + number(target) + " parameters: it is not matched.");
    }

    /** Tells of trials that were different as written and are the same now: what differed was their size. */
    private static List<String> sameNow(List<Trial> before, List<Trial> after) {
        List<String> notices = new ArrayList<>();
        Set<Set<String>> told = new LinkedHashSet<>();
        for (Trial trial : after) {
            Set<String> variants = variants(trial);
            boolean wereOne = before.stream()
                    .filter(old -> old.config().seed() == trial.config().seed())
                    .map(ParameterMatching::variants)
                    .anyMatch(variants::equals);
            if (variants.size() > 1 && !wereOne && told.add(variants)) {
                notices.add("match: " + String.join(" and ", variants)
                        + " differ in nothing but their size, and are one training now.");
            }
        }
        return notices;
    }

    private static Set<String> variants(Trial trial) {
        return trial.rows().stream().map(Row::variant).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String percent(double share) {
        return Objects.toString(Math.round(share * 1000) / 10.0).replaceAll("\\.0$", "") + "%";
    }
}
