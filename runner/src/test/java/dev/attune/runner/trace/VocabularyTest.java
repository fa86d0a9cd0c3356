package dev.attune.runner.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.engine.ComputeEngine;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Says each word of the vocabulary, and holds the graph against DJL itself. */
final class VocabularyTest {
    /** Of two (3, 4) arrays between 0 and 1, for methods that do not take those, or the arguments of {@link #argument}. */
    private static final Map<String, BinaryOperator<NDArray>> SPECIAL = special();

    /** A number in place of a tensor lets PyTorch choose another kernel, such as a square root for a power. */
    private static final float ROUNDING = 1e-6f;

    private final NDManager manager = ComputeEngine.newManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    private static Map<String, BinaryOperator<NDArray>> special() {
        Map<String, BinaryOperator<NDArray>> special = new HashMap<>();
        special.put("matMul(NDArray)", (a, b) -> a.matMul(b.reshape(4, 3)));
        special.put("batchMatMul(NDArray)", (a, b) -> a.reshape(2, 3, 2).batchMatMul(b.reshape(2, 2, 3)));
        special.put("logicalAnd(NDArray)", (a, b) -> a.gt(0.5f).logicalAnd(b.gt(0.5f)));
        special.put("logicalOr(NDArray)", (a, b) -> a.gt(0.5f).logicalOr(b.gt(0.5f)));
        special.put("logicalXor(NDArray)", (a, b) -> a.gt(0.5f).logicalXor(b.gt(0.5f)));
        special.put("logicalNot()", (a, b) -> a.gt(0.5f).logicalNot());
        special.put("eq(NDArray)", (a, b) -> a.round().eq(b.round()));
        special.put("neq(NDArray)", (a, b) -> a.round().neq(b.round()));
        special.put("eq(Number)", (a, b) -> a.round().eq(1));
        special.put("neq(Number)", (a, b) -> a.round().neq(1));
        special.put("isNaN()", (a, b) -> a.sub(0.5f).sqrt().isNaN());
        special.put("isInfinite()", (a, b) -> a.div(b.round()).isInfinite());
        special.put("sign()", (a, b) -> a.sub(b).sign());
        special.put("abs()", (a, b) -> a.sub(b).abs());
        special.put("floor()", (a, b) -> a.mul(7).floor());
        special.put("ceil()", (a, b) -> a.mul(7).ceil());
        special.put("trunc()", (a, b) -> a.mul(7).trunc());
        special.put("relu()", (a, b) -> a.sub(b).getNDArrayInternal().relu());
        special.put("leakyRelu(float)", (a, b) -> a.sub(b).getNDArrayInternal().leakyRelu(0.1f));
        special.put("elu(float)", (a, b) -> a.sub(b).getNDArrayInternal().elu(1));
        special.put("selu()", (a, b) -> a.sub(b).getNDArrayInternal().selu());
        special.put("clip(Number,Number)", (a, b) -> a.clip(0.25f, 0.75f));
        special.put("norm(int,int[],boolean)", (a, b) -> a.norm(2, new int[] {1}, true));
        special.put("reshape(Shape)", (a, b) -> a.reshape(new Shape(2, 6)));
        special.put("flatten(int,int)", (a, b) -> a.reshape(3, 2, 2).flatten(1, 2));
        special.put("squeeze()", (a, b) -> a.reshape(3, 1, 4).squeeze());
        special.put("squeeze(int)", (a, b) -> a.reshape(3, 1, 4).squeeze(1));
        special.put("squeeze(int[])", (a, b) -> a.reshape(3, 1, 4).squeeze(new int[] {1}));
        special.put("transpose(int[])", (a, b) -> a.transpose(1, 0));
        special.put("swapAxes(int,int)", (a, b) -> a.swapAxes(0, 1));
        special.put("broadcast(Shape)", (a, b) -> a.broadcast(new Shape(2, 3, 4)));
        special.put("pad(Shape,double)", (a, b) -> a.pad(new Shape(1, 2, 3, 0), 0.5));
        special.put("repeat(int,long)", (a, b) -> a.repeat(1, 2));
        special.put("gather(NDArray,int)", (a, b) -> a.gather(b.mul(3).toType(DataType.INT32, false), 1));
        special.put("where(NDArray,NDArray)", (a, b) -> a.getNDArrayInternal().where(b.gt(0.5f), b));
        special.put(
                "linear(NDArray,NDArray,NDArray)",
                (a, b) -> a.getNDArrayInternal()
                        .linear(a, b, b.sum(new int[] {1}))
                        .singletonOrThrow());
        special.put(
                "embedding(NDArray,NDArray,SparseFormat)",
                (a, b) -> a.getNDArrayInternal()
                        .embedding(b.mul(3).toType(DataType.INT64, false), a, SparseFormat.DENSE)
                        .singletonOrThrow());
        special.put(
                "layerNorm(NDArray,Shape,NDArray,NDArray,float)",
                (a, b) -> a.getNDArrayInternal()
                        .layerNorm(a, new Shape(4), b.max(new int[] {0}), b.min(new int[] {0}), 1e-5f)
                        .singletonOrThrow());
        return special;
    }

    static Stream<String> methods() {
        return Vocabulary.methods().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void meansWhatDjlMeans(String method) {
        List<NDArray> first = List.of(noise(1), noise(2));
        List<NDArray> others = List.of(noise(3), noise(4));
        Replay replay = new Replay(manager);
        Graph graph = replay.record(first, inputs -> List.of(call(method, inputs.get(0), inputs.get(1))));

        NDArray expected = call(method, others.get(0), others.get(1));
        NDArray found = replay.run(graph, others).get(0);
        assertThat(found.getShape()).isEqualTo(expected.getShape());
        assertThat(found.getDataType()).isEqualTo(expected.getDataType());
        assertThat(floats(found)).containsExactly(floats(expected), offset(ROUNDING));
        assertThat(graph.source())
                .as("the operation must be there for every run, not its first result")
                .contains("= x[0]");
    }

    private static float[] floats(NDArray array) {
        return array.toType(DataType.FLOAT32, false).toFloatArray();
    }

    private NDArray noise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[12];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(0.01, 0.99);
        }
        return manager.create(values, new Shape(3, 4)).duplicate();
    }

    private static NDArray call(String method, NDArray a, NDArray b) {
        if (SPECIAL.containsKey(method)) {
            return Lookup.required(SPECIAL, method).apply(a, b);
        }
        Method found = Stream.of(NDArray.class, NDArrayEx.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(candidate -> Vocabulary.signature(candidate).equals(method))
                .findFirst()
                .orElseThrow(() -> new AssertionError("DJL has no " + method));
        Object receiver = found.getDeclaringClass() == NDArray.class ? a : a.getNDArrayInternal();
        Object[] arguments = Arrays.stream(found.getParameterTypes())
                .map(type -> argument(type, b))
                .toArray();
        try {
            Object result = found.invoke(receiver, arguments);
            return result instanceof NDList list ? list.singletonOrThrow() : (NDArray) result;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method + " failed", e);
        }
    }

    private static Object argument(Class<?> type, NDArray array) {
        if (type == NDArray.class) {
            return array;
        }
        if (type == Number.class) {
            return 0.5f;
        }
        if (type == int.class) {
            return 1;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == int[].class) {
            return new int[] {1};
        }
        throw new AssertionError("say how to call a method with a " + type.getSimpleName());
    }

    @Test
    void everySpecialCaseIsOfAMethodThatIsKnown() {
        assertThat(Vocabulary.methods()).hasSizeGreaterThan(80).containsAll(SPECIAL.keySet());
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> new Replay(manager)
                        .record(
                                List.of(noise(1)),
                                inputs -> List.of(inputs.get(0).topK(2, 1).get(0))))
                .isInstanceOf(UnknownOperationException.class)
                .hasMessage("NDArray.topK");
    }
}
