package dev.attune.fusion.rjcma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.RandomSource;
import dev.attune.fusion.rjcma.RjcmaConfig.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever has a training loop of their own can use the model as an ordinary DJL block, without the rest of Attune. */
class OwnTrainingLoopTest {
    private static final Map<String, Integer> MODALITIES = new LinkedHashMap<>();
    private static final int WINDOWS = 4;
    private static final int LENGTH = 12;
    private static final int STEPS = 60;

    static {
        MODALITIES.put("audio", 6);
        MODALITIES.put("video", 8);
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void learns(Variant variant) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Rjcma fusion = new Rjcma(RjcmaConfig.of(variant), MODALITIES, LENGTH, RandomSource.of(1));
            Linear head = new Linear(fusion.outputs(), 1, true, RandomSource.of(2));
            NDList inputs = inputs(manager);
            fusion.initialize(manager, DataType.FLOAT32, inputs.getShapes());
            head.initialize(manager, DataType.FLOAT32);
            // Each frame's label is a product of two modalities, which no linear map of their concatenation gives.
            NDArray labels = inputs.get(0)
                    .get(":, :, 0:1")
                    .mul(inputs.get(1).get(":, :, 0:1"))
                    .add(inputs.get(1).get(":, :, 1:2")); // (B, L, 1)
            List<Parameter> parameters = new ArrayList<>(fusion.getParameters().values());
            parameters.addAll(head.getParameters().values());
            ParameterStore store = new ParameterStore(manager, false);
            float first = 0;
            float last = 0;
            for (int step = 0; step < STEPS; step++) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    NDArray loss;
                    try (GradientCollector collector =
                            Engine.getEngine("PyTorch").newGradientCollector()) {
                        NDList fused = fusion.forward(store, inputs, true); // fused sequence first
                        NDArray error = head.forward(store, new NDList(fused.head()), true)
                                .head()
                                .sub(labels);
                        loss = error.mul(error).mean();
                        collector.backward(loss);
                    }
                    last = loss.getFloat();
                    first = step == 0 ? last : first;
                    parameters.stream().filter(Parameter::requiresGradient).forEach(OwnTrainingLoopTest::descend);
                }
            }
            assertThat(last).as("loss after training, before it was " + first).isLessThan(0.5f * first);
        }
    }

    private static void descend(Parameter parameter) {
        NDArray value = parameter.getArray();
        NDArray gradient = value.getGradient();
        NDArray rate = value.getManager().full(new Shape(), 0.05f);
        value.subi(gradient.mul(rate));
        gradient.subi(gradient);
    }

    private static NDList inputs(NDManager manager) {
        NDList inputs = new NDList();
        var random = new java.util.SplittableRandom(5);
        for (int dimension : MODALITIES.values()) {
            float[] values = new float[WINDOWS * LENGTH * dimension];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-1, 1);
            }
            inputs.add(manager.create(values, new Shape(WINDOWS, LENGTH, dimension)));
        }
        NDArray frames = manager.ones(new Shape(WINDOWS, LENGTH)).toType(DataType.BOOLEAN, true);
        for (int mask = 0; mask <= MODALITIES.size(); mask++) {
            inputs.add(frames); // one for each modality, and the frames that exist
        }
        return inputs;
    }

    @Test
    void saysWhatIsWrongWithABatch() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDList inputs = inputs(manager);
            ParameterStore store = new ParameterStore(manager, false);
            RjcmaConfig paper = RjcmaConfig.of(Variant.PAPER);
            assertThatThrownBy(() -> built(paper, MODALITIES, 10, manager).forward(store, inputs, false))
                    .hasMessage(
                            "the fusion was built for windows of 10 frames, found 12; pad shorter windows and mask the padding");
            assertThatThrownBy(() ->
                            built(paper, Map.of("text", 6), LENGTH, manager).forward(store, inputs, false))
                    .hasMessage("the fusion was built for 1 modality, text, found 2");
            Map<String, Integer> wide = new LinkedHashMap<>(MODALITIES);
            wide.put("video", 9);
            assertThatThrownBy(() -> built(paper, wide, LENGTH, manager).forward(store, inputs, false))
                    .hasMessage("the fusion was built for 9 features of video, found 8");
            assertThatThrownBy(() -> new Rjcma(paper, Map.of(), LENGTH, RandomSource.of(1)))
                    .hasMessage("a fusion needs at least one modality, each of at least one feature, found {}");
        }
    }

    private static Rjcma built(RjcmaConfig config, Map<String, Integer> modalities, int length, NDManager manager) {
        Rjcma model = new Rjcma(config, modalities, length, RandomSource.of(1));
        model.initialize(manager, DataType.FLOAT32);
        return model;
    }
}
