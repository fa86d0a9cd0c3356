package dev.attune.bench.ratio;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.TrainingConfig.OptimizerConfig;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.train.OptimizerSteps;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was made faster stays faster than what it took the place of; times themselves say nothing on an unknown machine. */
final class RatioGateIT {
    private static final double PROBABILITY = 0.6;
    private static final int PARAMETERS = 128;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = ComputeEngine.newManager(Device.cpu());
        ComputeEngine.useThreads(1);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void dropoutMaskMadeInJavaBeatsTheSerialOneOfTheEngine() {
        NDArray x = manager.ones(new Shape(12, 300, 512)); // (B, L, D) of the joint representation
        double ratio = Ratio.of("dropout, mask made in Java / by the engine", () -> java(x), () -> engine(x), 3);
        assertThat(ratio).isLessThan(0.8);
    }

    private void java(NDArray x) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Pass pass = new Pass(new ParameterStore(manager, false), true, RandomSource.of(1));
            new Dropout(PROBABILITY).apply(pass, x).getFloat(0, 0, 0);
        }
    }

    private static void engine(NDArray x) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList dropped = ai.djl.nn.norm.Dropout.dropout(x, (float) PROBABILITY, true);
            dropped.head().getFloat(0, 0, 0);
        }
    }

    @Test
    void oneBufferBeatsOneUpdateForEachParameter() {
        OptimizerConfig config = new ConfigLoader(PluginHost.ofProcess())
                .experimentFromYaml("data: {type: synthetic}\nfusion: concat\n", Path.of("gate.yaml"))
                .training()
                .optimizer();
        assertThat(ratioOfBuffers(config, 64)).isLessThan(1);
        assertThat(ratioOfBuffers(config, 8_192)).isLessThan(1);
    }

    /** Compares one buffer with as many as there are parameters. */
    private double ratioOfBuffers(OptimizerConfig config, int size) {
        int[] sizes = new int[PARAMETERS];
        Arrays.fill(sizes, size);
        try (OptimizerSteps flat = new OptimizerSteps(config, manager, PARAMETERS * size);
                OptimizerSteps single = new OptimizerSteps(config, manager, sizes)) {
            String what = "optimiser step, one buffer / " + PARAMETERS + " of " + size + " values";
            return Ratio.of(what, flat::step, single::step, 5);
        }
    }
}
