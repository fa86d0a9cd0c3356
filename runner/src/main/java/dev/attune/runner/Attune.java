package dev.attune.runner;

import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.execute.InProcessExecutor;
import dev.attune.runner.execute.TrialExecutor;
import dev.attune.runner.extract.Extraction;
import dev.attune.runner.extract.ExtractionListener;
import dev.attune.runner.extract.ExtractionResult;
import dev.attune.runner.extract.ExtractionRun;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.predict.ClipPrediction;
import dev.attune.runner.predict.ClipPredictor;
import dev.attune.runner.predict.WorkFolder;
import dev.attune.runner.report.Report;
import dev.attune.runner.study.SingleTrial;
import dev.attune.runner.study.StudyListener;
import dev.attune.runner.study.StudyResult;
import dev.attune.runner.study.StudyRunner;
import dev.attune.runner.trial.BuiltModels;
import dev.attune.runner.trial.TrialFolder;
import dev.attune.runner.trial.TrialRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs experiments, studies and extractions from Java, with the plugins of the class path.
 *
 * <pre>{@code
 * StudyResult result = Attune.study(Path.of("ablation.yaml"), Path.of("runs/ablation"));
 * System.out.println(ResultsTable.text(result));
 * }</pre>
 *
 * <p>One training runs at a time in one JVM; see {@link TrialRunner}. {@link #train} and {@link #study} throw only if nothing succeeded; a study of which
 * some trials failed says which in its result.
 *
 * @since 0.1
 */
public final class Attune {
    private Attune() {}

    /**
     * Runs one experiment, as a study of one trial.
     *
     * @param experiment a YAML file
     * @param folder where results go; a finished trial found there is not repeated
     * @param overrides {@code key=value} pairs that replace settings of the file
     * @throws dev.attune.api.ConfigException if the file is wrong; the message lists all problems
     * @throws dev.attune.api.DataException if data are missing or broken
     */
    public static StudyResult train(Path experiment, Path folder, String... overrides) {
        PluginHost plugins = PluginHost.ofProcess();
        return run(
                plugins,
                StudyPlan.single(new ConfigLoader(plugins).loadExperiment(experiment, List.of(overrides))),
                folder);
    }

    /**
     * Runs a study.
     *
     * @param study a YAML file
     * @param folder where results go; finished trials found there are not repeated
     * @param overrides {@code key=value} pairs that replace settings of the file
     * @throws dev.attune.api.ConfigException if the file is wrong; the message lists all problems
     * @throws dev.attune.api.DataException if data are missing or broken
     */
    public static StudyResult study(Path study, Path folder, String... overrides) {
        PluginHost plugins = PluginHost.ofProcess();
        return run(
                plugins,
                new ConfigLoader(plugins).counting(new BuiltModels()).loadStudy(study, List.of(overrides)),
                folder);
    }

    /**
     * Turns recordings into a feature store.
     *
     * @param config a YAML file that says how
     * @param from the folder of the recordings
     * @param store the folder of the store; what is finished there and made of the same is kept
     * @param overrides {@code key=value} pairs that replace settings of the file
     * @return what became of each recording; failed ones, too, so look at {@link ExtractionResult#isAcceptable}
     * @throws dev.attune.api.ConfigException if the file is wrong; the message lists all problems
     * @throws dev.attune.api.DataException if there is no recording, or a model is missing
     */
    public static ExtractionResult extract(Path config, Path from, Path store, String... overrides) {
        ConfigLoader loader = new ConfigLoader(PluginHost.ofProcess());
        Extraction extraction = Extraction.of(loader.loadExtraction(config, List.of(overrides)));
        int jobs = Runtime.getRuntime().availableProcessors();
        return new ExtractionRun(extraction, jobs, ExtractionListener.SILENT).run(from, store);
    }

    /**
     * Predicts clips with the model of a finished trial; see {@link ClipPredictor} for what else can be asked of it.
     *
     * @param run the folder of a trial, or that of a study of one trial, as {@link #train} leaves it
     * @param source a feature store, or a recording, or a folder of recordings, whose features are then made as those of the trial were
     *     and not kept
     * @param dropped modalities of the model that are left out, as if they were never there
     * @return what is predicted for each clip; {@link ClipPredictor#predict} gives clip by clip, and so needs less memory
     * @throws dev.attune.api.ConfigException if a name is wrong, or an encoder that the trial needs is not there
     * @throws dev.attune.api.DataException if the trial is not finished, the clips do not fit it, or one of them is broken
     */
    public static List<ClipPrediction> predict(Path run, Path source, String... dropped) {
        ConfigLoader loader = new ConfigLoader(PluginHost.ofProcess());
        TrialFolder trial = SingleTrial.of(run, loader);
        List<ClipPrediction> predictions = new ArrayList<>();
        try (ClipPredictor predictor = ClipPredictor.open(trial, loader, List.of(dropped))) {
            if (ClipPredictor.isStore(source)) {
                predictor.predict(source, List.of(Split.values()), ClipPredictor.Listener.SILENT, predictions::add);
                return predictions;
            }
            try (WorkFolder work = WorkFolder.temporary()) {
                requireAll(predictor.extract(source, work.path(), 1, ExtractionListener.SILENT));
                predictor.predict(
                        work.path(), List.of(Split.values()), ClipPredictor.Listener.SILENT, predictions::add);
                return predictions;
            }
        }
    }

    private static void requireAll(ExtractionResult made) {
        made.failures().stream().findFirst().ifPresent(failed -> {
            throw new DataException(failed.clip().file() + " cannot be predicted: "
                    + failed.failure().orElse("its features could not be made"));
        });
    }

    private static StudyResult run(PluginHost plugins, StudyPlan plan, Path folder) {
        try (TrialExecutor executor = new InProcessExecutor(new TrialRunner(plugins.states()))) {
            StudyResult result = new StudyRunner(executor).run(plan, folder, StudyListener.SILENT);
            Report.write(result);
            return result;
        }
    }
}
