package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv1d;
import dev.attune.api.PublicApi;

/**
 * Convolves over time so that frame t sees frames t, t - dilation, ..., t - (kernel - 1) dilation and nothing later, with
 * weight normalisation.
 *
 * <p>The weight of output channel o is w_o = g_o v_o / ‖v_o‖₂ (Salimans and Kingma, NeurIPS 2016). Parameters, with PyTorch's names:
 * {@code bias} (out), {@code weight_g} (out, 1, 1), {@code weight_v} (out, in, kernel). Works on (B, D, L), channels first.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class CausalConv1d extends Layer {
    private final int outputs;
    private final int dilation;
    private final int padding;
    private final Parameter bias;
    private final Parameter gain;
    private final Parameter direction;

    /**
     * Makes a layer with PyTorch's default initial values.
     *
     * @param inputs channels in
     * @param outputs channels out
     * @param kernel frames that one output sees
     * @param dilation distance of those frames
     * @param random gives the initial values
     */
    public CausalConv1d(int inputs, int outputs, int kernel, int dilation, RandomSource random) {
        this.outputs = outputs;
        this.dilation = dilation;
        padding = (kernel - 1) * dilation;
        long fanIn = (long) inputs * kernel;
        bias = parameter("bias", Init.fanIn(fanIn, random), outputs);
        WeightNorm initial = new WeightNorm(fanIn, outputs, random);
        gain = parameter("weight_g", initial.gain(), outputs, 1, 1);
        direction = parameter("weight_v", initial.direction(), outputs, inputs, kernel);
    }

    /**
     * Convolves.
     *
     * @param pass the pass
     * @param x (B, in, L)
     * @return (B, out, L)
     */
    public NDArray apply(Pass pass, NDArray x) {
        NDArray v = pass.value(direction, x);
        NDArray norm = v.mul(v).sum(new int[] {1, 2}, true).sqrt(); // (out, 1, 1)
        NDArray w = v.mul(pass.value(gain, x).div(norm)); // (out, in, kernel)
        // Padded on the left alone: a convolution that pads both sides would compute frames that nobody wants.
        NDArray padded = padding == 0 ? x : x.pad(new Shape(padding, 0), 0); // (B, in, padding + L)
        return Conv1d.conv1d(padded, w, pass.value(bias, x), new Shape(1), new Shape(0), new Shape(dilation))
                .singletonOrThrow();
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), outputs, x.get(2))};
    }
}
