package dev.attune.bench.sidebyside;

import static java.util.Objects.requireNonNull;

/**
 * What was found that is no comparison: that losses agree, that memory stays flat, that something was skipped.
 *
 * @param group what kind of measurement it is
 * @param name what was looked at
 * @param text what was found, in words
 */
record Finding(String group, String name, String text) {
    Finding {
        requireNonNull(group, "group is null");
        requireNonNull(name, "name is null");
        requireNonNull(text, "text is null");
    }
}
