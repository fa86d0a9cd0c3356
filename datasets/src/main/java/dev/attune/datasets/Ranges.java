package dev.attune.datasets;

import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.TargetInfo;
import java.util.List;

/** What the options of several corpora have in common: a range of labels, and a share that may be missing. */
final class Ranges {
    private Ranges() {}

    /** Returns a copy of a range. */
    static List<Double> require(List<Double> range) {
        List<Double> copy = List.copyOf(range);
        if (copy.size() != 2 || !(copy.get(0) < copy.get(1))) {
            throw new IllegalArgumentException("range must be two numbers, the lesser first, found " + copy);
        }
        return copy;
    }

    /** Returns a share. */
    static double requireShare(double allowMissing) {
        if (!(allowMissing >= 0 && allowMissing <= 1)) {
            throw new IllegalArgumentException("allow-missing must be between 0 and 1, found " + allowMissing);
        }
        return allowMissing;
    }

    /** Returns continuous targets of one range. */
    static List<TargetInfo> targets(List<String> names, List<Double> range) {
        return names.stream()
                .map(name -> new TargetInfo(name, TargetInfo.Kind.CONTINUOUS, range.get(0), range.get(1)))
                .toList();
    }

    /** Returns those of the targets that are asked for, in the order in which they are; all if none is named. */
    static List<TargetInfo> selected(String source, List<String> existing, List<Double> range, DatasetContext context) {
        return targets(Names.select(source, "target", context.targets(), existing), range);
    }
}
