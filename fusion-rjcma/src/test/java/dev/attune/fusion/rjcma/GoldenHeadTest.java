package dev.attune.fusion.rjcma;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.RegressionHead;
import dev.attune.api.nn.Scalars;
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

/** Temporal models, fusion and head together give what the published model gives, in evaluation and in training. */
class GoldenHeadTest {
    private static final String LABELS = "gold";

    static List<GoldenCase> cases() {
        List<GoldenCase> cases = GoldenCases.group("head");
        assertThat(cases).as("head cases in " + GoldenCases.folder()).isNotEmpty();
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void agrees(GoldenCase golden) {
        WholeModel model = new WholeModel(golden);
        GoldenParameters parameters = new GoldenParameters(golden, GoldenHeadTest::ourName);
        try (ModelProbe probe = new ModelProbe(model)) {
            parameters.load(probe);
            parameters.checkUnused(probe);
            List<NDArray> inputs = new ArrayList<>();
            for (String name : model.modalities) {
                GoldenTensor tensor = golden.tensor("in", name);
                inputs.add(probe.input(tensor.values(), tensor.shape()));
            }
            GoldenTensor labels = golden.tensor("in", LABELS); // (B, L, 1)
            NDArray wanted = probe.constant(labels.values(), labels.shape());
            boolean[] valid = new boolean[labels.values().length];
            Arrays.fill(valid, true);
            NDArray frames = probe.mask(valid, labels.shape()[0], labels.shape()[1]);
            Pass pass = probe.pass(golden.attribute("mode").asText().equals("train"), 1);
            List<float[]> results = probe.differentiate(() -> {
                NDArray predicted = model.apply(pass, inputs, frames); // (B, L, 1)
                return new NDList(concordanceLoss(predicted, wanted), predicted);
            });
            new GoldenComparison(golden)
                    .check("loss", name -> results.get(0))
                    .check("out", name -> results.get(1))
                    .check("grad_in", name -> probe.gradient(inputs.get(model.modalities.indexOf(name))))
                    .check("grad_param", name -> parameters.gradient(probe, name))
                    .check("buffer_after", name -> probe.values(ourName(name)))
                    .comparedAtLeast(2 + inputs.size() + probe.learntNames().size());
        }
    }

    /** Returns our name of a parameter of the published model. */
    private static String ourName(String name) {
        if (name.startsWith("coattn.")) {
            return name;
        }
        if (name.startsWith("temporal.")) {
            return name;
        }
        if (name.startsWith("bn.")) {
            return name.replaceFirst("^bn\\.([^.]+)\\.", "temporal.$1.bn.");
        }
        return "head." + name; // regressor1, bn1, regressor2
    }

    /** The published loss: moments of each sequence, a covariance over L by variances over L - 1. */
    private static NDArray concordanceLoss(NDArray predicted, NDArray wanted) {
        int[] time = {1};
        double length = predicted.getShape().get(1);
        NDArray centredPrediction = predicted.sub(predicted.mean(time, true)); // (B, L, 1)
        NDArray centredLabels = wanted.sub(wanted.mean(time, true)); // (B, L, 1)
        NDArray covariance = centredPrediction.mul(centredLabels).mean(time); // (B, 1)
        NDArray spread = Scalars.div(
                centredPrediction
                        .mul(centredPrediction)
                        .sum(time)
                        .add(centredLabels.mul(centredLabels).sum(time)),
                length - 1); // (B, 1)
        NDArray shift = predicted.mean(time).sub(wanted.mean(time)); // (B, 1)
        NDArray concordance = Scalars.mul(covariance, 2).div(spread.add(shift.mul(shift)));
        return Scalars.from(1, concordance).mean();
    }

    /** The published model from features to predictions, its sizes read off the shapes of a case's parameters. */
    private static final class WholeModel extends Layer {
        private final List<String> modalities = new ArrayList<>();
        private final List<Tcn> temporal = new ArrayList<>();
        private final Rjcma fusion;
        private final RegressionHead head;

        WholeModel(GoldenCase golden) {
            RandomSource random = RandomSource.of(1);
            Map<String, Integer> dimensions = new LinkedHashMap<>();
            for (String name : golden.names("in")) {
                if (!name.equals(LABELS)) {
                    Tcn tcn = child("temporal." + name, temporal(golden, name, random));
                    modalities.add(name);
                    temporal.add(tcn);
                    dimensions.put(name, tcn.outputs());
                }
            }
            RjcmaConfig config = new RjcmaConfig(
                    Variant.REFERENCE_CODE,
                    Optional.of(GoldenParameters.depth(golden)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(0.0), // fixtures were made with dropout 0
                    Optional.of(0.0),
                    Optional.empty(),
                    Optional.empty());
            int length = (int) golden.tensor("in", LABELS).shape()[1];
            fusion = child("coattn", new Rjcma(config, dimensions, length, random));
            int hidden = (int) golden.tensor("param", "regressor1.weight").shape()[0];
            List<TargetInfo> targets = List.of(TargetInfo.continuous("valence"));
            head = child("head", new RegressionHead(fusion.outputs(), hidden, 0, targets, random));
        }

        private static Tcn temporal(GoldenCase golden, String modality, RandomSource random) {
            List<Integer> channels = new ArrayList<>();
            int kernel = 1;
            List<String> names = golden.names("param");
            String weight = weight(modality, 0);
            while (names.contains(weight)) {
                long[] shape = golden.tensor("param", weight).shape(); // (out, in, kernel)
                channels.add((int) shape[0]);
                kernel = (int) shape[2];
                weight = weight(modality, channels.size());
            }
            int inputs = (int) golden.tensor("in", modality).shape()[2];
            return new Tcn(new TcnConfig(channels, kernel, 0, true), inputs, random);
        }

        private static String weight(String modality, int level) {
            return "temporal." + modality + ".network." + level + ".conv1.weight_v";
        }

        NDArray apply(Pass pass, List<NDArray> inputs, NDArray frames) {
            List<NDArray> sequences = new ArrayList<>();
            for (int m = 0; m < inputs.size(); m++) {
                sequences.add(temporal.get(m).apply(pass, inputs.get(m), frames));
            }
            List<NDArray> masks = Collections.nCopies(inputs.size(), frames);
            NDArray fused = fusion.fuse(pass, new ModalityBatch(sequences, masks, frames))
                    .value(); // (B, L, d)
            return head.apply(pass, fused, frames);
        }

        @Override
        protected NDList compute(Pass pass, NDList inputs) {
            int n = inputs.size() - 1;
            return new NDList(apply(pass, inputs.subList(0, n), inputs.get(n)));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return new Shape[] {new Shape(inputShapes[0].get(0), inputShapes[0].get(1), 1)};
        }
    }
}
