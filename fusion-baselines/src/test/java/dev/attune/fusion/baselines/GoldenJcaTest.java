package dev.attune.fusion.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.Sequences;
import dev.attune.testkit.ModelProbe;
import dev.attune.testkit.golden.GoldenCase;
import dev.attune.testkit.golden.GoldenCases;
import dev.attune.testkit.golden.GoldenTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compares with numbers that the authors' code gave, for whatever cases the manifest lists. */
class GoldenJcaTest {
    @TestFactory
    Stream<DynamicTest> agreesWithTheAuthorsCode() {
        return GoldenCases.group("jca").stream()
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> compare(golden)));
    }

    @Test
    void theManifestHasBothModels() {
        List<GoldenCase> cases = GoldenCases.group("jca");
        assertThat(cases).anyMatch(GoldenJcaTest::isJournal);
        assertThat(cases).anyMatch(GoldenJcaTest::isWorkshop);
    }

    private static void compare(GoldenCase golden) {
        if (isJournal(golden)) {
            assertThat(golden.attribute("mode").asText()).as("mode").isEqualTo("eval");
            compareJournal(golden);
        } else if (isWorkshop(golden)) {
            assertThat(golden.attribute("mode").asText()).as("mode").isEqualTo("eval");
            compareWorkshop(golden);
        } else {
            Assumptions.assumeFalse(
                    isSequenceBlock(golden),
                    "a block of the sequence model, with a learnt initial state, and no fusion: tested with BiLstm");
            throw new AssertionError("unknown kind of case " + golden.name() + ": "
                    + golden.attribute("description").asText());
        }
    }

    private static boolean isJournal(GoldenCase golden) {
        return golden.names("param").stream().anyMatch(name -> name.startsWith("dcn_layers."));
    }

    private static boolean isWorkshop(GoldenCase golden) {
        return golden.names("param").containsAll(List.of("encoder1.weight", "affine_a.weight"));
    }

    private static boolean isSequenceBlock(GoldenCase golden) {
        return golden.names("param").contains("init_hidden")
                && golden.description().has("embed")
                && golden.description().has("layers");
    }

    private static void compareJournal(GoldenCase golden) {
        JcaConfig config = new JcaConfig(
                JcaConfig.Variant.JOURNAL,
                golden.attribute("depth").asInt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Map<String, Integer> modalities = modalities(golden, golden.attribute("order"));
        try (FusionModel model = new JcaFactory().create(config, context(golden, modalities));
                ModelProbe probe = new ModelProbe(model)) {
            assertThat(probe.names()).containsExactlyInAnyOrderElementsOf(golden.names("param"));
            load(golden, probe);
            List<NDArray> inputs = inputs(golden, probe, modalities);
            List<NDArray> cotangents = modalities.keySet().stream()
                    .map(name -> constant(probe, golden.tensor("cot", name)))
                    .toList();
            List<float[]> results = probe.differentiate(() -> {
                FusionOutput output = model.fuse(probe.pass(false, 1), batch(probe, inputs));
                NDArray loss = output.value().mul(Sequences.concat(cotangents)).sum();
                NDList list = new NDList(loss, output.value());
                modalities.keySet().forEach(name -> list.add(output.features().get(name)));
                return list;
            });

            assertClose("loss", results.get(0), golden.tensor("loss", "value").values(), 1e-4, 1e-3);
            int m = 2;
            for (String name : modalities.keySet()) {
                assertClose(
                        "out " + name,
                        results.get(m++),
                        golden.tensor("out", name).values(),
                        1e-5,
                        1e-4);
            }
            assertThat(results.get(1))
                    .hasSize(
                            results.stream().skip(2).mapToInt(out -> out.length).sum());
            compareGradients(golden, probe, inputs, modalities);
            Set<String> withGradient = new HashSet<>(golden.names("param"));
            golden.attribute("parameters_without_gradient").forEach(name -> withGradient.remove(name.asText()));
            assertThat(golden.names("grad_param")).containsExactlyInAnyOrderElementsOf(withGradient);
            for (String name : golden.names("grad_param")) {
                assertClose(
                        name,
                        probe.gradient(name),
                        golden.tensor("grad_param", name).values(),
                        1e-4,
                        1e-3);
            }
        }
    }

    private static void compareWorkshop(GoldenCase golden) {
        JcaConfig config = new JcaConfig(
                JcaConfig.Variant.CVPRW_2022,
                1,
                Optional.empty(),
                Optional.of(rows(golden, "encoder1.weight")),
                Optional.of(rows(golden, "W_a.weight")),
                Optional.empty());
        Map<String, Integer> modalities = new LinkedHashMap<>();
        for (String name : List.of("audio", "video")) { // encoder1 is the audio's
            modalities.put(name, (int) golden.tensor("in", name).shape()[2]);
        }
        Regressor regressor = new Regressor(2 * rows(golden, "encoder1.weight"), rows(golden, "regressor.0.weight"));
        try (FusionModel model = new JcaFactory().create(config, context(golden, modalities));
                ModelProbe probe = new ModelProbe(model);
                ModelProbe head = new ModelProbe(regressor)) {
            List<String> names = new ArrayList<>(probe.names());
            names.addAll(head.names());
            assertThat(names).containsExactlyInAnyOrderElementsOf(golden.names("param"));
            load(golden, probe);
            load(golden, head);
            List<NDArray> inputs = inputs(golden, probe, modalities);
            List<float[]> results = probe.differentiate(() -> {
                NDArray fused =
                        model.fuse(probe.pass(false, 1), batch(probe, inputs)).value();
                NDArray y = regressor.apply(head.pass(false, 1), fused); // (B, L, 1)
                return new NDList(y.sum(), y);
            });

            assertClose("out y", results.get(1), golden.tensor("out", "y").values(), 1e-5, 1e-4);
            compareGradients(golden, probe, inputs, modalities);
            assertThat(golden.names("grad_param")).isNotEmpty();
            for (String name : golden.names("grad_param")) {
                ModelProbe owner = head.names().contains(name) ? head : probe;
                assertClose(
                        name,
                        owner.gradient(name),
                        golden.tensor("grad_param", name).values(),
                        1e-4,
                        1e-3);
            }
        }
    }

    /** The head of the workshop code, which ends its module. */
    private static final class Regressor extends Layer {
        private final Linear first;
        private final Linear second;

        Regressor(int inputs, int hidden) {
            first = child("regressor.0", new Linear(inputs, hidden, true, RandomSource.of(2)));
            second = child("regressor.2", new Linear(hidden, 1, true, RandomSource.of(3)));
        }

        NDArray apply(Pass pass, NDArray x) {
            return second.apply(pass, first.apply(pass, x));
        }

        @Override
        protected NDList compute(Pass pass, NDList inputs) {
            return new NDList(apply(pass, inputs.singletonOrThrow()));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return new Shape[] {new Shape(inputShapes[0].get(0), inputShapes[0].get(1), 1)};
        }
    }

    private static Map<String, Integer> modalities(GoldenCase golden, JsonNode order) {
        Map<String, Integer> modalities = new LinkedHashMap<>();
        order.forEach(name -> modalities.put(
                name.asText(), (int) golden.tensor("in", name.asText()).shape()[2]));
        return modalities;
    }

    private static FusionContext context(GoldenCase golden, Map<String, Integer> modalities) {
        return new FusionContext(
                modalities,
                golden.attribute("L").asInt(),
                List.of(TargetInfo.continuous("valence")),
                List.of(0.0),
                (inputs, random) -> {
                    throw new AssertionError("jca asks for no head");
                },
                RandomSource.of(1),
                DataType.FLOAT32);
    }

    private static int rows(GoldenCase golden, String parameter) {
        return (int) golden.tensor("param", parameter).shape()[0];
    }

    private static void load(GoldenCase golden, ModelProbe probe) {
        for (String name : probe.names()) {
            GoldenTensor tensor = golden.tensor("param", name);
            assertThat(probe.shape(name).getShape()).as("shape of " + name).isEqualTo(tensor.shape());
            probe.set(name, tensor.values());
        }
    }

    private static List<NDArray> inputs(GoldenCase golden, ModelProbe probe, Map<String, Integer> modalities) {
        return modalities.keySet().stream()
                .map(name -> golden.tensor("in", name))
                .map(tensor -> probe.input(tensor.values(), tensor.shape()))
                .toList();
    }

    private static NDArray constant(ModelProbe probe, GoldenTensor tensor) {
        return probe.constant(tensor.values(), tensor.shape());
    }

    private static ModalityBatch batch(ModelProbe probe, List<NDArray> inputs) {
        long windows = inputs.get(0).getShape().get(0);
        long length = inputs.get(0).getShape().get(1);
        boolean[] all = new boolean[Math.toIntExact(windows * length)];
        Arrays.fill(all, true);
        NDArray frames = probe.mask(all, windows, length);
        return new ModalityBatch(inputs, inputs.stream().map(x -> frames).toList(), frames);
    }

    private static void compareGradients(
            GoldenCase golden, ModelProbe probe, List<NDArray> inputs, Map<String, Integer> modalities) {
        int m = 0;
        for (String name : modalities.keySet()) {
            float[] expected = golden.tensor("grad_in", name).values();
            assertClose("gradient by " + name, probe.gradient(inputs.get(m++)), expected, 1e-4, 1e-3);
        }
    }

    private static void assertClose(String what, float[] actual, float[] expected, double absolute, double relative) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i])
                    .as("element %d of %s", i, what)
                    .isCloseTo(expected[i], Offset.offset(absolute + relative * Math.abs(expected[i])));
        }
    }
}
