package dev.attune.runner.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A TorchScript module in memory, from source that this program wrote. */
public final class Script implements AutoCloseable {
    private static final String HEADER = """
            class Attune(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
            """;

    private final PtSymbolBlock module;

    private Script(PtSymbolBlock module) {
        this.module = module;
    }

    /**
     * Loads methods.
     *
     * @param methods TorchScript, indented by two spaces
     * @param manager owns the module
     */
    public static Script load(String methods, NDManager manager) {
        byte[] archive = ScriptArchive.write(HEADER + methods, Map.of(), Map.of());
        try {
            return new Script(
                    JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive), false, false));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory has none
        }
    }

    /**
     * Calls {@code forward(self, flat: Tensor, x: List[Tensor]) -> List[Tensor]}.
     *
     * @param flat its first argument
     * @param inputs its second
     * @param gradient whether the call is recorded for a backward pass
     * @return what it gives, owned by the manager of {@code flat}
     */
    public NDList forward(NDArray flat, List<NDArray> inputs, boolean gradient) {
        NDList arguments = new NDList(flat);
        for (NDArray input : inputs) {
            input.setName("x[]");
            arguments.add(input);
        }
        JniUtils.setGraphExecutorOptimize(
                false); // of this thread: no profiling runs, the same result from the first call on
        return IValueUtils.forward(module, arguments, gradient);
    }

    /**
     * Calls a method that changes its arguments in place and gives one of them; nothing is recorded.
     *
     * @param method its name
     * @param arguments the arguments; each list of arrays becomes a {@code List[Tensor]}, each double a {@code float}
     */
    public void run(String method, Object... arguments) {
        IValue[] values = new IValue[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            values[i] = value(arguments[i]);
        }
        IValueUtils.runMethod(module, method, values).close();
        for (IValue value : values) {
            value.close();
        }
    }

    private static IValue value(Object argument) {
        if (argument instanceof NDList arrays) {
            return IValue.listFrom(arrays.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
        }
        if (argument instanceof Double number) {
            return IValue.from(number);
        }
        throw new IllegalArgumentException("an argument is a list of arrays or a double, found " + argument.getClass());
    }

    @Override
    public void close() {
        module.close();
    }
}
