package dev.attune.runner.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.RegressionHead;
import dev.attune.api.temporal.TemporalModel;
import dev.attune.fusion.rjcma.Tcn;
import dev.attune.fusion.rjcma.TcnConfig;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.TrainingConfig;
import dev.attune.runner.data.HostBatch;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.plugin.PluginHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Trains networks that do what cannot be recorded: they run as they are written, and that is said once. */
final class UnrecordedNetworkTest {
    private static final Map<String, Integer> MODALITIES = Map.of("audio", 6);
    private static final List<TargetInfo> TARGETS = List.of(TargetInfo.continuous("valence"));
    private static final int WIDTH = 6;
    private static final int STEPS = 8;

    /** A fusion that does one thing to the one sequence that it gets. */
    private static final class Peculiar extends FusionModel {
        private final BiFunction<Pass, NDArray, NDArray> peculiarity;

        Peculiar(BiFunction<Pass, NDArray, NDArray> peculiarity) {
            super(new FusionContext(
                    Map.of("audio", WIDTH),
                    SampleBatches.LENGTH,
                    TARGETS,
                    List.of(0.0),
                    (inputs, random) -> new RegressionHead(inputs, 8, 0, TARGETS, random),
                    RandomSource.of(1),
                    DataType.FLOAT32));
            this.peculiarity = peculiarity;
        }

        @Override
        public int outputs() {
            return WIDTH;
        }

        @Override
        protected FusionOutput combine(Pass pass, ModalityBatch batch) {
            return FusionOutput.fused(peculiarity.apply(pass, batch.sequence(0)));
        }
    }

    @Test
    void anUnknownOperationIsNamedOnce() {
        List<String> warnings = train((pass, sequence) -> {
            NDArray largest = sequence.topK(1, -1).get(0); // (B, L, 1)
            return sequence.sub(largest);
        });
        assertThat(warnings).hasSize(1).first().asString().contains("it uses NDArray.topK, which cannot be recorded");
    }

    @Test
    void noiseThatThePassDoesNotDrawIsNamed() {
        List<String> warnings = train((pass, sequence) -> {
            double some = pass.noise().next().nextDouble(); // a constant of a graph, drawn once and for all
            return some > 0.5 ? sequence : sequence.tanh();
        });
        assertThat(warnings).hasSize(1).first().asString().contains("it uses Pass.noise, where Pass.draw is wanted");
    }

    @Test
    void whatIsKnownRunsAsAGraph() {
        assertThat(train((pass, sequence) -> sequence.tanh())).isEmpty();
    }

    /** Trains a network, which must learn, and returns the warnings. */
    private static List<String> train(BiFunction<Pass, NDArray, NDArray> peculiarity) {
        Logger logger = (Logger) LoggerFactory.getLogger(Graphs.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try (NDManager manager = ComputeEngine.newManager(Device.cpu())) {
            TemporalModel temporal = new Tcn(new TcnConfig(List.of(WIDTH), 3, 0.1, true), WIDTH, RandomSource.of(2));
            AffectModel model = new AffectModel(
                    Map.of("audio", temporal),
                    new Peculiar(peculiarity),
                    new RegressionHead(WIDTH, 8, 0.1, TARGETS, RandomSource.of(3)));
            model.initialize(manager, DataType.FLOAT32);
            try (FlatParameters parameters = new FlatParameters(model, manager)) {
                List<Double> losses = losses(model, parameters, manager, appender);
                assertThat(losses.get(STEPS - 1)).isLessThan(losses.get(0));
            }
        } finally {
            logger.detachAppender(appender);
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static List<Double> losses(
            AffectModel model, FlatParameters parameters, NDManager manager, ListAppender<ILoggingEvent> appender) {
        TrainingConfig config = new ConfigLoader(PluginHost.ofProcess())
                .experimentFromYaml("data: synthetic\n", Path.of("any.yaml"))
                .training();
        RandomSource noise = RandomSource.of(4);
        List<HostBatch> batches = SampleBatches.of(MODALITIES, TARGETS.size());
        List<Double> losses = new ArrayList<>();
        try (Learner learner = new Learner(
                model,
                parameters,
                (predictions, labels, mask) -> predictions.sub(labels).square().mean(),
                TARGETS.size(),
                config,
                manager,
                noise)) {
            for (int step = 0; step < STEPS; step++) {
                noise.startStep(step);
                losses.add(learner.step(batches.get(0), 3e-2).loss());
                learner.step(batches.get(1), 3e-2);
            }
            assertThat(learner.runsAsGraph()).isEqualTo(appender.list.isEmpty());
        }
        return losses;
    }
}
