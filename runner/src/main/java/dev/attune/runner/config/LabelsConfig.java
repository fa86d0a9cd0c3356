package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Labels in a table beside each clip, one line for each moment.
 *
 * @param suffix of the table's name, which begins like the clip's
 * @param time the column of times
 * @param targets column to target, in order
 * @param invalid values that stand for no label
 * @param align how labels are placed on the clock
 * @param maxGap seconds between lines that belong together
 */
public record LabelsConfig(
        @Doc("How the table of a clip is called: the clip's name without its extension, and this.")
        @DefaultValue(".labels.csv")
        String suffix,

        @Doc("The column with the time of a line in seconds.") @DefaultValue("time")
        String time,

        @Doc("What is labelled: names of columns, each with its range.")
        Map<String, TargetConfig> targets,

        @Doc("Values that stand for no label, as -5 does in some corpora.") @DefaultValue("[]")
        List<Double> invalid,

        @Doc(
                "How labels are placed on the clock: between the lines before and after a frame, the last or the nearest line.")
        @DefaultValue("interpolate")
        Placement align,

        @Doc("How many seconds two lines may be apart and still have labels between them.")
        @DefaultValue("1.0")
        @Range(min = 0, max = 3600)
        double maxGap) {
    /** Copies the collections, keeping order, and checks that something is labelled. */
    public LabelsConfig {
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        invalid = List.copyOf(invalid);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("found no target, wanted at least one column of labels");
        }
    }

    /** How labels are placed. */
    public enum Placement {
        /** On the line between two neighbours. */
        INTERPOLATE,
        /** As the last before or at the frame. */
        HOLD,
        /** As the nearest. */
        NEAREST
    }

    /**
     * One target.
     *
     * @param kind what values it takes
     * @param min the least, if it is continuous
     * @param max the greatest, if it is continuous
     */
    public record TargetConfig(
            @Doc("continuous or binary, which has the labels 0 and 1.") @DefaultValue("continuous")
            Kind kind,

            @Doc("The least value of a continuous label.") @DefaultValue("-1.0")
            double min,

            @Doc("The greatest value of a continuous label.") @DefaultValue("1.0")
            double max) {
        /** Checks the range. */
        public TargetConfig {
            if (!(min < max)) {
                throw new IllegalArgumentException("found min " + min + " and max " + max + ", wanted min less");
            }
        }
    }

    /** What values a target takes. */
    public enum Kind {
        /** Any of a range. */
        CONTINUOUS,
        /** 0 and 1. */
        BINARY
    }
}
