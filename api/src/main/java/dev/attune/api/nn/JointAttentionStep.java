package dev.attune.api.nn;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.PublicApi;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of joint cross-attention for all modalities at once: each is weighted by its correlation with a joint representation and
 * keeps its width (Praveen et al., arXiv 2203.14779, 2209.09068, 2304.07958, 2403.13659).
 *
 * <p>With rows as time, X_m (L, D_m), D = Σ D_m, and ? for what only some papers have:
 *
 * <pre>
 * J_m  = [X_1 ; ... ; X_n] W_q + b    or    [X_1 ; ... ; X_n]    or    [X_k, k != m]     (L, d)
 * C_m  = Dropout( tanh( X_mᵀ W_jm J_m / sqrt(d) ) )                                       (D_m, d)   W_jm (L, L)
 * H_m  = ReLU( tanh?( X_m W_cm C_m ) )                                                    (L, d)     W_cm (D_m, D_m)
 * X_m' = X_m + Dropout( ReLU?( H_m W_hm ) )                                               (L, D_m)   W_hm (d, D_m)
 * </pre>
 *
 * <p>{@link Form} says which of these it is. Frames that do not exist take no part: sequences are zero there when they come in, the
 * joint representation and the results are made zero again wherever a bias has filled them. W_jm mixes frames, so the step is tied to
 * one window length.
 *
 * <p>Parameters carry the names of the authors' code, m from 1: {@code dense_coattn.query_linear} (W_q),
 * {@code dense_coattn.key{m}_linear} (W_jmᵀ), {@code dense_coattn.value{m}_linear} (W_cmᵀ) and {@code linears.{m-1}.0} (W_hmᵀ), each
 * with {@code .weight} (out, in) and, where it has one, {@code .bias}. As a block, its inputs are n sequences (B, L, D_m) and the boolean
 * frame mask (B, L), its outputs n sequences.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class JointAttentionStep extends Layer {
    private final Form form;
    private final @Nullable Linear query; // W_q
    private final List<Linear> keys = new ArrayList<>(); // W_jm
    private final List<Linear> values = new ArrayList<>(); // W_cm
    private final List<Linear> outputs = new ArrayList<>(); // W_hm
    private final Dropout correlationDropout;
    private final Dropout outputDropout;

    /** What a modality is correlated with. */
    public enum Joint {
        /** A learnt projection of all modalities, with bias. */
        PROJECTED,
        /** All modalities side by side. */
        CONCATENATED,
        /** All modalities side by side; the projection's parameters exist, not learnt, as published files have them. */
        IGNORED_PROJECTION,
        /** All modalities but the one that is correlated, side by side; needs at least two. */
        OTHERS
    }

    /**
     * Which member of the family a step is.
     *
     * @param joint what a modality is correlated with
     * @param biases whether W_jm, W_cm and W_hm come with biases
     * @param hiddenTanh whether tanh comes before the ReLU of H_m
     * @param outputRelu whether ReLU comes after W_hm
     * @param correlationDropout probability of dropping an element of C_m
     * @param outputDropout probability of dropping an element of what is added to X_m
     * @param xavier whether weights start Xavier-uniform and biases at zero, instead of with PyTorch's defaults
     */
    public record Form(
            Joint joint,
            boolean biases,
            boolean hiddenTanh,
            boolean outputRelu,
            double correlationDropout,
            double outputDropout,
            boolean xavier) {
        /** Checks that nothing is missing. */
        public Form {
            requireNonNull(joint, "joint is null");
        }

        /**
         * Returns the step of the papers' equations: no biases, neither tanh nor ReLU where "?" stands.
         *
         * @param joint what a modality is correlated with
         * @param dropout probability of dropping an element of C_m
         */
        public static Form equations(Joint joint, double dropout) {
            return new Form(joint, false, false, false, dropout, 0, false);
        }

        /**
         * Returns the step of the journal paper's code (arXiv 2209.09068), of which the recursive models are made.
         *
         * @param dropout probability of dropping an element of C_m, and of what is added to X_m
         */
        public static Form journal(double dropout) {
            return new Form(Joint.PROJECTED, true, true, true, dropout, dropout, true);
        }
    }

    /**
     * Makes a step.
     *
     * @param form which member of the family it is
     * @param dimensions features of each modality, D_m
     * @param length frames per window, L
     * @param random gives the initial values
     */
    public JointAttentionStep(Form form, List<Integer> dimensions, int length, RandomSource random) {
        this.form = form;
        int total = dimensions.stream().mapToInt(Integer::intValue).sum(); // D
        if (form.joint() == Joint.OTHERS && dimensions.size() < 2) {
            throw new IllegalArgumentException("a joint representation of the other modalities needs at least 2"
                    + " modalities, found " + dimensions.size());
        }
        query = query(total, random);
        for (int m = 1; m <= dimensions.size(); m++) {
            keys.add(linear("dense_coattn.key" + m + "_linear", length, length, form.biases(), random));
        }
        for (int m = 1; m <= dimensions.size(); m++) {
            int own = dimensions.get(m - 1);
            values.add(linear("dense_coattn.value" + m + "_linear", own, own, form.biases(), random));
        }
        for (int m = 0; m < dimensions.size(); m++) {
            int own = dimensions.get(m);
            int joint = form.joint() == Joint.OTHERS ? total - own : total; // d
            outputs.add(linear("linears." + m + ".0", joint, own, form.biases(), random));
        }
        correlationDropout = new Dropout(form.correlationDropout());
        outputDropout = new Dropout(form.outputDropout());
    }

    private @Nullable Linear query(int total, RandomSource random) {
        if (form.joint() != Joint.PROJECTED && form.joint() != Joint.IGNORED_PROJECTION) {
            return null;
        }
        Linear projection = linear("dense_coattn.query_linear", total, total, true, random);
        if (form.joint() == Joint.IGNORED_PROJECTION) {
            projection.freezeParameters(true);
        }
        return projection;
    }

    private Linear linear(String name, int inputs, int features, boolean bias, RandomSource random) {
        Linear linear = child(name, new Linear(inputs, features, bias, random));
        if (form.xavier()) {
            linear.getParameters().get("weight").setInitializer(Init.xavier(inputs, features, 1, random));
        }
        if (form.xavier() && bias) {
            linear.getParameters().get("bias").setInitializer(Init.constant(0));
        }
        return linear;
    }

    /**
     * Attends.
     *
     * @param pass the pass
     * @param sequences X_m, (B, L, D_m) each, zero at frames that do not exist
     * @param frames boolean, (B, L)
     */
    public Attended apply(Pass pass, List<NDArray> sequences, NDArray frames) {
        NDArray exists = Masks.column(frames); // (B, L, 1)
        NDArray all = form.joint() == Joint.OTHERS ? null : joint(pass, sequences, exists); // (B, L, D)
        List<NDArray> attended = new ArrayList<>();
        List<NDArray> correlations = new ArrayList<>();
        for (int m = 0; m < sequences.size(); m++) {
            NDArray x = sequences.get(m);
            NDArray joint = all == null ? others(sequences, m) : all; // J_m, (B, L, d)
            NDArray key = keys.get(m).apply(pass, x.transpose(0, 2, 1)); // X_mᵀ W_jm, (B, D_m, L)
            NDArray correlation = CorrelationAttention.correlation(key, joint); // (B, D_m, d)
            NDArray kept = correlationDropout.apply(pass, correlation); // C_m
            NDArray value = values.get(m).apply(pass, x); // X_m W_cm, (B, L, D_m)
            NDArray hidden = CorrelationAttention.weighted(value, kept, form.hiddenTanh()); // H_m, (B, L, d)
            NDArray update = outputs.get(m).apply(pass, hidden); // H_m W_hm, (B, L, D_m)
            NDArray rectified = form.outputRelu() ? Activations.relu(update) : update;
            NDArray result = outputDropout.apply(pass, rectified).add(x); // X_m'
            attended.add(form.biases() ? result.mul(exists) : result); // biases fill padding
            correlations.add(correlation);
        }
        return new Attended(attended, correlations);
    }

    private NDArray joint(Pass pass, List<NDArray> sequences, NDArray exists) {
        NDArray concatenated = Sequences.concat(sequences);
        return query != null && form.joint() == Joint.PROJECTED
                ? query.apply(pass, concatenated).mul(exists) // the bias fills padding
                : concatenated;
    }

    private static NDArray others(List<NDArray> sequences, int own) {
        List<NDArray> others = new ArrayList<>(sequences);
        others.remove(own);
        return Sequences.concat(others);
    }

    /** What a step gives, one entry a modality. */
    public static final class Attended {
        private final List<NDArray> sequences;
        private final List<NDArray> correlations;

        private Attended(List<NDArray> sequences, List<NDArray> correlations) {
            this.sequences = List.copyOf(sequences);
            this.correlations = List.copyOf(correlations);
        }

        /** Returns X_m', (B, L, D_m) each, zero at frames that do not exist. */
        public List<NDArray> sequences() {
            return sequences;
        }

        /** Returns C_m before dropout, (B, D_m, d) each, elements in (-1, 1). */
        public List<NDArray> correlations() {
            return correlations;
        }
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        int n = inputs.size() - 1;
        return new NDList(apply(pass, inputs.subList(0, n), inputs.get(n)).sequences());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return List.of(inputShapes).subList(0, inputShapes.length - 1).toArray(Shape[]::new);
    }
}
