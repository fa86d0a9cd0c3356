package dev.attune.fusion.rjcma;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.RandomSource;
import dev.attune.fusion.rjcma.RjcmaConfig.Variant;
import dev.attune.testkit.ModelProbe;
import dev.attune.testkit.golden.GoldenCase;
import dev.attune.testkit.golden.GoldenCases;
import dev.attune.testkit.golden.GoldenTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our fusion gives the outputs, losses and gradients of the published code and of the paper's equations. */
class GoldenFusionTest {
    static List<GoldenCase> cases() {
        List<GoldenCase> cases = GoldenCases.group("fusion");
        assertThat(cases).as("fusion cases in " + GoldenCases.folder()).isNotEmpty();
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void agrees(GoldenCase golden) {
        Map<String, Integer> modalities = new LinkedHashMap<>();
        golden.names("in")
                .forEach(name ->
                        modalities.put(name, (int) golden.tensor("in", name).shape()[2]));
        long[] shape = golden.tensor("in", golden.names("in").get(0)).shape(); // (B, L, d_1)
        Rjcma model = new Rjcma(config(golden), modalities, (int) shape[1], RandomSource.of(1));
        GoldenParameters parameters = new GoldenParameters(golden, GoldenParameters::ofFusion);
        try (ModelProbe probe = new ModelProbe(model)) {
            parameters.load(probe);
            parameters.checkUnused(probe);
            ModalityBatch batch = batch(probe, golden, (int) shape[0], (int) shape[1]);
            List<String> names = List.copyOf(modalities.keySet());
            List<float[]> values = probe.differentiate(() -> {
                FusionOutput output = model.fuse(probe.pass(isTraining(golden), 1), batch);
                NDList results = new NDList();
                NDArray loss = probe.manager().zeros(new Shape());
                for (String name : names) {
                    NDArray features = requireNonNull(output.features().get(name)); // (B, L, d_m)
                    loss = loss.add(features.mul(cotangent(probe, golden, name, features))
                            .sum());
                    results.add(features);
                }
                results.add(0, loss);
                return results;
            });
            new GoldenComparison(golden)
                    .check("loss", name -> values.get(0))
                    .check("out", name -> values.get(1 + names.indexOf(name)))
                    .check("grad_in", name -> probe.gradient(batch.sequence(names.indexOf(name))))
                    .check("grad_param", name -> parameters.gradient(probe, name))
                    .comparedAtLeast(1 + 2 * names.size() + probe.learntNames().size());
        }
    }

    /** Chooses by the parameters that a case has: the paper's equations, or the code with or without the projected joint. */
    private static RjcmaConfig config(GoldenCase golden) {
        String first = golden.names("param").get(0);
        if (!first.matches("(m\\.dcn_layers|dcn_layers|steps)\\..*")) {
            throw new AssertionError("case " + golden + " has parameters of an unknown kind, such as " + first);
        }
        boolean paper = first.startsWith("steps.");
        return new RjcmaConfig(
                paper ? Variant.PAPER : Variant.REFERENCE_CODE,
                Optional.of(GoldenParameters.depth(golden)),
                first.startsWith("m.") ? Optional.of(true) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(0.0), // fixtures were made with dropout inactive
                Optional.of(0.0),
                Optional.empty(),
                Optional.empty());
    }

    private static boolean isTraining(GoldenCase golden) {
        return golden.attribute("mode").asText().equals("train");
    }

    private static ModalityBatch batch(ModelProbe probe, GoldenCase golden, int windows, int length) {
        List<NDArray> sequences = new ArrayList<>();
        for (String name : golden.names("in")) {
            GoldenTensor tensor = golden.tensor("in", name);
            sequences.add(probe.input(tensor.values(), tensor.shape()));
        }
        boolean[] valid = new boolean[windows * length];
        Arrays.fill(valid, true);
        NDArray frames = probe.mask(valid, windows, length);
        return new ModalityBatch(sequences, Collections.nCopies(sequences.size(), frames), frames);
    }

    private static NDArray cotangent(ModelProbe probe, GoldenCase golden, String name, NDArray like) {
        float[] values = golden.names("cot").contains(name)
                ? golden.tensor("cot", name).values()
                : golden.formula("cot." + golden.names("in").indexOf(name), 1, (int) like.size());
        return probe.constant(values, like.getShape().getShape());
    }
}
