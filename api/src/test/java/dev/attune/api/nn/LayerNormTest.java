package dev.attune.api.nn;

import org.junit.jupiter.api.Test;

final class LayerNormTest {
    @Test
    void agreesWithEquations() {
        LayerNorm layer = new LayerNorm(6);
        LayerCheck.of((pass, in) -> layer.apply(pass, in.get("x")))
                .with(layer)
                .input("x", 2, 3, 6)
                .agreesWith(values -> Loops.layerNorm(values.get("x"), values.get("weight"), values.get("bias")));
    }
}
