package dev.attune.runner.config;

import dev.attune.runner.config.Node.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the {@code search} of a study means for its expansion. */
final class SearchExpansion {
    private static final String SEARCH = "search";

    private final @Nullable SearchConfig config;
    private final Mapping written;
    private final Problems problems;
    private final List<Map<String, Node>> points;
    private boolean isHalvingRefused;

    /**
     * Makes the points of a search, if the study has one.
     *
     * @param study what was read
     * @param written its keys, for positions
     * @param problems takes what is wrong
     */
    SearchExpansion(StudyFile study, Mapping written, Problems problems) {
        config = study.search().orElse(null);
        this.written = written;
        this.problems = problems;
        points = config == null ? List.of() : points(config);
    }

    private List<Map<String, Node>> points(SearchConfig search) {
        if (search.space().isEmpty()) {
            add(
                    "space",
                    "found no key, wanted at least one, such as training.optimizer.lr: {log-uniform: [1.0e-5, 1.0e-2]}");
        }
        search.space().forEach(this::checkKey);
        SearchSpace space = SearchSpace.read(search.space(), search.type(), problems);
        if (search.type() == SearchConfig.Strategy.RANDOM) {
            return space.draw(search.trials(), search.seed());
        }
        if (space.combinations() > StudyExpansion.MOST_TRIALS) {
            add(
                    "space",
                    "found " + space.combinations() + " combinations, wanted at most " + StudyExpansion.MOST_TRIALS);
            return List.of();
        }
        return space.grid();
    }

    private void checkKey(String key, Node axis) {
        if (Overrides.split(key, Set.of()).contains("")) {
            add("space", "found the key " + key + ", wanted one like training.batch");
            return;
        }
        for (String set : SearchKeys.set(key, axis)) {
            SearchKeys.refusal(set).ifPresent(reason -> addKey(key, set, reason));
        }
    }

    /**
     * Checks what needs the variants.
     *
     * @param variants the keys that each sets, by name
     * @param crossed the keys that {@code cross} sets
     * @param modalities names of modalities
     */
    void check(Map<String, Set<String>> variants, Set<String> crossed, List<String> modalities) {
        if (config == null) {
            return;
        }
        checkNames(config, variants.keySet());
        SearchKeys keys = new SearchKeys(modalities);
        config.space().forEach((key, axis) -> {
            for (String set : SearchKeys.set(key, axis)) {
                keys.conflict(set, crossed).ifPresent(other -> addKey(key, set, "cross sets " + other));
                for (Map.Entry<String, Set<String>> variant : variants.entrySet()) {
                    // A variant that is not tuned may fix an option that is tuned elsewhere; but no other may become
                    // its method.
                    if (tunes(StudyPlan.Family.VARIANT, variant.getKey()) || keys.choosesComponent(set)) {
                        keys.conflict(set, variant.getValue())
                                .ifPresent(other ->
                                        addKey(key, set, "the variant " + variant.getKey() + " sets " + other));
                    }
                }
            }
        });
    }

    private void checkNames(SearchConfig config, Set<String> variants) {
        for (String name : config.variants()) {
            if (!variants.contains(name)) {
                add(
                        "variants",
                        "found " + name + ", wanted a variant of this study; "
                                + NearestNames.advice(name, variants, "they are"));
            }
        }
        if (Set.copyOf(config.seeds()).size() < config.seeds().size()) {
            add("seeds", "found " + config.seeds() + ", wanted no seed twice");
        }
    }

    private void addKey(String key, String set, String reason) {
        Node.Entry entry = Positions.find(written, "search.space") instanceof Mapping space
                ? space.entries().get(key)
                : null;
        Place place = entry == null ? Positions.nearest(written, "search.space") : entry.keyPlace();
        problems.add(place, "search.space." + key, "found " + set + ", wanted other keys: " + reason);
    }

    private void add(String key, String message) {
        String path = Spot.join(SEARCH, key);
        problems.add(Positions.nearest(written, path), path, message);
    }

    /** Returns how many times as many trials there are, at most. */
    long factor() {
        return config == null ? 1 : 1 + points.size() * (1L + config.seeds().size());
    }

    /** Returns the settings of each candidate; none without a search. */
    List<Map<String, Node>> points() {
        return points;
    }

    /** Returns whether a branch is tuned. */
    boolean tunes(StudyPlan.Family family, String label) {
        return config != null
                && family == StudyPlan.Family.VARIANT
                && (config.variants().isEmpty() || config.variants().contains(label));
    }

    /** Returns settings as a change of an experiment. */
    Mapping over(Map<String, Node> point) {
        Mapping over = new Mapping(Map.of(), written.place());
        for (Map.Entry<String, Node> entry : point.entrySet()) {
            over = Layers.deep(
                    over,
                    Overrides.nested(
                            Overrides.split(entry.getKey(), Set.of()),
                            entry.getValue().place(),
                            entry.getValue()));
        }
        return over;
    }

    /** Returns the seeds that a candidate is judged by. */
    List<Long> seeds(List<Long> ofStudy) {
        return config == null || config.seeds().isEmpty()
                ? ofStudy.stream().limit(1).toList()
                : new ArrayList<>(new HashSet<>(config.seeds()))
                        .stream().sorted().toList();
    }

    int eta() {
        return halving().map(SearchConfig.HalvingConfig::eta).orElse(1);
    }

    /** Returns after how many epochs candidates are compared: first, first · eta, ... and the end. */
    List<Integer> rungs(int epochs) {
        List<Integer> rungs = new ArrayList<>();
        halving().ifPresent(halving -> {
            for (long rung = halving.first(); rung < epochs; rung *= halving.eta()) {
                rungs.add((int) rung);
            }
        });
        if (rungs.isEmpty() && halving().isPresent() && epochs > 0 && !isHalvingRefused) {
            isHalvingRefused = true; // once, not for each variant
            add(
                    "halving.first",
                    "found " + halving().get().first() + ", wanted fewer than the " + epochs
                            + " epochs of training: else nothing is dropped before the end");
        }
        rungs.add(Math.max(1, epochs));
        return rungs;
    }

    private Optional<SearchConfig.HalvingConfig> halving() {
        return config == null ? Optional.empty() : config.halving();
    }
}
