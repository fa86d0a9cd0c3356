package dev.attune.bench.sidebyside;

import dev.attune.runner.config.DataConfig.Standardize;
import dev.attune.runner.data.Collator;
import dev.attune.runner.data.CorpusSummary;
import dev.attune.runner.data.FeatureScaler;
import dev.attune.runner.data.HostBatch;
import dev.attune.runner.data.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the batches of a case, the same ones in every process. */
final class Batches {
    /** Enough that no batch is still in a cache when its turn comes again. */
    private static final int COUNT = 4;

    /** Every so many windows one is shorter than the others and padded, so that masks matter. */
    private static final int SHORT = 4;

    private Batches() {}

    static List<HostBatch> of(Case measured, int length) {
        Map<String, FeatureScaler> scalers = new LinkedHashMap<>();
        measured.features()
                .forEach((modality, width) ->
                        scalers.put(modality, FeatureScaler.of(Standardize.NONE, new CorpusSummary.Moments(width))));
        Collator collator = new Collator(measured.features(), scalers, Case.TARGETS.size(), length);
        List<HostBatch> batches = new ArrayList<>();
        for (int batch = 0; batch < COUNT; batch++) {
            List<Window> windows = new ArrayList<>();
            for (int window = 0; window < measured.batch(); window++) {
                int frames = window % SHORT == SHORT - 1 ? length * 2 / 3 : length;
                long seed = (long) batch * measured.batch() + window;
                windows.add(
                        new Window(new NoiseClip(seed, frames, measured.features(), Case.TARGETS.size()), 0, frames));
            }
            batches.add(collator.collate(windows));
        }
        return batches;
    }
}
