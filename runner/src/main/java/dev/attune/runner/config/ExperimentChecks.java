package dev.attune.runner.config;

import dev.attune.api.ComponentFactory;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.temporal.TemporalFactory;
import dev.attune.runner.config.Node.Entry;
import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.config.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds values that are each right but do not fit each other, as far as that shows before data are opened. */
final class ExperimentChecks {
    /** The figure that stands for the mean over targets. */
    private static final String MEAN = "mean";

    private final Mapping root;
    private final Map<String, Object> sections;
    private final Problems problems;

    /**
     * Makes the checks of one experiment.
     *
     * @param root what was written, for positions
     * @param sections what could be read of it, by key
     * @param problems takes what is wrong
     */
    ExperimentChecks(Mapping root, Map<String, Object> sections, Problems problems) {
        this.root = root;
        this.sections = sections;
        this.problems = problems;
    }

    void run() {
        unique("data.modalities");
        unique("data.shuffled");
        unique("data.shuffled.modalities");
        unique("targets");
        unique("metrics");
        if (sections.get("training") instanceof TrainingConfig training) {
            String on = "training.early-stopping.on";
            figure(Positions.nearest(root, on), on, training.earlyStopping().on());
            if (sections.get("data") instanceof DataConfig data) {
                knownModalities(
                        "training.modality-dropout", training.modalityDropout().keySet(), data);
            }
        }
        if (sections.get("data") instanceof DataConfig data) {
            window(data.window());
            data.shuffled().ifPresent(shuffled -> shuffled(shuffled, data));
            Set<String> temporal =
                    new LinkedHashSet<>(strings(List.copyOf(temporal().keySet())));
            temporal.remove(TemporalType.DEFAULT);
            knownModalities("temporal", temporal, data);
            if (data.modalities().contains(TemporalType.DEFAULT)) {
                add(
                        "data.modalities",
                        "found default, which temporal takes for all other modalities; wanted another name");
            }
            if (sections.get("targets") instanceof List<?> targets) {
                components(new ExperimentFacts(data.modalities(), data.window().length(), strings(targets)), data);
            }
        }
    }

    private void window(WindowConfig window) {
        if (window.stride() > window.length()) {
            add(
                    "data.window.stride",
                    "found " + window.stride() + ", wanted at most the window's length, " + window.length()
                            + "; frames between windows would not be used" + conflict("data.window.length"));
        }
    }

    /** Checks that a figure, such as {@code ccc.mean}, is one that the experiment reports. */
    void figure(Place place, String path, String figure) {
        if (!(sections.get("metrics") instanceof List<?> selections)
                || !(sections.get("targets") instanceof List<?> targets)) {
            return;
        }
        List<String> metrics = new ArrayList<>();
        for (Object selection : selections) {
            metrics.add(((Selection<?>) selection).name());
        }
        String[] parts = figure.split("\\.", 2);
        List<String> figures = new ArrayList<>();
        for (String metric : metrics) {
            figures.add(metric + "." + MEAN);
            strings(targets).forEach(target -> figures.add(metric + "." + target));
        }
        boolean targetFits = parts.length == 2
                && (parts[1].equals(MEAN)
                        || (targets.isEmpty()
                                ? !parts[1].isEmpty()
                                : strings(targets).contains(parts[1])));
        if (!targetFits || !metrics.contains(parts[0])) {
            String help = figures.isEmpty()
                    ? "metrics is empty"
                    : NearestNames.advice(figure, figures, "figures of this experiment are");
            problems.add(
                    place,
                    path,
                    "found " + figure + ", wanted a metric of metrics, a dot, and a target or mean; " + help);
        }
    }

    private void knownModalities(String path, Set<String> keys, DataConfig data) {
        if (data.modalities().isEmpty()) {
            return; // the dataset decides, and the trainer checks again
        }
        for (String key : keys) {
            if (!data.modalities().contains(key)) {
                Place place = keyPlace(path, key);
                String help = NearestNames.advice(key, data.modalities(), "they are");
                problems.add(
                        place,
                        Spot.join(path, key),
                        "found " + key + ", wanted one of data.modalities; " + help + conflict("data.modalities"));
            }
        }
    }

    private void shuffled(ShuffledConfig shuffled, DataConfig data) {
        for (String name : shuffled.modalities()) {
            if (!data.modalities().isEmpty() && !data.modalities().contains(name)) {
                String path = Positions.find(root, "data.shuffled") instanceof Mapping
                        ? "data.shuffled.modalities"
                        : "data.shuffled";
                String help = NearestNames.advice(name, data.modalities(), "they are");
                add(path, "found " + name + ", wanted one of data.modalities; " + help + conflict("data.modalities"));
            }
        }
    }

    private void unique(String path) {
        if (!(Positions.find(root, path) instanceof Sequence list)) {
            return;
        }
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            String name = ComponentType.expand(item) instanceof Mapping map ? map.text(ComponentType.TYPE) : null;
            if (name != null && !seen.add(name)) {
                problems.add(item.place(), path + "[" + i + "]", "found " + name + " a second time, wanted it once");
            }
        }
    }

    private Map<?, ?> temporal() {
        return sections.get("temporal") instanceof Map<?, ?> models ? models : Map.of();
    }

    private void components(ExperimentFacts facts, DataConfig data) {
        component("data", data.dataset(), facts);
        closedForm(facts.modalities());
        temporal().forEach((modality, model) -> component(temporalPath(modality), (Selection<?>) model, facts));
        for (String key : List.of("fusion", "loss")) {
            if (sections.get(key) instanceof Selection<?> selection) {
                component(key, selection, facts);
            }
        }
        if (sections.get("metrics") instanceof List<?> metrics) {
            for (int i = 0; i < metrics.size(); i++) {
                component("metrics[" + i + "]", (Selection<?>) metrics.get(i), facts);
            }
        }
    }

    private String temporalPath(Object modality) {
        boolean single = temporal().size() == 1 && !TemporalType.isByModality(orNothing(root.get("temporal")));
        return single ? "temporal" : "temporal." + modality;
    }

    /** A fusion that is fitted at once leaves nobody to train what stands before it. */
    private void closedForm(List<String> modalities) {
        if (!(sections.get("fusion") instanceof Selection<?> fusion) || !isClosedForm(fusion)) {
            return;
        }
        temporal().forEach((modality, model) -> {
            if (isUsed(modality, modalities) && learns((Selection<?>) model)) {
                add(
                        temporalPath(modality),
                        "found " + ((Selection<?>) model).name() + ", which has to be trained, but fusion "
                                + fusion.name() + " is fitted at once, without training; wanted none, as in temporal:"
                                + " none" + conflict("fusion"));
            }
        });
    }

    /** Returns whether some modality certainly has the temporal model that is written under a key. */
    private boolean isUsed(Object key, List<String> modalities) {
        boolean isDefault = TemporalType.DEFAULT.equals(key);
        if (modalities.isEmpty()) {
            return !isDefault || temporal().size() == 1; // the dataset decides, and the trainer checks again
        }
        return isDefault ? !temporal().keySet().containsAll(modalities) : modalities.contains(String.valueOf(key));
    }

    @SuppressWarnings("unchecked") // Selection has checked that the options are the factory's
    private static <C extends Record> boolean isClosedForm(Selection<?> fusion) {
        return ((FusionFactory<C>) fusion.factory()).closedForm((C) fusion.options());
    }

    @SuppressWarnings("unchecked") // Selection has checked that the options are the factory's
    private static <C extends Record> boolean learns(Selection<?> temporal) {
        return ((TemporalFactory<C>) temporal.factory()).learns((C) temporal.options());
    }

    private Node orNothing(@Nullable Node node) {
        return node == null ? new Node.Scalar("", true, root.place()) : node;
    }

    private void component(String path, Selection<?> selection, ExperimentFacts facts) {
        List<ConfigProblem> found;
        try {
            found = new ArrayList<>(check(selection.factory(), selection.options(), facts));
            if (found.isEmpty() && selection.factory() instanceof FusionFactory<?> fusion) {
                numberOfModalities(new Selection<>(fusion, selection.options()), facts)
                        .ifPresent(found::add);
            }
        } catch (RuntimeException | LinkageError e) {
            add(path, "the check of " + selection.name() + " failed: " + e + "; report this to its author");
            return;
        }
        for (ConfigProblem problem : found) {
            String where = problem.option().isEmpty() ? path : Spot.join(path, problem.option());
            String with = problem.conflictsWith().map(this::conflict).orElse("");
            add(where, problem.message() + with);
        }
    }

    private static Optional<ConfigProblem> numberOfModalities(
            Selection<FusionFactory<?>> fusion, ExperimentFacts facts) {
        if (facts.modalities().isEmpty()) {
            return Optional.empty(); // the dataset decides, and the check is made when it is opened
        }
        return FusionFit.misfit(fusion, facts.modalities())
                .map(misfit -> new ConfigProblem(
                        "",
                        misfit + "; list as many in data.modalities, or choose another fusion",
                        Optional.of("data.modalities")));
    }

    @SuppressWarnings("unchecked") // Selection has checked that the options are the factory's
    private static <C extends Record> List<ConfigProblem> check(
            ComponentFactory<C> factory, Record options, ExperimentFacts facts) {
        return factory.check((C) options, facts);
    }

    /** Says where the second half of a contradiction is written. */
    private String conflict(String path) {
        Place place = Positions.exact(root, path);
        return place == null ? " (" + path + " has its default)" : " (" + path + " is set at " + place + ")";
    }

    private void add(String path, String message) {
        problems.add(Positions.nearest(root, path), path, message);
    }

    private Place keyPlace(String path, String key) {
        Entry entry = Positions.find(root, path) instanceof Mapping map
                ? map.entries().get(key)
                : null;
        return entry == null ? Positions.nearest(root, path) : entry.keyPlace();
    }

    private static List<String> strings(List<?> texts) {
        return texts.stream().map(String::valueOf).toList();
    }
}
