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
import dev.attune.api.data.TargetInfo;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.RegressionHead;
import dev.attune.api.nn.Scalars;
import dev.attune.api.temporal.TemporalModel;
import dev.attune.fusion.rjcma.Rjcma;
import dev.attune.fusion.rjcma.RjcmaConfig;
import dev.attune.fusion.rjcma.Tcn;
import dev.attune.fusion.rjcma.TcnConfig;
import dev.attune.runner.config.TrainingConfig.OptimizerConfig;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.testkit.golden.GoldenCase;
import dev.attune.testkit.golden.GoldenCases;
import dev.attune.testkit.golden.GoldenTensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of training, from a whole model to its moved parameters, are those that PyTorch made of the published model. */
final class GoldenOptimizerTest {
    private static final String LABELS = "gold";

    static List<GoldenCase> cases() {
        List<GoldenCase> cases = GoldenCases.group("optimizer");
        assertThat(cases).as("optimizer cases in " + GoldenCases.folder()).isNotEmpty();
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void followsTheTrace(GoldenCase trace) {
        GoldenCase start = GoldenCases.named(trace.attribute("start").asText());
        double rate = trace.attribute("lr").asDouble();
        OptimizerConfig config = new OptimizerConfig(
                OptimizerConfig.Rule.ADAM, rate, trace.attribute("weight_decay").asDouble(), 0.9, 0.999, 1e-8, 0);
        AffectModel model = model(start);
        try (NDManager manager = ComputeEngine.newManager(Device.cpu())) {
            model.initialize(manager, DataType.FLOAT32);
            try (FlatParameters parameters = new FlatParameters(model, manager);
                    Optimizer optimizer = Optimizer.create(config, parameters.values())) {
                parameters.restore(values(start));
                float[] losses = new float[trace.attribute("steps").asInt()];
                for (int step = 0; step < losses.length; step++) {
                    losses[step] = step(model, parameters, optimizer, start, rate, manager);
                }
                compare("loss", losses, trace.tensor("out", "loss_per_step"));
                Map<String, Tensor> after = parameters.snapshot();
                assertThat(trace.names("param_after")).isNotEmpty();
                for (String name : trace.names("param_after")) {
                    Tensor found = Lookup.required(after, ourName(name));
                    compare(name, found.values(), trace.tensor("param_after", name));
                }
            }
        }
    }

    /** Makes a step, and returns the loss before it. */
    private static float step(
            AffectModel model,
            FlatParameters parameters,
            Optimizer optimizer,
            GoldenCase start,
            double rate,
            NDManager manager) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray labels = array(manager, start.tensor("in", LABELS)); // (B, L, 1)
            Shape windows =
                    new Shape(labels.getShape().get(0), labels.getShape().get(1));
            NDArray frames = manager.ones(windows, DataType.BOOLEAN);
            List<NDArray> features = model.modalities().stream()
                    .map(name -> array(manager, start.tensor("in", name)))
                    .toList();
            ModalityBatch batch = new ModalityBatch(features, Collections.nCopies(features.size(), frames), frames);
            FlatParameters.TrainingPass training = parameters.beginTraining();
            float value;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                training.cut();
                Pass pass = new Pass(training.store(), true, RandomSource.of(1));
                NDArray loss = concordanceLoss(model.apply(pass, batch).predictions(), labels);
                value = loss.getFloat();
                collector.backward(loss);
            }
            optimizer.step(parameters.values(), training.gradient(), parameters.ranges(training.used()), rate);
            return value;
        }
    }

    /** The published loss: moments of each sequence, a covariance over L by variances over L - 1. */
    private static NDArray concordanceLoss(NDArray predicted, NDArray wanted) {
        int[] time = {1};
        double length = predicted.getShape().get(1);
        NDArray x = predicted.sub(predicted.mean(time, true)); // (B, L, 1)
        NDArray y = wanted.sub(wanted.mean(time, true)); // (B, L, 1)
        NDArray spread = Scalars.div(x.mul(x).sum(time).add(y.mul(y).sum(time)), length - 1); // (B, 1)
        NDArray shift = predicted.mean(time).sub(wanted.mean(time)); // (B, 1)
        NDArray concordance = Scalars.mul(x.mul(y).mean(time), 2).div(spread.add(shift.mul(shift)));
        return Scalars.from(1, concordance).mean();
    }

    /** Builds the model whose sizes the shapes of a case's parameters tell. */
    private static AffectModel model(GoldenCase start) {
        RandomSource random = RandomSource.of(1);
        Map<String, TemporalModel> temporals = new LinkedHashMap<>();
        Map<String, Integer> dimensions = new LinkedHashMap<>();
        for (String name : start.names("in")) {
            if (!name.equals(LABELS)) {
                Tcn tcn = tcn(start, name, random);
                temporals.put(name, tcn);
                dimensions.put(name, tcn.outputs());
            }
        }
        int depth = 0;
        while (start.names("param").contains("coattn.dcn_layers." + depth + ".linears.0.0.weight")) {
            depth++;
        }
        RjcmaConfig config = new RjcmaConfig(
                RjcmaConfig.Variant.REFERENCE_CODE,
                Optional.of(depth),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(0.0), // traces were made with dropout 0
                Optional.of(0.0),
                Optional.empty(),
                Optional.empty());
        int length = (int) start.tensor("in", LABELS).shape()[1];
        Rjcma fusion = new Rjcma(config, dimensions, length, random);
        int hidden = (int) start.tensor("param", "regressor1.weight").shape()[0];
        List<TargetInfo> targets = List.of(TargetInfo.continuous("valence"));
        return new AffectModel(temporals, fusion, new RegressionHead(fusion.outputs(), hidden, 0, targets, random));
    }

    private static Tcn tcn(GoldenCase start, String modality, RandomSource random) {
        List<Integer> channels = new ArrayList<>();
        int kernel = 1;
        while (start.names("param").contains(weight(modality, channels.size()))) {
            long[] shape =
                    start.tensor("param", weight(modality, channels.size())).shape(); // (out, in, kernel)
            kernel = (int) shape[2];
            channels.add((int) shape[0]);
        }
        int inputs = (int) start.tensor("in", modality).shape()[2];
        return new Tcn(new TcnConfig(channels, kernel, 0, true), inputs, random);
    }

    private static String weight(String modality, int level) {
        return "temporal." + modality + ".network." + level + ".conv1.weight_v";
    }

    private static Map<String, Tensor> values(GoldenCase start) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (String role : List.of("param", "buffer")) {
            for (String name : start.names(role)) {
                GoldenTensor tensor = start.tensor(role, name);
                values.put(ourName(name), new Tensor(tensor.shape(), tensor.values()));
            }
        }
        return values;
    }

    /** Returns our name of a parameter of the published model. */
    private static String ourName(String name) {
        if (name.startsWith("coattn.")) {
            return name.replaceFirst("coattn", "fusion");
        }
        if (name.startsWith("temporal.")) {
            return name;
        }
        if (name.startsWith("bn.")) {
            return name.replaceFirst("^bn\\.([^.]+)\\.", "temporal.$1.bn.");
        }
        return "head." + name; // regressor1, bn1, regressor2
    }

    private static NDArray array(NDManager manager, GoldenTensor tensor) {
        return manager.create(tensor.values(), new Shape(tensor.shape()));
    }

    /** Compares within the manifest's tolerance for small cases. */
    private static void compare(String what, float[] found, GoldenTensor expected) {
        assertThat(found).as(what).hasSameSizeAs(expected.values());
        for (int i = 0; i < found.length; i++) {
            assertThat((double) found[i])
                    .as("%s at %d", what, i)
                    .isCloseTo(expected.values()[i], within(1e-5 + 1e-4 * Math.abs(expected.values()[i])));
        }
    }
}
