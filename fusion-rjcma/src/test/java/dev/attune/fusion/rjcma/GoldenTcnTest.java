package dev.attune.fusion.rjcma;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.attune.api.nn.RandomSource;
import dev.attune.testkit.ModelProbe;
import dev.attune.testkit.golden.GoldenCase;
import dev.attune.testkit.golden.GoldenCases;
import dev.attune.testkit.golden.GoldenTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our temporal convolutional network gives the outputs, losses and gradients of the published one. */
class GoldenTcnTest {
    static List<GoldenCase> cases() {
        List<GoldenCase> cases = GoldenCases.group("tcn");
        assertThat(cases).as("tcn cases in " + GoldenCases.folder()).isNotEmpty();
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void agrees(GoldenCase golden) {
        GoldenTensor input = golden.tensor("in", "x"); // (B, D, L)
        long[] shape = input.shape();
        List<Integer> channels = new ArrayList<>();
        golden.attribute("channels").forEach(width -> channels.add(width.asInt()));
        TcnConfig config = new TcnConfig(channels, golden.attribute("kernel").asInt(), 0, false);
        Tcn model = new Tcn(config, (int) shape[1], RandomSource.of(1));
        GoldenParameters parameters = new GoldenParameters(golden, name -> name);
        try (ModelProbe probe = new ModelProbe(model)) {
            parameters.load(probe);
            parameters.checkUnused(probe);
            NDArray x = probe.input(input.values(), shape);
            boolean[] valid = new boolean[(int) (shape[0] * shape[2])];
            Arrays.fill(valid, true);
            NDArray frames = probe.mask(valid, shape[0], shape[2]);
            GoldenTensor weights = golden.tensor("cot", "y");
            NDArray cotangent = probe.constant(weights.values(), weights.shape());
            boolean training = golden.attribute("mode").asText().equals("train");
            List<float[]> results = probe.differentiate(() -> {
                NDArray y = model.apply(probe.pass(training, 1), x.transpose(0, 2, 1), frames); // (B, L, D)
                NDArray output = y.transpose(0, 2, 1); // (B, D, L)
                return new NDList(output.mul(cotangent).sum(), output);
            });
            new GoldenComparison(golden)
                    .check("loss", name -> results.get(0))
                    .check("out", name -> results.get(1))
                    .check("grad_in", name -> probe.gradient(x))
                    .check("grad_param", name -> parameters.gradient(probe, name))
                    .comparedAtLeast(3 + probe.learntNames().size());
        }
    }
}
