package dev.attune.runner.trace;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A manager whose arrays are constants of a recording. */
final class TracedManager implements InvocationHandler {
    private static final Set<String> PROPERTIES = Set.of(
            "getDevice", "getEngine", "getName", "isOpen", "allocateDirect", "getParentManager", "defaultDevice");

    /** What gives the same values for the same arguments. */
    private static final Set<String> MAKERS = Set.of("zeros", "ones", "full", "arange", "eye", "linspace");

    private final Tape tape;
    private final NDManager real;

    private TracedManager(Tape tape, NDManager real) {
        this.tape = tape;
        this.real = real;
    }

    static NDManager of(Tape tape, NDManager real) {
        return (NDManager) Proxy.newProxyInstance(
                NDManager.class.getClassLoader(), new Class<?>[] {NDManager.class}, new TracedManager(tape, real));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        String name = method.getName();
        if (method.getDeclaringClass() == Object.class) {
            return switch (name) {
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> "recording";
            };
        }
        if (PROPERTIES.contains(name)) {
            return call(method, arguments);
        }
        if (MAKERS.contains(name)) {
            return tape.constant(make(method, arguments), name + Arrays.deepToString(arguments));
        }
        if (name.equals("create")) {
            return tape.constant(make(method, arguments), null);
        }
        if (name.equals("from")) {
            return TracedArray.of(tape, (NDArray) arguments[0]).proxy();
        }
        throw new UnknownOperationException("NDManager." + name);
    }

    private NDArray make(Method method, Object[] arguments) throws Throwable {
        return (NDArray) requireNonNull(call(method, arguments), "result is null");
    }

    private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
