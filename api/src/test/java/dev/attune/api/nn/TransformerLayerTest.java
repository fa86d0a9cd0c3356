package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TransformerLayerTest {
    private static final int BATCH = 2;
    private static final int FRAMES = 4;
    private static final int CONTEXT = 3;
    private static final int WIDTH = 6;
    private static final int HEADS = 2;
    private static final int FEED_FORWARD = 5;
    private static final double DROPOUT = 0.3;

    @ParameterizedTest
    @CsvSource({"PRE, false", "PRE, true", "POST, false", "POST, true"})
    void agreesWithEquationsOfSelfAttention(TransformerLayer.Order order, boolean causal) {
        boolean[] mask = {true, true, true, true, true, true, false, false};
        Loops.Attention over = new Loops.Attention(BATCH, FRAMES, FRAMES, WIDTH, HEADS, mask, causal);
        List<double[]> kept = draw(over);
        TransformerLayer layer = layer(order);
        LayerCheck.of((pass, in) -> layer.apply(pass, in.get("x"), in.get("mask"), causal))
                .with(layer)
                .input("x", BATCH, FRAMES, WIDTH)
                .mask("mask", mask, BATCH, FRAMES)
                .agreesWith(values -> compute(values, order, values.get("x"), over, kept));
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithEquationsOfAttentionToAContext(TransformerLayer.Order order) {
        boolean[] mask = {true, true, true, true, true, false};
        Loops.Attention over = new Loops.Attention(BATCH, FRAMES, CONTEXT, WIDTH, HEADS, mask, false);
        List<double[]> kept = draw(over);
        TransformerLayer layer = layer(order);
        LayerCheck.of((pass, in) -> layer.apply(pass, in.get("x"), in.get("context"), in.get("mask"), false))
                .with(layer)
                .input("x", BATCH, FRAMES, WIDTH)
                .input("context", BATCH, CONTEXT, WIDTH)
                .mask("mask", mask, BATCH, CONTEXT)
                .agreesWith(values -> compute(values, order, values.get("context"), over, kept));
    }

    private static TransformerLayer layer(TransformerLayer.Order order) {
        return new TransformerLayer(WIDTH, HEADS, FEED_FORWARD, DROPOUT, order, RandomSource.of(1));
    }

    private static double[] compute(
            Named<double[]> values,
            TransformerLayer.Order order,
            double[] context,
            Loops.Attention over,
            List<double[]> kept) {
        double[] x = values.get("x");
        boolean before = order == TransformerLayer.Order.PRE;
        double[] queries = before ? Loops.layerNorm(values, "norm1", x) : x;
        double[] keys = before ? Loops.layerNorm(values, "norm1", context) : context;
        double[] attended = Loops.attention(values, "self_attn.", queries, keys, over, kept.get(0));
        double[] y = Loops.add(x, Loops.times(attended, kept.get(1)));
        if (!before) {
            y = Loops.layerNorm(values, "norm1", y);
        }
        double[] input = before ? Loops.layerNorm(values, "norm2", y) : y;
        double[] hidden = Loops.linear(values, "linear1", input, WIDTH, FEED_FORWARD);
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = Math.max(hidden[i], 0) * kept.get(2)[i];
        }
        double[] update = Loops.linear(values, "linear2", hidden, FEED_FORWARD, WIDTH);
        double[] z = Loops.add(y, Loops.times(update, kept.get(3)));
        return before ? z : Loops.layerNorm(values, "norm2", z);
    }

    /** Draws what a training pass keeps, in the documented order. */
    private static List<double[]> draw(Loops.Attention over) {
        List<double[]> kept = new ArrayList<>();
        try (NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu())) {
            Pass pass = new Pass(new ParameterStore(manager, false), true, RandomSource.of(1));
            int[] sizes = {
                BATCH * HEADS * FRAMES * over.keys(),
                BATCH * FRAMES * WIDTH,
                BATCH * FRAMES * FEED_FORWARD,
                BATCH * FRAMES * WIDTH
            };
            for (int size : sizes) {
                float[] factors = new Dropout(DROPOUT)
                        .apply(pass, manager.ones(new Shape(size)))
                        .toFloatArray();
                double[] exact = new double[size];
                for (int i = 0; i < size; i++) {
                    exact[i] = factors[i];
                }
                kept.add(exact);
            }
        }
        return kept;
    }

    @Test
    void namesItsParts() {
        assertThat(layer(TransformerLayer.Order.PRE).getParameters().keys())
                .containsExactly(
                        "self_attn.q_proj.weight",
                        "self_attn.q_proj.bias",
                        "self_attn.k_proj.weight",
                        "self_attn.k_proj.bias",
                        "self_attn.v_proj.weight",
                        "self_attn.v_proj.bias",
                        "self_attn.out_proj.weight",
                        "self_attn.out_proj.bias",
                        "norm1.weight",
                        "norm1.bias",
                        "norm2.weight",
                        "norm2.bias",
                        "linear1.weight",
                        "linear1.bias",
                        "linear2.weight",
                        "linear2.bias");
    }
}
