package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.junit.jupiter.api.Test;

final class LayerTest {
    /** Two linear maps with dropout between them, one of them named with a dot. */
    private static final class Example extends Layer {
        private final Linear first = child("stack.0", new Linear(2, 3, true, RandomSource.of(1)));
        private final Linear second = child("out", new Linear(3, 1, false, RandomSource.of(2)));
        private final Dropout dropout = new Dropout(0.5);

        Example() {
            buffer("steps", Init.constant(0), 1);
        }

        @Override
        protected NDList compute(Pass pass, NDList inputs) {
            NDArray hidden = first.apply(pass, inputs.singletonOrThrow());
            return new NDList(second.apply(pass, dropout.apply(pass, hidden)));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return second.getOutputShapes(inputShapes);
        }
    }

    private static final class Twice extends Layer {
        Twice() {
            parameter("weight", Init.constant(1), 2);
            parameter("weight", Init.constant(1), 2);
        }

        @Override
        protected NDList compute(Pass pass, NDList inputs) {
            return inputs;
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return inputShapes;
        }
    }

    @Test
    void joinsNamesByDotsInOrderOfDeclaration() {
        Example layer = new Example();
        assertThat(layer.getParameters().keys())
                .containsExactly("steps", "stack.0.weight", "stack.0.bias", "out.weight");
        assertThat(layer.getParameters().get("steps").requiresGradient()).isFalse();
        assertThat(layer.getParameters().get("out.weight").requiresGradient()).isTrue();
    }

    @Test
    void refusesTwoParametersOfOneName() {
        assertThatThrownBy(Twice::new)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter weight is declared twice");
    }

    @Test
    void isInitialisedWithItsParts() {
        try (NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu())) {
            Example layer = new Example();
            assertThat(layer.isInitialized()).isFalse();
            layer.initialize(manager, DataType.FLOAT32);
            assertThat(layer.isInitialized()).isTrue();
        }
    }

    @Test
    void takesNoiseFromTheCallerOrElseItsOwn() {
        try (NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu())) {
            Example layer = new Example();
            layer.initialize(manager, DataType.FLOAT32);
            ParameterStore store = new ParameterStore(manager, false);
            NDList x = new NDList(manager.ones(new Shape(50, 2)));
            float[] first = layer.forward(store, x, true, noise(1)).get(0).toFloatArray();
            assertThat(layer.forward(store, x, true, noise(1)).get(0).toFloatArray())
                    .isEqualTo(first);
            assertThat(layer.forward(store, x, true, noise(2)).get(0).toFloatArray())
                    .isNotEqualTo(first);

            float[] own = layer.forward(store, x, true).get(0).toFloatArray();
            assertThat(layer.forward(store, x, true).get(0).toFloatArray()).isNotEqualTo(own);
            float[] evaluated = layer.forward(store, x, false).get(0).toFloatArray();
            assertThat(layer.forward(store, x, false).get(0).toFloatArray()).isEqualTo(evaluated);
        }
    }

    private static PairList<String, Object> noise(long seed) {
        PairList<String, Object> extra = new PairList<>();
        extra.add(Layer.NOISE, RandomSource.of(seed));
        return extra;
    }
}
