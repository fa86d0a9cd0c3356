package dev.attune.runner.config;

import dev.attune.runner.config.Node.Entry;
import dev.attune.runner.config.Node.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns {@code training.epochs=3} into the map that a file would have: {@code {training: {epochs: 3}}}. */
final class Overrides {
    private Overrides() {}

    /**
     * Reads the arguments of a command line; of two that set one key, the later holds.
     *
     * @param arguments {@code key=value} each
     * @param mapsOfDottedKeys sections whose keys have dots in them, so that what follows them is one key
     * @param problems takes what is wrong
     */
    static Mapping parse(List<String> arguments, Set<String> mapsOfDottedKeys, Problems problems) {
        Mapping all = new Mapping(Map.of(), Source.commandLine("").whole());
        for (String argument : arguments) {
            Source source = Source.commandLine(argument);
            int equals = argument.indexOf('=');
            List<String> keys = split(argument.substring(0, Math.max(0, equals)), mapsOfDottedKeys);
            if (equals < 0 || keys.contains("")) {
                problems.add(source.whole(), "", "wanted key=value, such as training.epochs=10");
                continue;
            }
            Node value = YamlReader.read(argument.substring(equals + 1), source, problems);
            if (value != null) {
                all = Layers.deep(all, nested(keys, source.whole(), value));
            }
        }
        return all;
    }

    static List<String> split(String key, Set<String> mapsOfDottedKeys) {
        int dot = key.indexOf('.');
        boolean dotted = dot > 0 && mapsOfDottedKeys.contains(key.substring(0, dot));
        return List.of(key.split("\\.", dotted ? 2 : -1));
    }

    /** Makes {@code {a: {b: value}}} of the keys a and b. */
    static Mapping nested(List<String> keys, Place place, Node value) {
        Node result = value;
        for (int i = keys.size() - 1; i >= 0; i--) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            entries.put(keys.get(i), new Entry(place, result));
            result = new Mapping(entries, place);
        }
        return (Mapping) result;
    }
}
