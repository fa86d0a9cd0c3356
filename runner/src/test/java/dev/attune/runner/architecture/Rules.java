package dev.attune.runner.architecture;

import java.util.List;
import java.util.stream.Stream;

/** Every rule of the project that a class file can show to be broken. */
final class Rules {
    private Rules() {}

    /** Returns all rules; their names are unique. */
    static List<NamedRule> all() {
        return Stream.of(BorderRules.all(), PromiseRules.all(), ShapeRules.all(), HabitRules.all())
                .flatMap(List::stream)
                .toList();
    }
}
