package dev.attune.bench.micro;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricState;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.trial.Components;
import java.nio.file.Path;
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

/** The concordance correlation of a million frames: as a loss on tensors, and as a metric in Java. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CccBenchmark {
    private static final int FRAMES = 1_000_000;
    private static final int LENGTH = 1_000;
    private static final String EXPERIMENT = """
            data: {type: synthetic}
            fusion: concat
            loss: ccc
            metrics: [ccc]
            """;

    private final float[] predicted = Noise.values(1, FRAMES);
    private final float[] labelled = Noise.values(2, FRAMES);
    private NDManager manager;
    private SequenceLoss loss;
    private Metric metric;
    private NDArray predictions;
    private NDArray labels;
    private NDArray mask;

    /** Makes loss, metric and tensors. */
    @Setup
    public void open() {
        ExperimentConfig config =
                new ConfigLoader(PluginHost.ofProcess()).experimentFromYaml(EXPERIMENT, Path.of("ccc.yaml"));
        loss = Components.loss(config.loss());
        metric = Components.metric(config.metrics().get(0));
        manager = ComputeEngine.newManager(Device.cpu());
        ComputeEngine.useThreads(1);
        Shape shape = new Shape(FRAMES / LENGTH, LENGTH, 1); // (B, L, 1)
        predictions = Noise.tensor(manager, 1, shape);
        labels = Noise.tensor(manager, 2, shape);
        mask = manager.ones(shape).toType(DataType.BOOLEAN, true);
    }

    /** Frees the tensors. */
    @TearDown
    public void close() {
        manager.close();
    }

    /** Evaluates the loss. */
    @Benchmark
    public float loss() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return loss.evaluate(predictions, labels, mask).getFloat();
        }
    }

    /** Evaluates the metric, frame by frame. */
    @Benchmark
    public double metric() {
        MetricState state = metric.newState();
        for (int i = 0; i < FRAMES; i++) {
            state.add(predicted[i], labelled[i]);
        }
        return state.value().orElseThrow();
    }
}
