package dev.attune.runner.config;

import dev.attune.api.ConfigException;
import dev.attune.api.PluginException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects everything that is wrong, so that the user hears of all of it at once. */
final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    /**
     * Something that is wrong.
     *
     * @param place where
     * @param path the dotted key; empty for the file as a whole
     * @param message what was found and what was wanted
     * @param plugin whether a broken plugin is to blame, and not the file
     */
    record Problem(Place place, String path, String message, boolean plugin) {
        @Override
        public String toString() {
            return place + ": " + (path.isEmpty() ? "" : path + ": ") + message;
        }
    }

    void add(Place place, String path, String message) {
        found.add(new Problem(place, path, message, false));
    }

    /** Adds a component that the file may well name, but whose plugin is broken. */
    void addMissingPlugin(Place place, String path, String message) {
        found.add(new Problem(place, path, message, true));
    }

    Collection<Problem> all() {
        return found;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    int size() {
        return found.size();
    }

    /**
     * Ends the reading of a configuration if anything is wrong with it.
     *
     * @param file the file as the user typed it
     * @throws ConfigException with all problems, numbered, in reading order
     * @throws PluginException instead if nothing is wrong with the configuration but that plugins which it needs are broken
     */
    void throwIfAny(String file) {
        if (found.isEmpty()) {
            return;
        }
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Problem::place, Place.READING_ORDER));
        StringBuilder text = new StringBuilder(file)
                .append(" has ")
                .append(sorted.size() == 1 ? "1 problem:" : sorted.size() + " problems:");
        for (int i = 0; i < sorted.size(); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(sorted.get(i));
        }
        throw sorted.stream().allMatch(Problem::plugin)
                ? new PluginException(text.toString())
                : new ConfigException(text.toString());
    }
}
