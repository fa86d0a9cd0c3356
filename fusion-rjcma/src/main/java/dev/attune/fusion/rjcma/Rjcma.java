package dev.attune.fusion.rjcma;

import dev.attune.api.PublicApi;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.JointAttention;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import java.util.Map;

/**
 * Fuses modalities by recursive joint cross-modal attention: each is weighted, again and again, by its correlation with all of them
 * together.
 *
 * <p>With n modalities of d_m features each, d their sum, and rows as time, X_m (L, d_m):
 *
 * <pre>
 * (1)        J       = FC([X_1 ; ... ; X_n])                     (L, d)
 * (2)-(4)    C_m     = tanh( X_mᵀ W_jm J / sqrt(d) )             (d_m, d)     W_jm (L, L)
 * (5)-(7)    H_m     = ReLU( X_m W_cm C_m )                      (L, d)       W_cm (d_m, d_m)
 * (8)-(10)   X_att,m = H_m W_hm + X_m                            (L, d_m)     W_hm (d, d_m)
 * (11)-(13)  X_att,m^(l) = H_m^(l) W_hm^(l) + X_m^(l-1)          l = 1, ..., N: attended features are fed back
 * (14)       X̂       = [X_att,1^(N) ; ... ; X_att,n^(N)]         (L, d), to which the head is applied
 * </pre>
 *
 * <p>All modalities of a step see the features of the step before; the steps have weights of their own. The paper has n = 3 (audio,
 * visual, text); here n may be any number from 1 and names carry no meaning. Two readings of the paper are possible for C_m; like
 * all code by its authors this one correlates features with features (d_m, d), not frames with frames. {@link RjcmaConfig} lists
 * the further points on which paper and code differ.
 *
 * <p>Frames that do not exist are zero in X_m and J in every step, so they take no part in any correlation, and in the output. A
 * modality that was not observed is used as it comes: zero, or what the temporal model made of it.
 *
 * <p><b>Use it</b> for aligned sequences cut into windows of one length. <b>Do not use it</b> where windows vary in length (W_jm ties
 * the model to L frames; shorter windows are padded and masked) or where predictions must not look ahead: every frame of a window
 * influences every other. Memory and time grow with n d (L + d) for each window and step.
 *
 * <p>Parameters carry the names of the published code for either variant: for step i from 0 and modality m from 1,
 * {@code dcn_layers.{i}.dense_coattn.query_linear} (FC), {@code key{m}_linear} (W_jmᵀ), {@code value{m}_linear} (W_cmᵀ) and
 * {@code dcn_layers.{i}.linears.{m-1}.0} (W_hmᵀ), each with {@code .weight} (out, in) and, where it has one, {@code .bias}.
 *
 * <pre>
 * &#64;inproceedings{praveen2024rjcma,
 *   title     = {Recursive Joint Cross-Modal Attention for Multimodal Fusion in Dimensional Emotion Recognition},
 *   author    = {Praveen, R. Gnana and Alam, Jahangir},
 *   booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops},
 *   year      = {2024},
 *   eprint    = {2403.13659},
 *   archivePrefix = {arXiv}
 * }
 * </pre>
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Rjcma extends FusionModel {
    private final JointAttention attention;

    /**
     * Makes a model.
     *
     * @param config the options
     * @param modalities name to features per frame, d_m, in the order of the batch; at least one
     * @param windowLength frames per window, L
     * @param random gives initial values, PyTorch's defaults
     * @throws IllegalArgumentException if there is no modality, a dimension is less than 1, or the options ask for a sequence length
     *     other than the window length
     */
    public Rjcma(RjcmaConfig config, Map<String, Integer> modalities, int windowLength, RandomSource random) {
        super(modalities, windowLength);
        int sequenceLength = config.sequenceLength().orElse(windowLength);
        if (sequenceLength != windowLength) {
            throw new IllegalArgumentException(
                    "sequence-length must be the window length, " + windowLength + ", found " + sequenceLength);
        }
        Settings settings = Settings.of(config);
        if (settings.depth() > 0) {
            requireWindowLength();
        }
        attention = child(
                "dcn_layers",
                new JointAttention(
                        settings.form(),
                        settings.depth(),
                        settings.shareWeights(),
                        dimensions(),
                        sequenceLength,
                        random));
    }

    @Override
    public int outputs() {
        return dimensions().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Fuses a batch.
     *
     * @param pass the pass
     * @param batch the sequences, (B, L, d_m), in the order of the modalities
     * @return the fused sequence X̂ (B, L, d), zero at frames that do not exist; the features X_att,m^(N) (B, L, d_m) by modality;
     *     outside training also the attention maps C_m^(l) (B, d_m, d), named {@code {l-1}.{modality}}
     * @throws IllegalArgumentException if the batch has another number of modalities, features or frames
     */
    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        JointAttention.Levels levels = attention.apply(pass, batch.sequences(), batch.frames()); // (11) to (13)
        FusionOutput output = FusionOutput.attended(names(), levels.attended()); // (14)
        if (!pass.training()) {
            levels.correlations(names()).forEach(output::withAttention);
        }
        return output;
    }
}
