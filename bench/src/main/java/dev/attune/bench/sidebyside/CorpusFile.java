package dev.attune.bench.sidebyside;

import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.Split;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.train.Tensor;
import dev.attune.runner.trial.Components;
import dev.attune.runner.trial.SafeTensors;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A corpus as a safetensors file: {@code SPLIT.NUMBER.features.MODALITY}, {@code .mask.MODALITY} and {@code .labels} of each clip. */
final class CorpusFile {
    private CorpusFile() {}

    /**
     * Writes training and validation clips of an experiment, as they are before scaling.
     *
     * @param file where
     * @param config the experiment
     * @param spec what the reader must know besides, as JSON
     */
    static void write(Path file, ExperimentConfig config, String spec) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        DatasetContext context = new DatasetContext(config.data().modalities(), config.targets());
        try (Dataset dataset = Components.open(config.data().dataset(), context)) {
            int targets = dataset.info().targets().size();
            for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
                List<Clip> clips = dataset.clips(split);
                for (int number = 0; number < clips.size(); number++) {
                    add(
                            split.label() + '.' + number + '.',
                            clips.get(number),
                            dataset.info().modalities(),
                            targets,
                            tensors);
                }
            }
        }
        SafeTensors.write(file, Map.of("spec", spec), tensors);
    }

    private static void add(
            String prefix, Clip clip, Map<String, Integer> modalities, int targets, Map<String, Tensor> tensors) {
        int frames = clip.length();
        modalities.forEach((modality, width) -> {
            tensors.put(
                    prefix + "features." + modality,
                    read(frames, width, into -> clip.readFeatures(modality, 0, frames, into)));
            boolean[] mask = new boolean[frames];
            clip.readMask(modality, 0, frames, mask, 0);
            tensors.put(prefix + "mask." + modality, new Tensor(new long[] {frames}, ExchangeFile.ones(mask)));
        });
        tensors.put(prefix + "labels", read(frames, targets, into -> clip.readLabels(0, frames, into)));
    }

    private static Tensor read(int frames, int width, Consumer<FloatBuffer> reading) {
        float[] values = new float[frames * width];
        reading.accept(FloatBuffer.wrap(values));
        return new Tensor(new long[] {frames, width}, values);
    }
}
