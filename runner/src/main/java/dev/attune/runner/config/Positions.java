package dev.attune.runner.config;

import dev.attune.runner.config.Node.Entry;
import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.config.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds where a dotted path, such as {@code metrics[1].scale}, is written. */
final class Positions {
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[([0-9]+)]");

    private Positions() {}

    /** Returns what a path holds, or null if it is not written. */
    static @Nullable Node find(Mapping root, String path) {
        List<Spot> spots = walk(root, path);
        return spots.size() == steps(path).size() + 1
                ? spots.get(spots.size() - 1).node()
                : null;
    }

    /** Returns where a path is written, or null if it is not. */
    static @Nullable Place exact(Mapping root, String path) {
        return find(root, path) == null ? null : nearest(root, path);
    }

    /** Returns where a path is written, or the place of what would hold it. */
    static Place nearest(Mapping root, String path) {
        List<Spot> spots = walk(root, path);
        Spot last = spots.get(spots.size() - 1);
        return last.node() instanceof Mapping ? last.at() : last.node().place();
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        while (matcher.find()) {
            steps.add(matcher.group());
        }
        return steps;
    }

    private static List<Spot> walk(Mapping root, String path) {
        List<Spot> spots = new ArrayList<>();
        spots.add(new Spot("", root.place(), root));
        for (String step : steps(path)) {
            Spot here = spots.get(spots.size() - 1);
            Spot next = next(here, step);
            if (next == null) {
                return spots;
            }
            spots.add(next);
        }
        return spots;
    }

    private static @Nullable Spot next(Spot here, String step) {
        if (step.startsWith("[")) {
            int index = Integer.parseInt(step.substring(1, step.length() - 1));
            return here.node() instanceof Sequence list && index < list.items().size()
                    ? here.item(index, list.items().get(index))
                    : null;
        }
        Entry entry = here.node() instanceof Mapping map ? map.entries().get(step) : null;
        return entry == null ? null : here.child(step, entry);
    }
}
