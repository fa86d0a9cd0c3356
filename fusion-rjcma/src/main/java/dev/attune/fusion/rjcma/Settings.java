package dev.attune.fusion.rjcma;

import dev.attune.api.nn.JointAttentionStep.Form;
import dev.attune.api.nn.JointAttentionStep.Joint;
import dev.attune.fusion.rjcma.RjcmaConfig.Variant;

/**
 * What {@link RjcmaConfig} comes to once the variant has filled in what the user left out.
 *
 * @param keepsJointProjection whether the parameters of the joint projection exist even if it is not used, as in the published code,
 *     so that published parameters can be loaded and saved
 */
record Settings(
        int depth,
        boolean jointProjection,
        boolean keepsJointProjection,
        boolean shareWeights,
        boolean hiddenTanh,
        boolean outputRelu,
        double outputDropout,
        double scoreDropout,
        boolean biases) {
    private static final int DEPTH_OF_PAPER = 3;
    private static final int DEPTH_OF_CODE = 2;
    private static final double DROPOUT_OF_CODE = 0.6;

    static Settings of(RjcmaConfig config) {
        boolean code = config.variant() == Variant.REFERENCE_CODE;
        boolean jointProjection = config.jointProjection().orElse(!code);
        return new Settings(
                config.depth().orElse(code ? DEPTH_OF_CODE : DEPTH_OF_PAPER),
                jointProjection,
                jointProjection || code,
                config.shareWeights().orElse(false),
                config.hiddenTanh().orElse(code),
                config.outputRelu().orElse(code),
                config.outputDropout().orElse(code ? DROPOUT_OF_CODE : 0),
                config.dropout().orElse(code ? DROPOUT_OF_CODE : 0),
                config.biases().orElse(code));
    }

    /** Returns the member of the family that each step is. */
    Form form() {
        Joint joint = keepsJointProjection ? Joint.IGNORED_PROJECTION : Joint.CONCATENATED;
        return new Form(
                jointProjection ? Joint.PROJECTED : joint,
                biases,
                hiddenTanh,
                outputRelu,
                scoreDropout,
                outputDropout,
                false);
    }
}
