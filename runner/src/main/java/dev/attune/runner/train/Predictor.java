package dev.attune.runner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.attune.api.data.Clip;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.runner.data.BatchReader;
import dev.attune.runner.data.Collator;
import dev.attune.runner.data.HostBatch;
import dev.attune.runner.data.OverlapAverage;
import dev.attune.runner.data.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Predicts whole clips: windows of all clips in batches, overlaps averaged. */
public final class Predictor implements AutoCloseable {
    private final AffectModel model;
    private final FlatParameters parameters;
    private final Collator collator;
    private final int targets;
    private final int length;
    private final int stride;
    private final int batch;
    private final Graphs graphs;
    private final BatchTensors tensors;

    /**
     * Makes a predictor.
     *
     * @param model the network
     * @param parameters its parameters
     * @param collator makes batches
     * @param manager lends native memory
     * @param targets predictions per frame
     * @param length frames per window
     * @param stride frames from window to window
     * @param batch windows per pass
     * @param compile whether the network is to run as a graph if it can
     */
    public Predictor(
            AffectModel model,
            FlatParameters parameters,
            Collator collator,
            NDManager manager,
            int targets,
            int length,
            int stride,
            int batch,
            boolean compile) {
        this.model = model;
        this.parameters = parameters;
        this.collator = collator;
        this.targets = targets;
        this.length = length;
        this.stride = stride;
        this.batch = batch;
        tensors = new BatchTensors(manager, model.modalities(), targets);
        graphs = new Graphs(parameters, false, manager, compile);
    }

    /** Takes the predictions of a clip. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes the predictions of a clip.
         *
         * @param clip the clip
         * @param predictions row by row, one column a target
         */
        void accept(Clip clip, float[] predictions);
    }

    /**
     * Predicts clips one after the other; memory does not grow with their number.
     *
     * @param clips the clips
     * @param sink takes each clip's predictions, in order
     */
    public void predict(List<Clip> clips, Sink sink) {
        predict(clips, sink, (done, of) -> {});
    }

    /** Is told how far a prediction is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Takes note of a batch.
         *
         * @param done windows that were predicted
         * @param of windows of all clips
         */
        void onWindows(int done, int of);
    }

    /**
     * Predicts clips one after the other; memory does not grow with their number.
     *
     * @param clips the clips
     * @param sink takes each clip's predictions, in order
     * @param progress is told after each batch
     */
    public void predict(List<Clip> clips, Sink sink, Progress progress) {
        List<Window> windows = new ArrayList<>();
        clips.forEach(clip -> windows.addAll(Window.cut(clip, length, stride)));
        List<Callable<HostBatch>> batches = new ArrayList<>();
        for (int from = 0; from < windows.size(); from += batch) {
            List<Window> part = windows.subList(from, Math.min(windows.size(), from + batch));
            batches.add(() -> collator.collate(part));
        }
        int done = 0;
        Clip current = null;
        OverlapAverage average = null;
        try (BatchReader reader = new BatchReader(batches)) {
            while (reader.hasNext()) {
                HostBatch host = reader.next();
                float[] values = forward(host); // (B, L, T)
                for (int w = 0; w < host.windows().size(); w++) {
                    Window window = host.windows().get(w);
                    if (current == null || average == null || window.clip() != current) {
                        if (current != null && average != null) {
                            sink.accept(current, average.values());
                        }
                        current = window.clip();
                        average = new OverlapAverage(current.length(), targets);
                    }
                    average.add(window.start(), window.frames(), values, w * length * targets);
                }
                done += host.windows().size();
                progress.onWindows(done, windows.size());
            }
        }
        if (current != null && average != null) {
            sink.accept(current, average.values());
        }
    }

    private float[] forward(HostBatch host) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            List<NDArray> arrays = tensors.features(host);
            RandomSource none = RandomSource.of(0); // the same for each batch, should a pass that does not train draw
            Optional<Recorded> graph = graphs.of(arrays, none, this::predictions);
            List<NDArray> predictions = graph.isPresent()
                    ? graph.get().run(parameters.values(), arrays, none, false)
                    : predictions(new Pass(parameters.forEvaluation(), false, none), arrays);
            return predictions.get(0).toFloatArray();
        }
    }

    private List<NDArray> predictions(Pass pass, List<NDArray> arrays) {
        return List.of(
                model.apply(pass, ModalityBatch.fromList(new NDList(arrays))).predictions());
    }

    @Override
    public void close() {
        graphs.close();
        tensors.close();
    }
}
