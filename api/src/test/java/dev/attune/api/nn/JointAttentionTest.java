package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.attune.api.nn.JointAttentionStep.Form;
import dev.attune.api.nn.JointAttentionStep.Joint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parameters, shapes and padding; the equations are tested with the fusions that are made of them. */
final class JointAttentionTest {
    private static final List<Integer> DIMENSIONS = List.of(3, 2);
    private static final int LENGTH = 4;

    @Test
    void hasTheNamesAndShapesOfTheAuthorsCode() {
        JointAttentionStep step = step(new Form(Joint.PROJECTED, true, true, true, 0, 0, false));

        assertThat(step.getParameters().keys())
                .containsExactly(
                        "dense_coattn.query_linear.weight",
                        "dense_coattn.query_linear.bias",
                        "dense_coattn.key1_linear.weight",
                        "dense_coattn.key1_linear.bias",
                        "dense_coattn.key2_linear.weight",
                        "dense_coattn.key2_linear.bias",
                        "dense_coattn.value1_linear.weight",
                        "dense_coattn.value1_linear.bias",
                        "dense_coattn.value2_linear.weight",
                        "dense_coattn.value2_linear.bias",
                        "linears.0.0.weight",
                        "linears.0.0.bias",
                        "linears.1.0.weight",
                        "linears.1.0.bias");
        assertThat(shape(step, "dense_coattn.key2_linear.weight")).isEqualTo(new Shape(LENGTH, LENGTH));
        assertThat(shape(step, "linears.1.0.weight")).isEqualTo(new Shape(2, 5));
    }

    @Test
    void withoutTheOwnModalityTheOutputMapIsAsWideAsTheOthers() {
        JointAttentionStep step = step(Form.equations(Joint.OTHERS, 0));

        assertThat(step.getParameters().keys()).hasSize(6).noneMatch(name -> name.contains("query"));
        assertThat(shape(step, "linears.0.0.weight")).isEqualTo(new Shape(3, 2));
        assertThat(shape(step, "linears.1.0.weight")).isEqualTo(new Shape(2, 3));
        assertThatThrownBy(() ->
                        new JointAttentionStep(Form.equations(Joint.OTHERS, 0), List.of(3), LENGTH, RandomSource.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a joint representation of the other modalities needs at least 2 modalities, found 1");
    }

    @Test
    void anIgnoredProjectionIsThereAndNotLearnt() {
        JointAttentionStep step = step(Form.equations(Joint.IGNORED_PROJECTION, 0));

        assertThat(step.getParameters().get("dense_coattn.query_linear.weight").requiresGradient())
                .isFalse();
        assertThat(step.getParameters().get("dense_coattn.key1_linear.weight").requiresGradient())
                .isTrue();
    }

    @Test
    void theJournalsCodeStartsFromXavierWeightsAndZeroBiases() {
        try (NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu())) {
            JointAttentionStep step = step(Form.journal(0.6));
            step.initialize(manager, DataType.FLOAT32);

            float[] weights =
                    step.getParameters().get("linears.1.0.weight").getArray().toFloatArray(); // 5 to 2
            float bound = (float) Math.sqrt(6.0 / 7);
            assertThat(weights).hasSize(10);
            float greatest = 0;
            for (float weight : weights) {
                greatest = Math.max(greatest, Math.abs(weight));
            }
            assertThat(greatest)
                    .as("beyond PyTorch's default bound, within Glorot's")
                    .isBetween((float) (1 / Math.sqrt(5)), bound);
            assertThat(step.getParameters().get("linears.1.0.bias").getArray().toFloatArray())
                    .containsOnly(0f);
        }
    }

    @ParameterizedTest
    @EnumSource(Joint.class)
    void everyLevelIsZeroAtFramesThatDoNotExist(Joint joint) {
        try (NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu())) {
            Form form = new Form(joint, true, true, true, 0.5, 0.5, false);
            JointAttention attention = new JointAttention(form, 2, DIMENSIONS, LENGTH, RandomSource.of(1));
            attention.initialize(manager, DataType.FLOAT32);
            List<NDArray> sequences = DIMENSIONS.stream()
                    .map(dimension -> manager.full(new Shape(1, LENGTH, dimension), 7f))
                    .toList();
            NDArray frames = manager.create(new boolean[] {true, true, true, false}, new Shape(1, LENGTH));
            Pass pass = new Pass(new ParameterStore(manager, false), true, RandomSource.of(1));

            JointAttention.Levels levels = attention.apply(pass, sequences, frames);

            for (int m = 0; m < DIMENSIONS.size(); m++) {
                assertThat(levels.of(m)).hasSize(3).allSatisfy(level -> {
                    assertThat(level.get(":, 3").toFloatArray()).containsOnly(0f);
                    assertThat(level.get(":, 0:3").abs().max().getFloat()).isPositive();
                });
                assertThat(levels.of(m).get(2)).isSameAs(levels.attended().get(m));
            }
            assertThat(levels.correlations(List.of("a", "b")).keySet()).containsExactly("0.a", "0.b", "1.a", "1.b");
        }
    }

    @Test
    void sharedWeightsAreThoseOfOneStep() {
        Form form = Form.journal(0);
        JointAttention shared = new JointAttention(form, 3, true, DIMENSIONS, LENGTH, RandomSource.of(1));
        JointAttention own = new JointAttention(form, 3, false, DIMENSIONS, LENGTH, RandomSource.of(1));

        assertThat(shared.getParameters().size()).isEqualTo(14);
        assertThat(own.getParameters().size()).isEqualTo(3 * 14);
    }

    private static JointAttentionStep step(Form form) {
        return new JointAttentionStep(form, DIMENSIONS, LENGTH, RandomSource.of(1));
    }

    private static Shape shape(JointAttentionStep step, String name) {
        return step.getParameters().get(name).getShape();
    }
}
