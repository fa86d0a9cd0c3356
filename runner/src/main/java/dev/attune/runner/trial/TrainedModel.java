package dev.attune.runner.trial;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.TrainingConfig;
import dev.attune.runner.data.Collator;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.train.AffectModel;
import dev.attune.runner.train.FlatParameters;
import dev.attune.runner.train.Predictor;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model of a finished trial, with the parameters of its best epoch, for other data; the corpus is not needed.
 *
 * <p>Predicts what the trial predicted, bit by bit, for the same clips in the same order on the same kind of machine. Used by one
 * thread; the number of threads that the engine uses is set for the whole process.
 */
public final class TrainedModel implements AutoCloseable {
    private final TrialFolder folder;
    private final ExperimentConfig config;
    private final StoredModel stored;
    private final int threads;
    private final TrialResources resources = new TrialResources();
    private @Nullable Predictor predictor;

    /**
     * Reads what the model was built for; the engine is started when it first predicts.
     *
     * @param folder where the trial is
     * @param config what was run
     * @throws DataException if it is not finished, or its files are missing or damaged
     */
    public TrainedModel(TrialFolder folder, ExperimentConfig config) {
        this.folder = folder;
        this.config = config;
        threads = folder.result()
                .orElseThrow(() -> new DataException(folder.path()
                        + " is not a finished run: it has no result.json; finish it, then predict with it."))
                .threads();
        stored = folder.readModel();
    }

    /** Returns the modalities that the model reads, with their features per frame, in order. */
    public Map<String, Integer> modalities() {
        return Collections.unmodifiableMap(stored.architecture().modalities());
    }

    /** Returns what it predicts, in the order of columns. */
    public List<TargetInfo> targets() {
        return List.copyOf(stored.architecture().targets());
    }

    /**
     * Predicts clips one after the other; memory does not grow with their number.
     *
     * @param clips have all modalities of the model, and as many labels a frame as it has targets, which are not used
     * @param sink takes each clip's predictions, in order
     * @param progress is told after each batch of windows
     */
    public void predict(List<Clip> clips, Predictor.Sink sink, Predictor.Progress progress) {
        ComputeEngine.useThreads(threads);
        if (predictor == null) {
            predictor = build();
        }
        predictor.predict(clips, sink, progress);
    }

    private Predictor build() {
        // A run of a machine with a GPU is used on one without, too.
        TrainingConfig.Device device = config.training().device() == TrainingConfig.Device.CPU
                ? TrainingConfig.Device.CPU
                : TrainingConfig.Device.AUTO;
        NDManager manager = resources.add(ComputeEngine.newManager(ComputeEngine.device(device)));
        AffectModel network = new Network(config, stored.architecture()).build(stored.labelMeans(), resources);
        network.initialize(manager, DataType.FLOAT32);
        FlatParameters parameters = resources.add(new FlatParameters(network, manager));
        folder.readBest(parameters);
        int targets = stored.architecture().targets().size();
        int length = config.data().window().length();
        return resources.add(new Predictor(
                network,
                parameters,
                new Collator(
                        stored.architecture().modalities(), stored.scaling().byModality(), targets, length),
                manager,
                targets,
                length,
                config.data().window().stride(),
                config.training().batch(),
                config.training().compile() == TrainingConfig.Compile.AUTO));
    }

    @Override
    public void close() {
        resources.close();
    }
}
