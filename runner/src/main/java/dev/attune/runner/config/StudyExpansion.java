package dev.attune.runner.config;

import dev.attune.api.ConfigException;
import dev.attune.runner.config.ConfigLoader.Figure;
import dev.attune.runner.config.Node.Entry;
import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.config.Node.Scalar;
import dev.attune.runner.config.Node.Sequence;
import dev.attune.runner.config.Problems.Problem;
import dev.attune.runner.config.StudyPlan.Family;
import dev.attune.runner.config.StudyPlan.Row;
import dev.attune.runner.config.StudyPlan.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Expands a study into trials.
 *
 * <p>Variants, grid and subsets are families of their own: the study has the trials of each, not of their combinations. What
 * {@code cross}, {@code folds} and {@code seeds} list multiplies them all.
 */
final class StudyExpansion {
    /** More trials are a slip of the pen: even at a minute each, they would take ten weeks. */
    static final long MOST_TRIALS = 100_000;

    private static final int MOST_MODALITIES = 16;
    static final Set<String> NOT_FOR_VARIANTS = Set.of("seed", "name", "extends");

    private final ConfigLoader loader;
    private final StudyFile study;
    private final Mapping written;
    private final Mapping base;
    private final Problems problems;
    private final SearchExpansion search;
    private final FoldExpansion folds;
    private final List<String> notices = new ArrayList<>();

    /**
     * Makes the expansion of one study.
     *
     * @param loader reads experiments
     * @param study what was read
     * @param written its keys, for positions
     * @param base the keys of the experiment under it
     * @param problems takes what is wrong
     */
    StudyExpansion(ConfigLoader loader, StudyFile study, Mapping written, Mapping base, Problems problems) {
        this.loader = loader;
        this.study = study;
        this.written = written;
        this.base = base;
        this.problems = problems;
        search = new SearchExpansion(study, written, problems);
        folds = new FoldExpansion(study, loader.datasets(), problems);
    }

    /**
     * A change to the base.
     *
     * @param label what a table calls it
     * @param over the keys that change
     * @param settings the same, flat
     */
    private record Change(String label, Mapping over, Map<String, String> settings) {}

    /**
     * A change with its family.
     *
     * @param family the axis
     * @param change the change
     */
    private record Branch(Family family, Change change) {}

    /** Returns the trials, or null after a problem. */
    @Nullable
    StudyPlan expand() {
        Map<String, List<Node>> crossed = crossed();
        List<Change> crossings = product(crossed, "cross");
        List<Branch> branches = branches(crossings);
        foldsAlone(branches, crossed.keySet());
        uniqueSeeds();
        CombineExpansion combine = new CombineExpansion(
                study, written, branches.stream().map(branch -> line(branch)).toList(), problems);
        List<Combination> combinations = combine.combinations();
        baseline(branches);
        checkSearch(branches, crossings);
        long count = (long) branches.size() * crossings.size() * study.seeds().size() * search.factor();
        if (count > MOST_TRIALS) {
            problems.add(written.place(), "", "found " + count + " trials, wanted at most " + MOST_TRIALS);
            return null;
        }
        Map<String, List<Problem>> byBranch = new LinkedHashMap<>();
        List<Trial> trials = new ArrayList<>();
        List<StudyPlan.Tuning> tunings = new ArrayList<>();
        List<Map<String, Node>> points = search.points();
        for (Branch branch : branches) {
            List<Problem> found = byBranch.computeIfAbsent(branch.change().label(), label -> new ArrayList<>());
            if (search.tunes(branch.family(), branch.change().label())) {
                tunings.add(tuning(branch, points, crossings, found));
            } else {
                trials.addAll(trials(branch, Map.of(), crossings, found));
            }
        }
        if (byBranch.values().stream().anyMatch(found -> !found.isEmpty())) {
            report(byBranch, writtenBy(branches, crossings, points));
        }
        combine.checkSources(combinations, line -> example(line, trials, tunings));
        List<StudyPlan.Line> lines = Stream.concat(
                        branches.stream().map(branch -> line(branch)),
                        combinations.stream().map(Combination::line))
                .distinct()
                .toList();
        if (!problems.isEmpty()) {
            return null;
        }
        StudyPlan plan = new StudyPlan(
                        study.name(), StudyPlan.merged(trials), lines, study.compare(), tunings, List.of())
                .with(combinations)
                .withNotices(notices)
                .withPublished(study.published());
        new PublishedChecks(written, problems).check(plan);
        if (!problems.isEmpty()) {
            return null;
        }
        return study.match().isPresent() ? matched(plan, study.match().get()) : plan;
    }

    /** Returns {@code cross}, with the folds that the study asks for: those of the base, or else of the first variant that can be read. */
    private Map<String, List<Node>> crossed() {
        if (!folds.isWanted()) {
            return study.cross();
        }
        List<Mapping> candidates = new ArrayList<>(List.of(base));
        study.variants().values().forEach(node -> {
            if (node instanceof Mapping variant) {
                candidates.add(over(base, variant));
            }
        });
        for (Mapping candidate : candidates) {
            ExperimentConfig config = loader.bindExperiment(candidate, List.of(), new Problems());
            if (config != null) {
                return folds.axes(config.data());
            }
        }
        // What is wrong with the experiments is reported with them.
        loader.bindExperiment(base, List.of(), problems);
        return study.cross();
    }

    /** A variant that sets the fold itself would be trained on others, and its name would be wrong. */
    private void foldsAlone(List<Branch> branches, Set<String> crossed) {
        if (!folds.isWanted()) {
            return;
        }
        for (Branch branch : branches) {
            for (String key : branch.change().settings().keySet()) {
                if (crossed.contains(key) && !study.cross().containsKey(key)) {
                    problems.add(
                            Positions.nearest(written, "folds"),
                            "folds",
                            "sets " + key + ", and so does " + branch.change().label() + "; leave one of the two out");
                }
            }
        }
    }

    private @Nullable StudyPlan matched(StudyPlan plan, MatchConfig match) {
        Problems ofBase = new Problems();
        ExperimentConfig alone = loader.bindExperiment(base, List.of(), ofBase);
        return new ParameterMatching(match, loader, Positions.nearest(written, "match"), problems)
                .apply(plan, ofBase.isEmpty() ? alone : null);
    }

    /** Returns a configuration of a line in the first repetition: no search changes data or targets. */
    private static Optional<ExperimentConfig> example(
            StudyPlan.Line line, List<Trial> trials, List<StudyPlan.Tuning> tunings) {
        Stream<Trial> searched = tunings.stream()
                .flatMap(tuning -> tuning.candidates().stream())
                .flatMap(candidate -> candidate.trials().stream());
        return Stream.concat(trials.stream(), searched)
                .filter(trial -> trial.rows().stream()
                        .anyMatch(row ->
                                row.family() == line.family() && row.variant().equals(line.variant())))
                .findFirst()
                .map(Trial::config);
    }

    private void checkSearch(List<Branch> branches, List<Change> crossings) {
        Map<String, Set<String>> variants = new LinkedHashMap<>();
        branches.stream()
                .filter(branch -> branch.family() == Family.VARIANT)
                .forEach(branch -> variants.put(branch.change().label(), keys(branch.change())));
        Set<String> crossed = new LinkedHashSet<>();
        crossings.forEach(crossing -> crossed.addAll(keys(crossing)));
        search.check(variants, crossed, Layers.modalities(base));
    }

    private static Set<String> keys(Change change) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", change.over(), flat);
        return flat.keySet();
    }

    private static StudyPlan.Line line(Branch branch) {
        return new StudyPlan.Line(branch.family(), branch.change().label());
    }

    /** Returns the trials of a branch with some settings, for each crossing and seed. */
    private List<Trial> trials(Branch branch, Map<String, Node> point, List<Change> crossings, List<Problem> found) {
        List<Trial> trials = new ArrayList<>();
        for (Change crossing : crossings) {
            Problems own = new Problems();
            Mapping changed = over(over(over(base, branch.change().over()), search.over(point)), crossing.over());
            ExperimentConfig config = loader.bindExperiment(changed, figures(), own);
            found.addAll(own.all());
            if (config != null) {
                Map<String, String> settings =
                        new LinkedHashMap<>(branch.change().settings());
                point.forEach((key, value) -> settings.put(key, YamlWriter.inline(value)));
                settings.putAll(crossing.settings());
                Row row = new Row(branch.family(), branch.change().label(), settings, crossing.settings());
                study.seeds().forEach(seed -> trials.add(trial(row, config, seed)));
            }
        }
        return trials;
    }

    private static Trial trial(Row row, ExperimentConfig config, long seed) {
        ExperimentConfig seeded = config.withName(row.variant()).withSeed(seed);
        return new Trial(EffectiveConfig.id(seeded), seeded, List.of(row));
    }

    /** Returns the search of one branch; its candidates are judged on the first crossing, the first fold, say. */
    private StudyPlan.Tuning tuning(
            Branch branch, List<Map<String, Node>> points, List<Change> crossings, List<Problem> found) {
        List<StudyPlan.Candidate> candidates = new ArrayList<>();
        int epochs = 0;
        for (Map<String, Node> point : points) {
            List<Trial> trials = trials(branch, point, crossings, found);
            if (trials.isEmpty()) {
                continue; // after a problem
            }
            Trial first = trials.get(0);
            epochs = Math.max(epochs, first.config().training().epochs());
            List<Trial> judged = search.seeds(study.seeds()).stream()
                    .map(seed -> trial(first.rows().get(0), first.config(), seed))
                    .toList();
            candidates.add(new StudyPlan.Candidate(SearchSpace.label(point), judged, trials));
        }
        return new StudyPlan.Tuning(line(branch), candidates, search.rungs(epochs), search.eta());
    }

    private static Mapping over(Mapping lower, Mapping upper) {
        return upper.entries().isEmpty() ? lower : Layers.merge(ConfigLoader.experimentSchema(), lower, upper);
    }

    private List<Figure> figures() {
        String path = "compare.primary";
        return List.of(new Figure(
                Positions.nearest(written, path), path, study.compare().primary()));
    }

    /** Reports each problem once, and says which branches have it, unless all have it or it is written by them alone. */
    private void report(Map<String, List<Problem>> byBranch, Set<Place> ofBranches) {
        Map<Problem, Set<String>> labels = new LinkedHashMap<>();
        byBranch.forEach((label, found) -> found.forEach(problem ->
                labels.computeIfAbsent(problem, p -> new LinkedHashSet<>()).add(label)));
        labels.forEach((problem, where) -> {
            String first = where.iterator().next();
            String rest = where.size() == 1 ? "" : " and " + (where.size() - 1) + " more";
            boolean clear = where.size() == byBranch.size() || ofBranches.contains(problem.place());
            String suffix = clear ? "" : " (in " + first + rest + ")";
            problems.add(problem.place(), problem.path(), problem.message() + suffix);
        });
    }

    private static Set<Place> writtenBy(List<Branch> branches, List<Change> crossings, List<Map<String, Node>> points) {
        Set<Place> places = new LinkedHashSet<>();
        branches.forEach(branch -> collect(branch.change().over(), places));
        crossings.forEach(crossing -> collect(crossing.over(), places));
        points.forEach(point -> point.values().forEach(value -> collect(value, places)));
        return places;
    }

    private static void collect(Node node, Set<Place> places) {
        places.add(node.place());
        if (node instanceof Mapping map) {
            map.entries().values().forEach(entry -> {
                places.add(entry.keyPlace());
                collect(entry.value(), places);
            });
        } else if (node instanceof Sequence list) {
            list.items().forEach(item -> collect(item, places));
        }
    }

    private List<Branch> branches(List<Change> crossings) {
        List<Branch> branches = new ArrayList<>();
        study.variants().forEach((name, node) -> {
            Change change = variant(name, node);
            if (change != null) {
                branches.add(new Branch(Family.VARIANT, change));
            }
        });
        if (!study.grid().isEmpty()) {
            product(study.grid(), "grid").forEach(change -> branches.add(new Branch(Family.GRID, change)));
        }
        subsets(crossings).forEach(change -> branches.add(new Branch(Family.SUBSET, change)));
        boolean onlyBase = study.variants().isEmpty()
                && study.grid().isEmpty()
                && study.subsets() instanceof Sequence list
                && list.items().isEmpty();
        if (onlyBase) {
            String name = base.text("name");
            Change same = new Change(name == null ? study.name() : name, empty(), Map.of());
            branches.add(new Branch(Family.VARIANT, same));
        }
        return branches;
    }

    private Mapping empty() {
        return new Mapping(Map.of(), written.place());
    }

    private @Nullable Change variant(String name, Node node) {
        String path = Spot.join("variants", name);
        if (node instanceof Scalar scalar && scalar.isNull()) {
            return new Change(name, empty(), Map.of());
        }
        if (!(node instanceof Mapping over)) {
            problems.add(
                    node.place(), path, "found " + node.found() + ", wanted a map of keys that differ from the base");
            return null;
        }
        over.entries().forEach((key, entry) -> reserved(entry.keyPlace(), path, key));
        Map<String, String> settings = new LinkedHashMap<>();
        flatten("", over, settings);
        return new Change(name, over, settings);
    }

    private void reserved(Place place, String path, String key) {
        if (NOT_FOR_VARIANTS.contains(key)) {
            String why = key.equals("seed") ? "seeds of the study sets it" : "the study sets it";
            problems.add(place, Spot.join(path, key), "found " + key + ", wanted other keys: " + why);
        }
    }

    private static void flatten(String path, Mapping map, Map<String, String> settings) {
        map.entries().forEach((key, entry) -> {
            String below = Spot.join(path, key);
            if (entry.value() instanceof Mapping deeper && !deeper.entries().isEmpty()) {
                flatten(below, deeper, settings);
            } else {
                settings.put(below, YamlWriter.inline(entry.value()));
            }
        });
    }

    /** Returns every combination of the values of some keys; one empty change if there are no keys. */
    private List<Change> product(Map<String, List<Node>> axes, String section) {
        List<Change> points = List.of(new Change("", empty(), Map.of()));
        for (Map.Entry<String, List<Node>> axis : axes.entrySet()) {
            String key = axis.getKey();
            Place place = keyPlace(section, key);
            reserved(place, section, key);
            List<String> keys = Overrides.split(key, Set.of());
            if (keys.contains("")) {
                problems.add(place, section, "found the key " + key + ", wanted one like training.batch");
                return List.of();
            }
            if (axis.getValue().isEmpty()) {
                problems.add(place, Spot.join(section, key), "found an empty list, wanted at least one value");
            }
            if ((long) points.size() * axis.getValue().size() > MOST_TRIALS) {
                problems.add(place, section, "found more than " + MOST_TRIALS + " combinations, wanted fewer");
                return List.of();
            }
            points = times(points, key, keys, place, axis.getValue());
        }
        return points;
    }

    private static List<Change> times(
            List<Change> points, String key, List<String> keys, Place place, List<Node> values) {
        List<Change> product = new ArrayList<>();
        for (Change point : points) {
            for (Node value : values) {
                String text = YamlWriter.inline(value);
                Map<String, String> settings = new LinkedHashMap<>(point.settings());
                settings.put(key, text);
                String label = (point.label().isEmpty() ? "" : point.label() + ", ") + key + "=" + text;
                Mapping over = Layers.deep(point.over(), Overrides.nested(keys, place, value));
                product.add(new Change(label, over, settings));
            }
        }
        return product;
    }

    private Place keyPlace(String section, String key) {
        if (section.equals("cross") && !study.cross().containsKey(key)) {
            return Positions.nearest(written, "folds");
        }
        Entry entry =
                written.get(section) instanceof Mapping map ? map.entries().get(key) : null;
        return entry == null ? Positions.nearest(written, section) : entry.keyPlace();
    }

    private List<Change> subsets(List<Change> crossings) {
        List<String> modalities = Layers.modalities(base);
        if (study.subsets() instanceof Scalar scalar && scalar.text().equals("all")) {
            if (modalities.isEmpty() || modalities.size() > MOST_MODALITIES) {
                problems.add(
                        scalar.place(),
                        "subsets",
                        "found all, wanted data.modalities to list 1 to " + MOST_MODALITIES
                                + " modalities in the base, found " + modalities.size());
                return List.of();
            }
            return fitting(allSubsets(modalities, scalar.place()), crossings, scalar.place());
        }
        if (!(study.subsets() instanceof Sequence list)) {
            Node node = study.subsets();
            problems.add(
                    node.place(),
                    "subsets",
                    "found " + node.found() + ", wanted all, or a list of lists of modalities");
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            List<String> names = names(list.items().get(i), "subsets[" + i + "]", modalities);
            if (!names.isEmpty()) {
                changes.add(subset(names, list.items().get(i).place()));
            }
        }
        return changes;
    }

    private static List<Change> allSubsets(List<String> modalities, Place place) {
        List<List<String>> subsets = new ArrayList<>();
        for (int bits = 1; bits < (1 << modalities.size()); bits++) {
            List<String> subset = new ArrayList<>();
            for (int i = 0; i < modalities.size(); i++) {
                if (((bits >> i) & 1) == 1) {
                    subset.add(modalities.get(i));
                }
            }
            subsets.add(subset);
        }
        subsets.sort(Comparator.comparingInt(List::size)); // stable: single modalities first, in order
        return subsets.stream().map(subset -> subset(subset, place)).toList();
    }

    /** Leaves out the subsets that the fusion cannot work with, and gives notice of them. */
    private List<Change> fitting(List<Change> subsets, List<Change> crossings, Place place) {
        List<Change> fitting = new ArrayList<>();
        Map<String, List<String>> misfits = new LinkedHashMap<>();
        for (Change subset : subsets) {
            Optional<String> misfit = crossings.stream()
                    .flatMap(crossing -> misfit(subset, crossing).stream())
                    .findFirst();
            misfit.ifPresentOrElse(
                    why -> misfits.computeIfAbsent(why, key -> new ArrayList<>())
                            .add(subset.label()),
                    () -> fitting.add(subset));
        }
        misfits.forEach((why, labels) ->
                notices.add("subsets: all leaves out " + String.join(", ", labels) + ": " + why + "."));
        if (fitting.isEmpty() && !misfits.isEmpty()) {
            problems.add(
                    place,
                    "subsets",
                    "found all, wanted a fusion that can work with one of them: "
                            + String.join("; ", misfits.keySet()));
        }
        return fitting;
    }

    /** Says what the fusion needs if a subset is not that; what else is wrong with the experiment is found later. */
    private Optional<String> misfit(Change subset, Change crossing) {
        Mapping changed = over(over(base, subset.over()), crossing.over());
        ExperimentConfig config = loader.bindExperiment(changed, List.of(), new Problems());
        try {
            return config == null
                    ? Optional.empty()
                    : FusionFit.needed(config.fusion(), config.data().modalities());
        } catch (ConfigException e) {
            return Optional.empty(); // a modality that the fusion names is not in the subset
        }
    }

    private static Change subset(List<String> names, Place place) {
        List<Node> items =
                names.stream().<Node>map(name -> new Scalar(name, false, place)).toList();
        Mapping over = Overrides.nested(List.of("data", "modalities"), place, new Sequence(items, place));
        String text = "[" + String.join(", ", names) + "]";
        return new Change(String.join("+", names), over, Map.of("data.modalities", text));
    }

    /** Returns the modalities of one subset in the order of the base; empty after a problem. */
    private List<String> names(Node node, String path, List<String> modalities) {
        if (!(node instanceof Sequence list) || list.items().isEmpty()) {
            problems.add(node.place(), path, "found " + node.found() + ", wanted a list of at least one modality");
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (Node item : list.items()) {
            if (!(item instanceof Scalar scalar) || scalar.isNull()) {
                problems.add(item.place(), path, "found " + item.found() + ", wanted the name of a modality");
                return List.of();
            }
            if (!modalities.isEmpty() && !modalities.contains(scalar.text())) {
                String help = NearestNames.advice(scalar.text(), modalities, "they are");
                problems.add(item.place(), path, "found " + scalar.text() + ", wanted one of data.modalities; " + help);
                return List.of();
            }
            names.add(scalar.text());
        }
        if (!modalities.isEmpty()) {
            names.sort(Comparator.comparingInt(modalities::indexOf));
        }
        return names;
    }

    private void uniqueSeeds() {
        if (study.seeds().isEmpty()
                || Set.copyOf(study.seeds()).size() < study.seeds().size()) {
            problems.add(
                    Positions.nearest(written, "seeds"),
                    "seeds",
                    "found " + study.seeds() + ", wanted at least one seed and none twice");
        }
    }

    private void baseline(List<Branch> branches) {
        study.compare().baseline().ifPresent(baseline -> {
            List<String> labels = new ArrayList<>(
                    branches.stream().map(branch -> branch.change().label()).toList());
            study.combine().forEach((name, config) -> {
                if (config.by() != Combination.Method.ORACLE) {
                    labels.add(name);
                }
            });
            String path = "compare.baseline";
            if (study.combine().containsKey(baseline) && !labels.contains(baseline)) {
                problems.add(
                        Positions.nearest(written, path),
                        path,
                        "found " + baseline + ", wanted a line that could be used: an oracle knows the labels");
            } else if (!labels.contains(baseline) && !labels.isEmpty()) {
                problems.add(
                        Positions.nearest(written, path),
                        path,
                        "found " + baseline + ", wanted a variant of this study; "
                                + NearestNames.advice(baseline, labels, "they are"));
            }
        });
    }
}
