package dev.attune.runner.predict;

import dev.attune.api.DataException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds a feature store against what a run was trained on: a model that is given other features predicts nonsense without a word.
 *
 * @param run where the run is
 * @param modalities that the model is to be given, with their features per frame
 * @param made how the features were made that it was trained on, if that is known
 */
record StoreFit(Path run, Map<String, Integer> modalities, Optional<Provenance> made) {
    /** So many differences of one modality say enough. */
    private static final int MOST = 4;

    /**
     * Compares.
     *
     * @return what the user should know although the store fits, a sentence each
     * @throws DataException if the store does not fit; with all reasons
     */
    List<String> check(OpenedStore store) {
        Optional<Provenance> found = store.extraction().map(Provenance::of);
        List<String> problems = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        modalities.forEach((modality, width) -> {
            Integer other = store.modalities().get(modality);
            if (other == null) {
                problems.add(modality + ": the run was trained on it, with " + width
                        + " features a frame; the store does not have it, it has " + words(store.modalities())
                        + ". Extract it, or leave it out with --drop " + modality + ".");
            } else if (!other.equals(width)) {
                problems.add(modality + ": the run was trained on " + width + " features a frame, the store has "
                        + other + "; extract it as it was for the run.");
            } else {
                compare(modality, found, problems, unknown);
            }
        });
        compareModels(found, problems);
        compareInputs(found, problems);
        if (!problems.isEmpty()) {
            throw new DataException(store.path() + " does not fit " + run + ":\n  " + String.join("\n  ", problems));
        }
        List<String> notices = new ArrayList<>();
        if (!unknown.isEmpty()) {
            notices.add(notCompared(unknown, found));
        }
        otherClock(found).ifPresent(notices::add);
        otherVersions(found).ifPresent(notices::add);
        return notices;
    }

    private void compare(String modality, Optional<Provenance> found, List<String> problems, List<String> unknown) {
        Optional<Map<String, String>> then = made.flatMap(one -> one.modality(modality));
        Optional<Map<String, String>> now = found.flatMap(one -> one.modality(modality));
        if (then.isEmpty() || now.isEmpty()) {
            unknown.add(modality);
            return;
        }
        List<String> differences = differences(then.get(), now.get());
        addOther(modality + ": its features were made", differences, problems);
    }

    /** An encoder may use a model that no setting names; which modality that is for is not known. */
    private void compareModels(Optional<Provenance> found, List<String> problems) {
        if (made.isEmpty() || found.isEmpty() || !problems.isEmpty()) {
            return;
        }
        Map<String, String> now = found.get().models();
        made.get().models().forEach((source, hash) -> {
            if (now.containsKey(source) && !hash.equals(now.get(source))) {
                problems.add("model " + source + ": the run was trained on features of the one with sha256 " + hash
                        + ", the store was made with " + now.get(source) + ".");
            }
        });
    }

    /** What opens recordings decides on pictures and sound, and what finds words on the words. */
    private void compareInputs(Optional<Provenance> found, List<String> problems) {
        if (made.isEmpty() || found.isEmpty()) {
            return;
        }
        Provenance then = made.get();
        Provenance now = found.get();
        if (!then.media().isEmpty() && !now.media().isEmpty()) {
            addOther("media: its recordings were opened", differences(then.media(), now.media()), problems);
        }
        List<String> words = modalities.keySet().stream()
                .filter(name -> then.ofWords().contains(name) && now.ofWords().contains(name))
                .toList();
        if (!words.isEmpty()) {
            Map<String, String> before = new LinkedHashMap<>(then.transcript());
            Map<String, String> after = new LinkedHashMap<>(now.transcript());
            Set<String> places = new LinkedHashSet<>(before.keySet());
            places.addAll(after.keySet());
            places.removeIf(key -> !isPlace(before.getOrDefault(key, "")) && !isPlace(after.getOrDefault(key, "")));
            before.keySet().removeAll(places);
            after.keySet().removeAll(places);
            addOther(String.join(", ", words) + ": the words were found", differences(before, after), problems);
        }
    }

    /** Another corpus lies elsewhere. */
    private static boolean isPlace(String value) {
        try {
            return Path.of(value).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static void addOther(String what, List<String> differences, List<String> problems) {
        if (!differences.isEmpty()) {
            problems.add(what + " in another way. " + String.join("; ", differences) + ".");
        }
    }

    private Optional<String> otherVersions(Optional<Provenance> found) {
        Map<String, String> then = made.map(Provenance::versions).orElse(Map.of());
        Map<String, String> now = found.map(Provenance::versions).orElse(Map.of());
        String others = then.entrySet().stream()
                .filter(plugin ->
                        !now.getOrDefault(plugin.getKey(), plugin.getValue()).equals(plugin.getValue()))
                .map(plugin -> plugin.getKey() + " " + now.get(plugin.getKey()) + " instead of " + plugin.getValue())
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("The features were made with other versions than those of the run, which may matter: "
                        + others + ".");
    }

    private Optional<String> otherClock(Optional<Provenance> found) {
        Optional<String> then = made.flatMap(Provenance::clock);
        Optional<String> now = found.flatMap(Provenance::clock);
        return then.isPresent() && now.isPresent() && !then.equals(now)
                ? Optional.of("The frames are others than those of the run, which may matter: its clock was "
                        + then.get() + ", that of the store is " + now.get() + ".")
                : Optional.empty();
    }

    private String notCompared(List<String> names, Optional<Provenance> found) {
        String who = made.isEmpty()
                ? found.isEmpty() ? "neither the run nor the store says" : "the run does not say"
                : found.isEmpty() ? "the store does not say" : "not both say";
        return "Only names and widths of " + String.join(", ", names) + " could be compared with " + run + ": " + who
                + " how the features were made.";
    }

    private static List<String> differences(Map<String, String> before, Map<String, String> after) {
        Set<String> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        List<String> differences = keys.stream()
                .filter(key -> !before.getOrDefault(key, "").equals(after.getOrDefault(key, "")))
                .map(key -> "The run has " + key + " " + before.getOrDefault(key, "not at all") + ", the store "
                        + after.getOrDefault(key, "not at all"))
                .collect(Collectors.toCollection(ArrayList::new));
        if (differences.size() > MOST) {
            int more = differences.size() - MOST;
            differences.subList(MOST, differences.size()).clear();
            differences.add(more + (more == 1 ? " more difference" : " more differences"));
        }
        return differences;
    }

    private static String words(Map<String, Integer> modalities) {
        return modalities.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
