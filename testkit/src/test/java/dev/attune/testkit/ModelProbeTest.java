package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.RandomSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelProbeTest {
    @Test
    void computesAndDifferentiates() {
        Linear model = new Linear(2, 1, true, RandomSource.of(1));
        try (ModelProbe probe = new ModelProbe(model)) {
            assertThat(probe.names()).containsExactly("weight", "bias");
            probe.set("weight", new float[] {3, -4});
            probe.set("bias", new float[] {0.5f});
            NDArray x = probe.input(new float[] {1, 2, 10, 20}, 2, 2);
            for (int repetition = 0; repetition < 2; repetition++) {
                List<float[]> results = probe.differentiate(() -> {
                    NDArray y = model.apply(probe.pass(true, 0), x);
                    return new NDList(y.sum(), y);
                });
                assertThat(results.get(0)).containsExactly(-54);
                assertThat(results.get(1)).containsExactly(-4.5f, -49.5f);
                assertThat(probe.gradient("weight")).containsExactly(11, 22);
                assertThat(probe.gradient("bias")).containsExactly(2);
            }
            assertThat(probe.gradient(x)).as("summed over two calls").containsExactly(6, -8, 6, -8);
        }
    }

    @Test
    void gradientsDoNotLieInMemoryOfJava() {
        float[] ones = new float[2000]; // large enough for others to find room where it was freed
        Arrays.fill(ones, 1);
        Linear model = new Linear(ones.length, 1, false, RandomSource.of(1));
        try (ModelProbe probe = new ModelProbe(model)) {
            NDArray x = probe.constant(ones, 1, ones.length);
            for (int repetition = 0; repetition < 5; repetition++) {
                probe.differentiate(() -> {
                    ContractChecks.collectGarbage(); // the gradient of the call before was just set to zero
                    return new NDList(model.apply(probe.pass(true, 0), x).sum());
                });
                assertThat(probe.gradient("weight")).containsExactly(ones);
            }
        }
    }

    @Test
    void namesWhatExistsWhenAParameterDoesNot() {
        try (ModelProbe probe = new ModelProbe(new Linear(2, 1, false, RandomSource.of(1)))) {
            assertThatThrownBy(() -> probe.values("wieght"))
                    .hasMessage("the model has no parameter wieght; it has [weight]");
            assertThatThrownBy(() -> probe.set("weight", new float[3]))
                    .hasMessage("parameter weight (1, 2) takes 2 values, found 3");
        }
    }
}
