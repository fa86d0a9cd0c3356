package com.example.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.RegressionHead;
import dev.attune.testkit.ModelProbe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compares the fusion with its equations, worked out by hand. */
final class AgreementTest {
    private static final float[] IDENTITY = {1, 0, 0, 1};
    private static final List<TargetInfo> TARGETS = List.of(TargetInfo.continuous("valence"));

    @Test
    void weighsByTheCosineWithTheMean() {
        // c = (2/3, 1/3), of length √5/3, so that cos is 2/√5 for (1, 0), which is there twice, and 1/√5 for (0, 1)
        double agrees = Math.exp(2 * 2 / Math.sqrt(5));
        double differs = Math.exp(2 * 1 / Math.sqrt(5));
        double sum = 2 * agrees + differs;
        List<float[]> results = fuse(new float[][] {{1, 0}, {1, 0}, {0, 1}}, true, true, true);
        expect(results.get(0), 2 * agrees / sum, differs / sum);
        expect(results.get(1), agrees / sum, agrees / sum, differs / sum);
    }

    @Test
    void givesNoShareToWhatWasNotObserved() {
        List<float[]> results = fuse(new float[][] {{1, 0}, {1, 0}, {0, 7}}, true, true, false);
        expect(results.get(0), 1, 0);
        expect(results.get(1), 0.5, 0.5, 0);
    }

    private static void expect(float[] found, double... expected) {
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    /** Fuses one frame of three modalities of two features, projected to themselves. */
    private static List<float[]> fuse(float[][] frame, boolean... observed) {
        AgreementFusion fusion = new AgreementFusion(new AgreementConfig(2, 2), context());
        try (ModelProbe probe = new ModelProbe(fusion)) {
            for (String name : fusion.names()) {
                probe.set("project." + name + ".weight", IDENTITY);
                probe.set("project." + name + ".bias", new float[2]);
            }
            return probe.evaluate(() -> {
                FusionOutput output = fusion.fuse(probe.pass(false, 1), batch(probe, frame, observed));
                return new NDList(output.value(), output.attention().get("agreement"));
            });
        }
    }

    private static ModalityBatch batch(ModelProbe probe, float[][] frame, boolean[] observed) {
        NDList sequences = new NDList();
        NDList masks = new NDList();
        for (int m = 0; m < frame.length; m++) {
            sequences.add(probe.constant(frame[m], 1, 1, 2));
            masks.add(probe.mask(new boolean[] {observed[m]}, 1, 1));
        }
        NDArray frames = probe.mask(new boolean[] {true}, 1, 1);
        return new ModalityBatch(sequences, masks, frames);
    }

    private static FusionContext context() {
        Map<String, Integer> modalities = new LinkedHashMap<>();
        List.of("visual", "audio", "text").forEach(name -> modalities.put(name, 2));
        return new FusionContext(
                modalities,
                1,
                TARGETS,
                List.of(0.0),
                (inputs, random) -> new RegressionHead(inputs, 4, 0, TARGETS, random),
                RandomSource.of(1),
                DataType.FLOAT32);
    }
}
