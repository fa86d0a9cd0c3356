package dev.attune.runner.config;

import dev.attune.api.fusion.FusionChoice;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.ModalityCount;
import java.util.List;
import java.util.Optional;

/** Holds a fusion against the modalities that it is to work with. */
public final class FusionFit {
    private FusionFit() {}

    /**
     * Says what is wrong if a fusion cannot work with as many modalities as it would read.
     *
     * @param fusion the fusion with its options
     * @param available the modalities of the experiment, in order
     * @return one sentence without a full stop; empty where nothing is wrong
     */
    public static Optional<String> misfit(Selection<FusionFactory<?>> fusion, List<String> available) {
        List<String> read = reads(fusion.factory(), fusion.options(), available);
        return needed(fusion, available)
                .map(needed -> needed + ", found " + read.size() + ": " + String.join(", ", read));
    }

    /** Says how many modalities a fusion needs, if it would not read as many. */
    static Optional<String> needed(Selection<FusionFactory<?>> fusion, List<String> available) {
        ModalityCount wanted = new FusionChoice(fusion.factory(), fusion.options()).modalities();
        int count = reads(fusion.factory(), fusion.options(), available).size();
        return wanted.contains(count)
                ? Optional.empty()
                : Optional.of(
                        "fusion " + fusion.name() + " needs " + wanted.words() + because(fusion.options(), count));
    }

    /** Names a fusion within, if it is the one that cannot work with so many. */
    private static String because(Record options, int count) {
        RecordSchema schema = RecordSchema.of(options.getClass());
        for (Option option : schema.options()) {
            if (schema.value(options, option) instanceof FusionChoice within
                    && !within.modalities().contains(count)) {
                return ", because " + within.name() + " in it does";
            }
        }
        return "";
    }

    private static <C extends Record> List<String> reads(
            FusionFactory<C> factory, Record options, List<String> available) {
        return factory.reads(factory.configType().cast(options), available);
    }
}
