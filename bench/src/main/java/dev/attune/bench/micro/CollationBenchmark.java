package dev.attune.bench.micro;

import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.Split;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.DataConfig;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.data.Collator;
import dev.attune.runner.data.CorpusSummary;
import dev.attune.runner.data.FeatureScaler;
import dev.attune.runner.data.HostBatch;
import dev.attune.runner.data.Window;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.trial.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Windows of a packed corpus, which is mapped into memory, gathered into batches. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CollationBenchmark {
    private static final int BATCH = 12;
    private static final int LENGTH = 300;
    private static final int STRIDE = 200;

    private Path file;
    private Dataset dataset;
    private Collator collator;
    private List<Window> windows;
    private int next;

    /** Writes the corpus and opens it. */
    @Setup
    public void open() throws IOException {
        file = Files.createTempFile("attune-bench", ".npz");
        PackedFile.write(file);
        ExperimentConfig config = new ConfigLoader(PluginHost.ofProcess())
                .experimentFromYaml("""
                        data: {type: packed, train: "%s", validation: {from: train, folds: 4, fold: 0, by: clip}}
                        fusion: concat
                        """.formatted(file), file.resolveSibling("collation.yaml"));
        dataset = Components.open(config.data().dataset(), new DatasetContext(List.of(), List.of()));
        Map<String, Integer> modalities = dataset.info().modalities();
        Map<String, FeatureScaler> scalers = new LinkedHashMap<>();
        modalities.forEach((modality, width) ->
                scalers.put(modality, FeatureScaler.of(DataConfig.Standardize.NONE, new CorpusSummary.Moments(width))));
        collator = new Collator(modalities, scalers, dataset.info().targets().size(), LENGTH);
        windows = windows();
    }

    /** Forgets the corpus. */
    @TearDown
    public void close() throws IOException {
        dataset.close();
        Files.delete(file);
    }

    /** Cuts all clips into windows. */
    @Benchmark
    public List<Window> windows() {
        return dataset.clips(Split.TRAIN).stream()
                .flatMap(clip -> Window.cut(clip, LENGTH, STRIDE).stream())
                .toList();
    }

    /** Reads one batch of windows. */
    @Benchmark
    public HostBatch collate() {
        next = next + BATCH > windows.size() ? 0 : next;
        HostBatch batch = collator.collate(windows.subList(next, next + BATCH));
        next += BATCH;
        return batch;
    }
}
