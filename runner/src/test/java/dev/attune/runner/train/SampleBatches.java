package dev.attune.runner.train;

import dev.attune.api.data.Clip;
import dev.attune.runner.config.DataConfig.Standardize;
import dev.attune.runner.data.Collator;
import dev.attune.runner.data.CorpusSummary;
import dev.attune.runner.data.FeatureScaler;
import dev.attune.runner.data.HostBatch;
import dev.attune.runner.data.Window;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Two small batches with everything that masks are for: short clips, frames not seen, a modality not seen, frames without labels. */
final class SampleBatches {
    /** Frames of a window. */
    static final int LENGTH = 12;

    private static final List<Integer> FULL = List.of(LENGTH, 9, LENGTH);
    private static final List<Integer> LAST = List.of(LENGTH, 5);

    private SampleBatches() {}

    /**
     * Makes a batch of three windows and a last one of two.
     *
     * @param modalities with their features per frame
     * @param targets labels per frame
     */
    static List<HostBatch> of(Map<String, Integer> modalities, int targets) {
        Map<String, FeatureScaler> scalers = new LinkedHashMap<>();
        modalities.forEach((modality, width) ->
                scalers.put(modality, FeatureScaler.of(Standardize.NONE, new CorpusSummary.Moments(width))));
        Collator collator = new Collator(modalities, scalers, targets, LENGTH);
        return List.of(
                collator.collate(windows(FULL, modalities, targets)),
                collator.collate(windows(LAST, modalities, targets)));
    }

    private static List<Window> windows(List<Integer> lengths, Map<String, Integer> modalities, int targets) {
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < lengths.size(); i++) {
            Clip clip = new NoiseClip(i, lengths.get(i), modalities, targets);
            windows.addAll(Window.cut(clip, LENGTH, LENGTH));
        }
        return windows;
    }

    private record NoiseClip(int number, int length, Map<String, Integer> modalities, int targets) implements Clip {
        @Override
        public String id() {
            return "noise-" + number;
        }

        @Override
        public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
            int width = modalities.getOrDefault(modality, 0);
            fill(modality, (to - from) * width, destination);
        }

        private void fill(String what, int count, FloatBuffer destination) {
            SplittableRandom random = new SplittableRandom((id() + what + length).hashCode());
            for (int i = 0; i < count; i++) {
                destination.put((float) random.nextDouble(-1, 1));
            }
        }

        @Override
        public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
            boolean isFirst = modality.equals(modalities.keySet().iterator().next());
            for (int frame = from; frame < to; frame++) {
                // The first modality is missing in the second clip, the others are missing now and then.
                destination[offset + frame - from] = isFirst ? number != 1 : frame % 5 != number;
            }
        }

        @Override
        public void readLabels(int from, int to, FloatBuffer destination) {
            int start = destination.position();
            fill("labels", (to - from) * targets, destination);
            destination.put(start, Float.NaN);
        }
    }
}
