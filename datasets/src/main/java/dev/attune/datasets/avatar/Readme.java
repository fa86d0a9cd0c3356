package dev.attune.datasets.avatar;

import dev.attune.api.data.Split;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in words and numbers what a corpus is and what can be reached on it. */
final class Readme {
    /** From one modality to all, as a table wants them. */
    private static final List<Set<Modality>> SUBSETS = List.of(
            EnumSet.of(Modality.VISUAL),
            EnumSet.of(Modality.AUDIO),
            EnumSet.of(Modality.TEXT),
            EnumSet.of(Modality.VISUAL, Modality.AUDIO),
            EnumSet.of(Modality.VISUAL, Modality.TEXT),
            EnumSet.of(Modality.AUDIO, Modality.TEXT),
            EnumSet.allOf(Modality.class));

    private final AvatarConfig config;
    private final Collection<AvatarClip> clips;

    Readme(AvatarConfig config, Collection<AvatarClip> clips) {
        this.config = config;
        this.clips = clips;
    }

    String text() {
        return TextFiles.resource("README.md")
                .replace("@clips@", Integer.toString(config.clips()))
                .replace("@seconds@", number(config.seconds()))
                .replace("@rate@", number(config.rate()))
                .replace("@width@", Integer.toString(config.width()))
                .replace("@height@", Integer.toString(config.height()))
                .replace("@noise@", number(config.noise()))
                .replace("@seed@", Long.toString(config.seed()))
                .replace("@shares@", shares())
                .replace("@ceilings@", ceilings());
    }

    private String shares() {
        StringBuilder table = new StringBuilder();
        for (Target target : Target.values()) {
            table.append("| ").append(target.label());
            for (Modality modality : Modality.values()) {
                table.append(String.format(
                        Locale.ROOT,
                        " | %.0f %%",
                        100 * config.carries().of(target).of(modality)));
            }
            table.append(" |\n");
        }
        return table.toString().stripTrailing();
    }

    private String ceilings() {
        StringBuilder table = new StringBuilder();
        for (Set<Modality> subset : SUBSETS) {
            table.append("| ").append(subset.stream().map(Modality::label).collect(Collectors.joining(", ")));
            for (Target target : Target.values()) {
                table.append(
                        String.format(Locale.ROOT, " | %.2f | %.2f", expected(subset, target), ofTest(subset, target)));
            }
            table.append(" |\n");
        }
        return table.toString().stripTrailing();
    }

    /** Returns the greatest CCC over all corpora of these options: the root of the share of variance that is told. */
    double expected(Set<Modality> subset, Target target) {
        double told = 0;
        for (Modality modality : subset) {
            told += config.carries().of(target).of(modality);
        }
        return Math.sqrt(told);
    }

    /** Returns the correlation over all frames of the test clips between a label and what a subset tells of it. */
    double ofTest(Set<Modality> subset, Target target) {
        double count = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXX = 0;
        double sumYY = 0;
        double sumXY = 0;
        for (AvatarClip clip : clips) {
            if (clip.split() == Split.TEST) {
                for (int frame = 0; frame < config.frames(); frame++) {
                    double x = clip.truth().known(subset, target, clip.time(frame));
                    double y = clip.truth().label(target, clip.time(frame));
                    count++;
                    sumX += x;
                    sumY += y;
                    sumXX += x * x;
                    sumYY += y * y;
                    sumXY += x * y;
                }
            }
        }
        // Values lie within [-1, 1], so plain sums lose nothing that two decimals show.
        double deviations = (sumXX - sumX * sumX / count) * (sumYY - sumY * sumY / count);
        return deviations <= 0 ? 0 : (sumXY - sumX * sumY / count) / Math.sqrt(deviations);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
