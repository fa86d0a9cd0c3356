package dev.attune.runner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.fusion.ClosedForm;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RegressionHead;
import dev.attune.api.temporal.TemporalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The whole network: a temporal model per modality, the fusion, the head. */
public final class AffectModel extends Layer {
    private final List<String> modalities;
    private final List<TemporalModel> temporals;
    private final FusionModel fusion;
    private final @Nullable RegressionHead head;

    /**
     * Puts the parts together.
     *
     * @param temporals one a modality, in order
     * @param fusion fuses what they give
     * @param head follows a fusion that gives a fused sequence; null for one that gives predictions
     */
    public AffectModel(Map<String, TemporalModel> temporals, FusionModel fusion, @Nullable RegressionHead head) {
        modalities = List.copyOf(temporals.keySet());
        this.temporals = List.copyOf(temporals.values());
        temporals.forEach((modality, model) -> child("temporal." + modality, model));
        this.fusion = child("fusion", fusion);
        this.head = head == null ? null : child("head", head);
    }

    /** Returns the names of the modalities, in order. */
    public List<String> modalities() {
        return modalities;
    }

    /** Returns the fusion if it is fitted at once instead of by gradients. */
    public Optional<ClosedForm> closedForm() {
        return fusion instanceof ClosedForm fitted ? Optional.of(fitted) : Optional.empty();
    }

    /** Returns how many values the fusion holds, learnt ones and others. */
    long fusionSize() {
        return fusion.getParameters().stream()
                .mapToLong(entry -> entry.getValue().getShape().size())
                .sum();
    }

    /**
     * Computes what the fusion is given.
     *
     * @param pass the pass
     * @param batch the features
     */
    ModalityBatch encode(Pass pass, ModalityBatch batch) {
        List<NDArray> sequences = new ArrayList<>();
        for (int m = 0; m < temporals.size(); m++) {
            sequences.add(temporals.get(m).apply(pass, batch.sequence(m), batch.frames()));
        }
        return batch.withSequences(sequences);
    }

    /**
     * Computes predictions.
     *
     * @param pass the pass
     * @param batch the features
     * @return the fusion's output, whose value now is the predictions (B, L, targets)
     */
    public Output apply(Pass pass, ModalityBatch batch) {
        ModalityBatch encoded = encode(pass, batch);
        FusionOutput fused = fusion.fuse(pass, encoded);
        if (fused.isPredicted() != (head == null)) {
            throw new IllegalStateException(
                    "the fusion gives " + (fused.isPredicted() ? "predictions" : "a fused sequence")
                            + ", its givesPredictions says otherwise");
        }
        if (head == null) {
            return new Output(fused.value(), encoded.sequences(), fused);
        }
        return new Output(head.apply(pass, fused.value(), batch.frames()), encoded.sequences(), fused);
    }

    /**
     * What a pass gives.
     */
    public static final class Output {
        private final NDArray predictions;
        private final List<NDArray> sequences;
        private final FusionOutput fused;

        private Output(NDArray predictions, List<NDArray> sequences, FusionOutput fused) {
            this.predictions = predictions;
            this.sequences = sequences;
            this.fused = fused;
        }

        /** Returns the predictions, (B, L, targets). */
        public NDArray predictions() {
            return predictions;
        }

        /** Returns what the temporal models gave, (B, L, D) each. */
        public List<NDArray> sequences() {
            return sequences;
        }

        /** Returns what the fusion gave. */
        public FusionOutput fused() {
            return fused;
        }
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, ModalityBatch.fromList(inputs)).predictions());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] fused = fusion.getOutputShapes(inputShapes);
        return head == null ? fused : head.getOutputShapes(fused);
    }
}
