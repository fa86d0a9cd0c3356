package dev.attune.fusion.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.fusion.FusionChoice;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.testkit.ModelProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the attending models give beside the fused sequence, and the windows that they refuse. */
class ExplanationTest {
    private static final int WINDOWS = 2;

    @Test
    void jcaShowsTheCorrelationsOfEachStep() {
        try (FusionModel model = journal();
                ModelProbe probe = new ModelProbe(model)) {
            FusionOutput output = model.fuse(probe.pass(false, 1), batch(probe, ReferenceComparison.LENGTH));

            assertThat(shapes(output.attention()))
                    .isEqualTo(Map.of(
                            "0.visual", new Shape(WINDOWS, 4, 7),
                            "0.audio", new Shape(WINDOWS, 3, 7),
                            "1.visual", new Shape(WINDOWS, 4, 7),
                            "1.audio", new Shape(WINDOWS, 3, 7)));
            assertThat(shapes(output.features()))
                    .isEqualTo(Map.of(
                            "visual", new Shape(WINDOWS, ReferenceComparison.LENGTH, 4),
                            "audio", new Shape(WINDOWS, ReferenceComparison.LENGTH, 3)));
            for (NDArray correlation : output.attention().values()) {
                assertThat(correlation.toFloatArray()).satisfies(values -> {
                    for (float value : values) {
                        assertThat(value).isStrictlyBetween(-1f, 1f);
                    }
                });
            }
        }
    }

    @Test
    void jcaOfTheWorkshopShowsTheCorrelations() {
        JcaConfig config = new JcaConfig(
                JcaConfig.Variant.CVPRW_2022, 1, Optional.empty(), Optional.of(3), Optional.of(2), Optional.empty());
        try (FusionModel model = new JcaFactory().create(config, ReferenceComparison.context(2));
                ModelProbe probe = new ModelProbe(model)) {
            FusionOutput output = model.fuse(probe.pass(false, 1), batch(probe, ReferenceComparison.LENGTH));

            assertThat(shapes(output.attention()))
                    .isEqualTo(Map.of(
                            "0.visual", new Shape(WINDOWS, 3, 6),
                            "0.audio", new Shape(WINDOWS, 3, 6)));
        }
    }

    @Test
    void crossAttentionShowsWhichFramesAreAttendedTo() {
        CrossAttentionConfig config = new CrossAttentionConfig(1);
        try (FusionModel model = new CrossAttentionFactory().create(config, ReferenceComparison.context(2));
                ModelProbe probe = new ModelProbe(model)) {
            FusionOutput output = model.fuse(probe.pass(false, 1), batch(probe, ReferenceComparison.LENGTH));

            assertThat(output.attention()).containsOnlyKeys("visual", "audio");
            for (NDArray weights : output.attention().values()) { // (B, L, L), a row a frame that is attended to
                for (float sum : weights.sum(new int[] {1}).toFloatArray()) {
                    assertThat(sum).isCloseTo(1f, within(1e-5f));
                }
            }
        }
    }

    @Test
    void gatesShowThemselvesAndTheAttentionThatTheyArePutRound() {
        FusionChoice of = new FusionChoice(new GrjcaFactory(), new GrjcaConfig(2, 0, 0.1, true));
        try (FusionModel model = new IacaFactory().create(new IacaConfig(of, 0.1), ReferenceComparison.context(2));
                ModelProbe probe = new ModelProbe(model)) {
            FusionOutput output = model.fuse(probe.pass(false, 1), batch(probe, ReferenceComparison.LENGTH));

            Map<String, Shape> shapes = shapes(output.attention());
            Shape two = new Shape(WINDOWS, ReferenceComparison.LENGTH, 2);
            assertThat(shapes)
                    .hasSize(4 + 4 + 2 + 3)
                    .containsEntry("attention.1.audio", new Shape(WINDOWS, 3, 7))
                    .containsEntry("attention.gates.audio.0", two)
                    .containsEntry("attention.high.visual", two)
                    .containsEntry("gates.visual", two)
                    .containsEntry("modality_gate", two);
            assertThat(output.features()).containsOnlyKeys("visual", "audio");
        }
    }

    @Test
    void gmuShowsGatesThatShareOne() {
        try (FusionModel model = new GmuFactory().create(new GmuConfig(6, true), ReferenceComparison.context(2));
                ModelProbe probe = new ModelProbe(model)) {
            FusionOutput output = model.fuse(probe.pass(false, 1), batch(probe, ReferenceComparison.LENGTH));

            List<NDArray> gates = new ArrayList<>(output.attention().values());
            assertThat(output.attention()).containsOnlyKeys("visual", "audio");
            for (float sum : gates.get(0).add(gates.get(1)).toFloatArray()) {
                assertThat(sum).isEqualTo(1f);
            }
        }
    }

    @Test
    void trainingCarriesNoAttentionMaps() {
        try (FusionModel model = journal();
                ModelProbe probe = new ModelProbe(model)) {
            FusionOutput output = model.fuse(probe.pass(true, 1), batch(probe, ReferenceComparison.LENGTH));

            assertThat(output.attention()).isEmpty();
        }
    }

    @Test
    void jcaRefusesWindowsOfAnotherLength() {
        try (FusionModel model = journal();
                ModelProbe probe = new ModelProbe(model)) {
            ModalityBatch longer = batch(probe, ReferenceComparison.LENGTH + 1);

            assertThatThrownBy(() -> model.fuse(probe.pass(false, 1), longer))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the fusion was built for windows of 5 frames, found 6; pad shorter windows and mask"
                            + " the padding");
        }
    }

    private static FusionModel journal() {
        JcaConfig config = new JcaConfig(
                JcaConfig.Variant.JOURNAL, 2, Optional.of(0.5), Optional.empty(), Optional.empty(), Optional.empty());
        return new JcaFactory().create(config, ReferenceComparison.context(2));
    }

    private static ModalityBatch batch(ModelProbe probe, int length) {
        SplittableRandom random = new SplittableRandom(3);
        boolean[] all = new boolean[WINDOWS * length];
        Arrays.fill(all, true);
        NDArray frames = probe.mask(all, WINDOWS, length);
        List<NDArray> sequences = new ArrayList<>();
        for (int dimension : ReferenceComparison.context(2).dimensions()) {
            float[] values = new float[WINDOWS * length * dimension];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-1, 1);
            }
            sequences.add(probe.constant(values, WINDOWS, length, dimension));
        }
        return new ModalityBatch(sequences, List.of(frames, frames), frames);
    }

    private static Map<String, Shape> shapes(Map<String, NDArray> arrays) {
        return arrays.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getShape()));
    }
}
