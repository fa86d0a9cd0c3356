package dev.attune.runner.config;

import dev.attune.runner.config.Node.Entry;

/**
 * A value that is being bound.
 *
 * @param path its dotted key
 * @param at where its key is written: what is missing beneath it is reported there
 * @param node the value
 */
record Spot(String path, Place at, Node node) {
    Spot child(String key, Entry entry) {
        return new Spot(join(path, key), entry.keyPlace(), entry.value());
    }

    Spot item(int index, Node item) {
        return new Spot(path + "[" + index + "]", item.place(), item);
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
