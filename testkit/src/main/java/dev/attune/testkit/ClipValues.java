package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetInfo;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that is read of some frames of a clip. */
final class ClipValues {
    private final String clip;
    private final Map<String, float[]> features;
    private final Map<String, boolean[]> masks;
    private final float[] labels;
    private final double[] times;

    private ClipValues(
            String clip, Map<String, float[]> features, Map<String, boolean[]> masks, float[] labels, double[] times) {
        this.clip = clip;
        this.features = features;
        this.masks = masks;
        this.labels = labels;
        this.times = times;
    }

    /** Reads all frames. */
    static ClipValues of(Dataset dataset, Clip clip) {
        return of(dataset, clip, 0, clip.length());
    }

    /** Reads frames [from, to). */
    static ClipValues of(Dataset dataset, Clip clip, int from, int to) {
        Map<String, float[]> features = new LinkedHashMap<>();
        Map<String, boolean[]> masks = new LinkedHashMap<>();
        dataset.info().modalities().forEach((modality, columns) -> {
            features.put(modality, ClipReading.features(clip, modality, columns, from, to));
            masks.put(modality, ClipReading.mask(clip, modality, from, to));
        });
        float[] labels = ClipReading.labels(clip, dataset.info().targets().size(), from, to);
        return new ClipValues(clip.id(), features, masks, labels, ClipReading.times(clip, from, to));
    }

    /** Cuts frames [from, to) out of all frames. */
    ClipValues part(DatasetInfo info, int from, int to) {
        Map<String, float[]> someFeatures = new LinkedHashMap<>();
        features.forEach((modality, values) -> {
            int columns = info.modalities().getOrDefault(modality, 0);
            someFeatures.put(modality, Arrays.copyOfRange(values, from * columns, to * columns));
        });
        Map<String, boolean[]> someMasks = new LinkedHashMap<>();
        masks.forEach((modality, values) -> someMasks.put(modality, Arrays.copyOfRange(values, from, to)));
        int targets = info.targets().size();
        return new ClipValues(
                clip,
                someFeatures,
                someMasks,
                Arrays.copyOfRange(labels, from * targets, to * targets),
                Arrays.copyOfRange(times, from, to));
    }

    /**
     * Compares, bit by bit.
     *
     * @param expected the values as they were read before
     * @param what how these came about
     */
    void mustEqual(ClipValues expected, String what) {
        String promise = what + " (" + clip + ") must give the same ";
        expected.features.forEach((modality, values) -> Identity.check(
                promise + "features of " + modality + "; keep no place between calls",
                values,
                features.getOrDefault(modality, new float[0])));
        expected.masks.forEach((modality, values) -> assertThat(masks.get(modality))
                .as("%smask of %s; keep no place between calls", promise, modality)
                .containsExactly(values));
        Identity.check(promise + "labels; keep no place between calls", expected.labels, labels);
        assertThat(times).as("%stimes; keep no place between calls", promise).containsExactly(expected.times);
    }
}
