package dev.attune.runner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.RegressionHead;
import dev.attune.api.temporal.TemporalModel;
import dev.attune.fusion.rjcma.Rjcma;
import dev.attune.fusion.rjcma.RjcmaConfig;
import dev.attune.fusion.rjcma.Tcn;
import dev.attune.fusion.rjcma.TcnConfig;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.Selection;
import dev.attune.runner.config.TrainingConfig.OptimizerConfig;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.testkit.golden.GoldenCase;
import dev.attune.testkit.golden.GoldenCases;
import dev.attune.testkit.golden.GoldenTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Repeats recorded trainings of the published head with {@code torch.optim.Adam}, step by step. */
final class GoldenAdamTest {
    @TestFactory
    List<DynamicTest> repeatsRecordedTrainings() {
        List<GoldenCase> traces = GoldenCases.group("optimizer");
        assertThat(traces).as("cases in group optimizer").isNotEmpty();
        return traces.stream()
                .map(trace -> DynamicTest.dynamicTest(trace.name(), () -> repeat(trace)))
                .toList();
    }

    private static void repeat(GoldenCase trace) {
        GoldenCase start = GoldenCases.named(trace.attribute("start").asText());
        try (NDManager manager = ComputeEngine.newManager(Device.cpu())) {
            AffectModel model = model(start);
            model.initialize(manager, DataType.FLOAT32);
            try (FlatParameters parameters = new FlatParameters(model, manager)) {
                parameters.restore(recorded(start, parameters.snapshot()));
                train(trace, start, model, parameters, manager);
                Map<String, Tensor> after = parameters.snapshot();
                List<String> names = trace.names("param_after");
                assertThat(names).isNotEmpty();
                for (String name : names) {
                    compare(
                            name,
                            Lookup.required(after, ownName(name)).values(),
                            trace.tensor("param_after", name).values());
                }
            }
        }
    }

    private static void train(
            GoldenCase trace, GoldenCase start, AffectModel model, FlatParameters parameters, NDManager manager) {
        SequenceLoss loss = publishedLoss();
        double rate = trace.attribute("lr").asDouble();
        OptimizerConfig config = new OptimizerConfig(
                OptimizerConfig.Rule.ADAM, rate, trace.attribute("weight_decay").asDouble(), 0.9, 0.999, 1e-8, 0);
        float[] losses = new float[trace.attribute("steps").asInt()];
        try (Optimizer optimizer = Optimizer.create(config, parameters.values())) {
            for (int step = 0; step < losses.length; step++) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    FlatParameters.TrainingPass pass = parameters.beginTraining();
                    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                        pass.cut();
                        NDArray gold = array(manager, start.tensor("in", "gold"));
                        NDArray value = loss.evaluate(
                                model.apply(new Pass(pass.store(), true, RandomSource.of(0)), batch(start, manager))
                                        .predictions(),
                                gold,
                                manager.ones(gold.getShape(), DataType.BOOLEAN));
                        losses[step] = value.getFloat();
                        collector.backward(value);
                    }
                    optimizer.step(parameters.values(), pass.gradient(), parameters.indicator(pass.used()), rate);
                }
            }
        }
        compare("loss per step", losses, trace.tensor("out", "loss_per_step").values());
    }

    private static SequenceLoss publishedLoss() {
        PluginHost plugins = PluginHost.fromClassPath();
        Selection<LossFactory<?>> selection = new ConfigLoader(plugins)
                .experimentFromYaml("data: {type: synthetic}\nloss: ccc-reference\n", Path.of("reference.yaml"))
                .loss();
        @SuppressWarnings("unchecked")
        LossFactory<Record> factory = (LossFactory<Record>) selection.factory();
        return factory.create(selection.options());
    }

    private static List<String> modalities(GoldenCase start) {
        return start.names("in").stream().filter(name -> !name.equals("gold")).toList();
    }

    private static AffectModel model(GoldenCase start) {
        Map<String, TemporalModel> temporals = new LinkedHashMap<>();
        Map<String, Integer> widths = new LinkedHashMap<>();
        int total = 0;
        for (String modality : modalities(start)) {
            int index = temporals.size();
            List<Integer> channels = new ArrayList<>();
            start.attribute("tcn_channels").get(index).forEach((JsonNode width) -> channels.add(width.asInt()));
            TcnConfig config = new TcnConfig(channels, start.attribute("kernel").asInt(), 0, true);
            temporals.put(
                    modality,
                    new Tcn(config, start.attribute("embedding").get(index).asInt(), RandomSource.of(index)));
            widths.put(modality, start.attribute("fusion_dims").get(index).asInt());
            total += start.attribute("fusion_dims").get(index).asInt();
        }
        RjcmaConfig config = new RjcmaConfig(
                RjcmaConfig.Variant.REFERENCE_CODE,
                Optional.of(start.attribute("depth").asInt()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(0.0),
                Optional.of(0.0),
                Optional.empty(),
                Optional.empty());
        int length = start.attribute("L").asInt();
        return new AffectModel(
                temporals,
                new Rjcma(config, widths, length, RandomSource.of(7)),
                new RegressionHead(
                        total,
                        start.attribute("hidden").asInt(),
                        0,
                        List.of(TargetInfo.continuous("gold")),
                        RandomSource.of(8)));
    }

    /** Takes what the case records and leaves, of what it does not record (a frozen map), our own values. */
    private static Map<String, Tensor> recorded(GoldenCase start, Map<String, Tensor> own) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(own);
        for (String role : List.of("param", "buffer")) {
            for (String name : start.names(role)) {
                GoldenTensor tensor = start.tensor(role, name);
                assertThat(own).as("parameters of our model").containsKey(ownName(name));
                tensors.put(ownName(name), new Tensor(tensor.shape(), tensor.values()));
            }
        }
        return tensors;
    }

    private static String ownName(String published) {
        if (published.startsWith("coattn.")) {
            return published.replaceFirst("^coattn\\.", "fusion.");
        }
        if (published.startsWith("bn.")) {
            return published.replaceFirst("^bn\\.([^.]+)\\.", "temporal.$1.bn.");
        }
        return published.startsWith("temporal.") ? published : "head." + published;
    }

    private static ModalityBatch batch(GoldenCase start, NDManager manager) {
        List<NDArray> sequences = new ArrayList<>();
        List<NDArray> masks = new ArrayList<>();
        Shape rows =
                new Shape(start.attribute("B").asInt(), start.attribute("L").asInt());
        for (String modality : modalities(start)) {
            sequences.add(array(manager, start.tensor("in", modality)));
            masks.add(manager.ones(rows, DataType.BOOLEAN));
        }
        return new ModalityBatch(sequences, masks, manager.ones(rows, DataType.BOOLEAN));
    }

    private static NDArray array(NDManager manager, GoldenTensor tensor) {
        return manager.create(tensor.values(), new Shape(tensor.shape()));
    }

    private static void compare(String name, float[] found, float[] expected) {
        assertThat(found).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i])
                    .as("%s, element %d", name, i)
                    .isCloseTo(expected[i], within(1e-4 + 1e-3 * Math.abs(expected[i])));
        }
    }
}
