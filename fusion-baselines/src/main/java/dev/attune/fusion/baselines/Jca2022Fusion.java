package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.CorrelationAttention;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Masks;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.Sequences;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights each modality by its correlation with the concatenation of all, as the code of the CVPRW 2022 paper does.
 *
 * <p>With rows as time, Z_m (L, D_m) the inputs, w the encoded width, d = n w, k the number of hidden features:
 *
 * <pre>
 * X_m   = Z_m E_m + b_m                          (L, w)
 * J     = [X_1 ; ... ; X_n]                      (L, d)
 * C_m   = tanh( X_mᵀ A_m J / sqrt(d) )           (w, d)   A_m (L, L) mixes frames
 * H_m   = ReLU( C_m W_cm + X_mᵀ W_m )            (w, k)
 * X'_m  = (H_m W_hm)ᵀ + X_m                      (L, w)   W_m (L, k), W_hm (k, L) mix frames
 * </pre>
 *
 * <p>The fused sequence is [X'_1 ; ... ; X'_n], (B, L, d): attended features of every modality, as the paper says. (The
 * first release of the code feeds this to a regressor of another width and fails; a later one concatenates the raw
 * visual features instead.) Nothing but the encoders has a bias. The paper has two modalities; any number is possible
 * here. The weights are tied to one window length.
 *
 * <p>Use it to repeat the workshop paper. Prefer the journal variant for new comparisons. Do not use it where window
 * lengths vary.
 *
 * <p>R. Gnana Praveen et al.: A Joint Cross-Attention Model for Audio-Visual Fusion in Dimensional Emotion Recognition,
 * CVPR Workshops, 2022, arXiv 2203.14779. Parameters carry the names of the authors' code ({@code encoder1}, {@code
 * affine_a}, {@code W_a}, {@code W_ca}, {@code W_ha}), where the letter is the initial of the modality; its number,
 * from 1, where two modalities share an initial or one does not begin with a Latin letter.
 */
final class Jca2022Fusion extends FusionModel {
    private final int width;
    private final List<Part> parts = new ArrayList<>();

    /** The maps of one modality. */
    private record Part(Linear encoder, Linear affine, Linear direct, Linear correlated, Linear back) {}

    Jca2022Fusion(JcaConfig config, FusionContext context) {
        super(context);
        requireWindowLength();
        int length = context.windowLength();
        width = config.widthOrPublished();
        int hidden = config.hiddenOrPublished();
        int total = width * names().size();
        RandomSource random = context.random();
        for (int m = 0; m < names().size(); m++) {
            String suffix = suffix(m);
            int inputs = context.dimensions().get(m);
            parts.add(new Part(
                    child("encoder" + (m + 1), new Linear(inputs, width, true, random)),
                    child("affine_" + suffix, new Linear(length, length, false, random)),
                    child("W_" + suffix, new Linear(length, hidden, false, random)),
                    child("W_c" + suffix, new Linear(total, hidden, false, random)),
                    child("W_h" + suffix, new Linear(hidden, length, false, random))));
        }
    }

    /** The authors' names where the initials of the modalities allow it. */
    private String suffix(int modality) {
        List<String> initials =
                names().stream().map(name -> name.substring(0, 1)).toList();
        boolean telling = initials.stream().allMatch(initial -> initial.matches("[A-Za-z]"))
                && initials.stream().distinct().count() == initials.size();
        return telling ? initials.get(modality) : Integer.toString(modality + 1);
    }

    @Override
    public int outputs() {
        return width * names().size();
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        List<NDArray> encoded = new ArrayList<>(); // (B, L, w)
        for (int m = 0; m < parts.size(); m++) {
            NDArray x = parts.get(m).encoder().apply(pass, batch.sequence(m));
            encoded.add(Masks.apply(x, batch.frames())); // the bias fills padding
        }
        NDArray joint = Sequences.concat(encoded).transpose(0, 2, 1); // (B, d, L)
        NDList attended = new NDList();
        List<NDArray> correlations = new ArrayList<>();
        for (int m = 0; m < parts.size(); m++) {
            Part part = parts.get(m);
            NDArray x = encoded.get(m);
            NDArray features = x.transpose(0, 2, 1); // (B, w, L)
            NDArray mixed = part.affine().apply(pass, joint).transpose(0, 2, 1); // (B, L, d)
            NDArray correlation = CorrelationAttention.correlation(features, mixed); // (B, w, d)
            NDArray sum =
                    part.correlated().apply(pass, correlation).add(part.direct().apply(pass, features));
            NDArray hidden = Activations.relu(sum); // (B, w, k)
            attended.add(part.back().apply(pass, hidden).transpose(0, 2, 1).add(x)); // (B, L, w)
            correlations.add(correlation);
        }
        FusionOutput output = FusionOutput.fused(Sequences.concat(attended)); // (B, L, d)
        for (int m = 0; m < names().size(); m++) {
            output.withFeatures(names().get(m), attended.get(m));
            if (!pass.training()) {
                output.withAttention("0." + names().get(m), correlations.get(m));
            }
        }
        return output;
    }
}
