package dev.attune.bench.sidebyside;

import dev.attune.runner.data.HostBatch;
import dev.attune.runner.train.FlatParameters;
import dev.attune.runner.train.Tensor;
import dev.attune.runner.trial.SafeTensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What both sides start from, as a safetensors file: {@code model.NAME}, and {@code batch.NUMBER.PART} of each batch. */
final class ExchangeFile {
    private ExchangeFile() {}

    static void write(Path file, Case measured, FlatParameters parameters, List<HostBatch> batches) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        parameters.snapshot().forEach((name, tensor) -> tensors.put("model." + name, tensor));
        for (int number = 0; number < batches.size(); number++) {
            addBatch("batch." + number + '.', measured, batches.get(number), tensors);
        }
        SafeTensors.write(file, Map.of("batches", Integer.toString(batches.size())), tensors);
    }

    private static void addBatch(String prefix, Case measured, HostBatch batch, Map<String, Tensor> tensors) {
        long windows = batch.windows().size();
        long frames = batch.length();
        long targets = Case.TARGETS.size();
        measured.features()
                .forEach((modality, width) -> tensors.put(
                        prefix + "features." + modality,
                        new Tensor(new long[] {windows, frames, width}, batch.features(modality))));
        tensors.put(prefix + "frames", new Tensor(new long[] {windows, frames}, ones(batch.frames())));
        tensors.put(prefix + "labels", new Tensor(new long[] {windows, frames, targets}, batch.labels()));
        tensors.put(prefix + "label_mask", new Tensor(new long[] {windows, frames, targets}, ones(batch.labelMask())));
    }

    static float[] ones(boolean[] mask) {
        float[] values = new float[mask.length];
        for (int i = 0; i < mask.length; i++) {
            values[i] = mask[i] ? 1 : 0;
        }
        return values;
    }
}
