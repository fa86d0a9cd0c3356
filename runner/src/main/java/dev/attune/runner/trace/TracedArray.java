package dev.attune.runner.trace;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.index.full.NDIndexFullSlice;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An array that notes on a tape what is done with it, and does it with real values.
 *
 * <p>Behind a dynamic proxy: {@link NDArray} has more than three hundred methods, of which most rest on others. What the {@link
 * Vocabulary} knows is recorded; a method with a default body runs it, on this array; the rest cannot be recorded.
 */
final class TracedArray implements InvocationHandler {
    /** What does not depend on values. */
    private static final Set<String> PROPERTIES = Set.of(
            "getShape",
            "getDataType",
            "getDevice",
            "size",
            "isScalar",
            "isEmpty",
            "getName",
            "setName",
            "getUid",
            "getSparseFormat",
            "isSparse",
            "hasGradient",
            "isReleased");

    /** Lifetimes are the affair of the real values. */
    private static final Set<String> LIFETIMES =
            Set.of("attach", "tempAttach", "detach", "close", "intern", "returnResource");

    private static final Map<String, String> IN_PLACE = Map.of(
            "addi", "torch.add($0, ~1)",
            "subi", "torch.sub($0, ~1)",
            "muli", "torch.mul($0, ~1)",
            "divi", "torch.div($0, ~1)");

    private static final Pattern PLACE = Pattern.compile("[$~@]\\d+|#");

    private final Tape tape;
    private NDArray value;
    private final NDArray proxy;
    private Variable variable;
    private boolean isShared;

    TracedArray(Tape tape, NDArray value, Variable variable) {
        this.tape = tape;
        this.value = value;
        this.variable = variable;
        proxy = (NDArray) Proxy.newProxyInstance(NDArray.class.getClassLoader(), new Class<?>[] {NDArray.class}, this);
    }

    /**
     * Returns what is behind an array.
     *
     * @throws UnknownOperationException if it does not record on this tape
     */
    static TracedArray of(Tape tape, NDArray array) {
        return find(array)
                .filter(traced -> traced.tape == tape)
                .orElseThrow(() -> new UnknownOperationException("an array that it kept from elsewhere"));
    }

    private TracedArray of(NDArray array) {
        return of(tape, array);
    }

    private static Optional<TracedArray> find(@Nullable Object object) {
        return object instanceof Proxy && Proxy.getInvocationHandler(object) instanceof TracedArray traced
                ? Optional.of(traced)
                : Optional.empty();
    }

    /** Returns another array of the same value: what is changed in place from here on are two. */
    NDArray twin() {
        return new TracedArray(tape, value, variable).proxy;
    }

    NDArray proxy() {
        return proxy;
    }

    Variable variable() {
        return variable;
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        String name = method.getName();
        if (method.getDeclaringClass() == Object.class) {
            return switch (name) {
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> variable + " " + value.getShape();
            };
        }
        if (PROPERTIES.contains(name)) {
            return call(value, method, arguments);
        }
        if (LIFETIMES.contains(name)) {
            return null;
        }
        if (IN_PLACE.containsKey(name) && arguments[0] instanceof NDArray) {
            return change(IN_PLACE.get(name), method, arguments);
        }
        return switch (name) {
            case "getManager" -> tape.manager();
            case "getNDArrayInternal" -> internals();
            case "transpose" -> arguments.length == 0 ? turned() : otherwise(method, arguments);
            case "toType" -> toType((DataType) arguments[0], (Boolean) arguments[1], method);
            case "toDevice" -> toDevice(arguments);
            case "split" -> arguments.length == 2 ? split(method, arguments) : otherwise(method, arguments);
            case "get" ->
                arguments.length == 2 && arguments[1] instanceof NDIndex index
                        ? get(index)
                        : otherwise(method, arguments);
            default -> otherwise(method, arguments);
        };
    }

    private @Nullable Object otherwise(Method method, Object[] arguments) throws Throwable {
        Optional<String> expression = Vocabulary.expression(method);
        if (expression.isPresent()) {
            return compute(expression.get(), value, method, arguments);
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        throw new UnknownOperationException("NDArray." + method.getName());
    }

    /** Computes with real values, and records. */
    private NDArray compute(String expression, Object receiver, Method method, Object[] arguments) throws Throwable {
        Object result = result(Object.class, receiver, method, arguments);
        NDArray computed = result instanceof NDList list ? list.singletonOrThrow() : (NDArray) result;
        return result(record(expression, arguments, computed), computed, Vocabulary.isView(method.getName()));
    }

    private NDArray result(Variable of, NDArray computed, boolean isView) {
        TracedArray result = new TracedArray(tape, computed, of);
        if (isView) {
            isShared = true;
            result.isShared = true;
        }
        return result.proxy;
    }

    /** Writes an expression with the arguments in their places: arrays as operands, all else in words. */
    private Variable record(String expression, Object[] arguments, NDArray computed) {
        Shape shape = computed.getShape();
        @Nullable Shape known = computed.getDataType() == DataType.FLOAT32 ? shape : null;
        if (isBackwards(expression, arguments)) {
            Variable other = of((NDArray) arguments[0]).variable;
            boolean isDifference = expression.startsWith("torch.sub");
            String turned = isDifference ? "torch.rsub($0, NUMBER)" : expression.replace("~1", "NUMBER");
            return tape.record(turned.replace("NUMBER", variable.toString()), List.of(other), known);
        }
        List<Variable> operands = new ArrayList<>();
        Matcher places = PLACE.matcher(expression);
        StringBuilder written = new StringBuilder();
        while (places.find()) {
            places.appendReplacement(
                    written, Matcher.quoteReplacement(place(places.group(), arguments, shape, operands)));
        }
        places.appendTail(written);
        return tape.record(written.toString(), operands, known);
    }

    private String place(String place, Object[] arguments, Shape shape, List<Variable> operands) {
        if (place.equals("#")) {
            return Vocabulary.literal(shape);
        }
        int number = Integer.parseInt(place.substring(1));
        if (place.startsWith("@")) {
            return Vocabulary.literal(onlyAxis((int[]) arguments[number - 1]));
        }
        Optional<TracedArray> array = number == 0 ? Optional.of(this) : find(arguments[number - 1]);
        if (array.isEmpty()) {
            return Vocabulary.literal(arguments[number - 1]);
        }
        Variable operand = array.get().variable;
        if (operand.isNumber() && place.startsWith("~") && isOfType(operand, this)) {
            return operand.toString();
        }
        operands.add(tape.tensor(operand));
        return "$" + (operands.size() - 1);
    }

    private static int onlyAxis(int[] axes) {
        if (axes.length != 1) {
            throw new UnknownOperationException("a reduction over " + axes.length + " axes where the engine takes one");
        }
        return axes[0];
    }

    /** A number before a tensor: written the other way round, if that is the same. */
    private boolean isBackwards(String expression, Object[] arguments) {
        boolean turns = expression.startsWith("torch.add(")
                || expression.startsWith("torch.mul(")
                || expression.startsWith("torch.sub(");
        return turns
                && variable.isNumber()
                && find(arguments[0])
                        .map(other -> !other.variable.isNumber() && isOfType(variable, other))
                        .orElse(false);
    }

    /** A bare number takes the type of the tensor that it meets; one of another type must stay a tensor. */
    private static boolean isOfType(Variable number, TracedArray array) {
        return Vocabulary.code(array.value.getDataType()).equals(number.type());
    }

    /** Changes this array: from here on it stands for a new value. Nobody may look at the old one through a view. */
    private NDArray change(String expression, Method method, Object[] arguments) throws Throwable {
        if (isShared) {
            throw new UnknownOperationException("NDArray." + method.getName() + " of an array that shares its memory");
        }
        Variable after = record(expression, arguments, value);
        value = value.duplicate(); // the values are the caller's, or a constant's
        call(value, method, arguments);
        variable = after;
        return proxy;
    }

    private NDArray toType(DataType type, boolean copy, Method method) throws Throwable {
        if (type == value.getDataType() && !copy) {
            return proxy;
        }
        NDArray converted = result(NDArray.class, value, method, new Object[] {type, copy});
        Variable of = tape.tensor(variable);
        return result(tape.record("torch.to($0, " + Vocabulary.code(type) + ")", List.of(of)), converted, true);
    }

    private NDArray toDevice(Object[] arguments) {
        if (!arguments[0].equals(value.getDevice())) {
            throw new UnknownOperationException("NDArray.toDevice");
        }
        return Boolean.TRUE.equals(arguments[1]) ? proxy.duplicate() : proxy;
    }

    private NDArray turned() {
        int axes = value.getShape().dimension();
        return proxy.transpose(
                IntStream.range(0, axes).map(axis -> axes - 1 - axis).toArray());
    }

    private NDList split(Method method, Object[] arguments) throws Throwable {
        NDList pieces = result(NDList.class, value, method, arguments);
        int axis = (Integer) arguments[1];
        long[] sizes =
                pieces.stream().mapToLong(piece -> piece.getShape().get(axis)).toArray();
        Variable all = tape.record(
                "torch.split_with_sizes($0, " + Vocabulary.literal(sizes) + ", " + axis + ")", List.of(variable));
        NDList traced = new NDList();
        for (int i = 0; i < pieces.size(); i++) {
            traced.add(result(tape.record("$0[" + i + "]", List.of(all)), pieces.get(i), true));
        }
        return traced;
    }

    /** Slices; other indices depend on values. */
    private NDArray get(NDIndex index) {
        NDIndexFullSlice slice = NDIndexFullSlice.fromIndex(index, value.getShape())
                .orElseThrow(() -> new UnknownOperationException("NDArray.get with an index that is not a slice"));
        Variable part = variable;
        for (int axis = 0; axis < slice.getMin().length; axis++) {
            long from = slice.getMin()[axis];
            long to = slice.getMax()[axis];
            long step = slice.getStep()[axis];
            if (from != 0 || to != value.getShape().get(axis) || step != 1) {
                part = tape.record(
                        "torch.slice($0, " + axis + ", " + from + ", " + to + ", " + step + ")", List.of(part));
            }
        }
        NDArray computed = value.get(index);
        if (slice.getToSqueeze().length > 0) {
            part = tape.record("torch.reshape($0, " + Vocabulary.literal(computed.getShape()) + ")", List.of(part));
        }
        return result(part, computed, true);
    }

    /** Calls a method with real values. */
    private @Nullable Object call(Object receiver, Method method, Object[] arguments) throws Throwable {
        Object[] real = Arrays.stream(arguments).map(this::real).toArray();
        try {
            return method.invoke(receiver, real);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private <T> T result(Class<T> type, Object receiver, Method method, Object[] arguments) throws Throwable {
        return type.cast(requireNonNull(call(receiver, method, arguments), "result is null"));
    }

    private @Nullable Object real(@Nullable Object argument) {
        if (argument instanceof NDList list) {
            NDList values = new NDList();
            list.forEach(array -> values.add(of(array).value));
            return values;
        }
        if (argument instanceof NDArray array) {
            return of(array).value;
        }
        return argument;
    }

    private NDArrayEx internals() {
        return (NDArrayEx) Proxy.newProxyInstance(
                NDArrayEx.class.getClassLoader(), new Class<?>[] {NDArrayEx.class}, this::invokeInternal);
    }

    private @Nullable Object invokeInternal(Object self, Method method, Object @Nullable [] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        Object internal = value.getNDArrayInternal();
        Optional<String> expression = Vocabulary.expression(method);
        if (expression.isPresent()) {
            NDArray result = compute(expression.get(), internal, method, arguments);
            return method.getReturnType() == NDList.class ? new NDList(result) : result;
        }
        return switch (method.getName()) {
            case "concat" -> join("torch.cat", internal, method, arguments);
            case "stack" -> join("torch.stack", internal, method, arguments);
            case "convolution" -> convolution(internal, method, arguments);
            case "lstm" -> lstm(internal, method, arguments);
            case "gru" -> gru(internal, method, arguments);
            default -> {
                if (method.isDefault()) {
                    yield InvocationHandler.invokeDefault(self, method, arguments);
                }
                throw new UnknownOperationException("NDArrayEx." + method.getName());
            }
        };
    }

    private NDArray join(String function, Object internal, Method method, Object[] arguments) throws Throwable {
        List<Variable> parts = new ArrayList<>();
        parts.add(tape.tensor(variable));
        ((NDList) arguments[0]).forEach(part -> parts.add(tape.tensor(of(part).variable)));
        NDArray joined = result(NDArray.class, internal, method, arguments);
        return result(
                tape.record(function + "(" + places(0, parts.size()) + ", " + arguments[1] + ")", parts),
                joined,
                false);
    }

    private static String places(int from, int to) {
        StringBuilder places = new StringBuilder("[");
        for (int i = from; i < to; i++) {
            places.append(i > from ? ", $" : "$").append(i);
        }
        return places.append(']').toString();
    }

    private NDList convolution(Object internal, Method method, Object[] arguments) throws Throwable {
        int axes = of((NDArray) arguments[0]).value.getShape().dimension() - 2;
        String expression = "torch.conv" + axes + "d($1, $2, $3, $4, $5, $6, $7)";
        return new NDList(compute(expression, internal, method, arguments));
    }

    private NDList lstm(Object internal, Method method, Object[] arguments) throws Throwable {
        NDList states = (NDList) arguments[1];
        List<NDArray> inputs = new ArrayList<>(List.of((NDArray) arguments[0], states.get(0), states.get(1)));
        return recurrent("torch.lstm($0, [$1, $2], ", inputs, internal, method, arguments);
    }

    private NDList gru(Object internal, Method method, Object[] arguments) throws Throwable {
        List<NDArray> inputs = new ArrayList<>(List.of((NDArray) arguments[0], (NDArray) arguments[1]));
        return recurrent("torch.gru($0, $1, ", inputs, internal, method, arguments);
    }

    /** Records a recurrent layer; arguments: input, state, weights, then what is no array. */
    private NDList recurrent(String start, List<NDArray> inputs, Object internal, Method method, Object[] arguments)
            throws Throwable {
        int before = inputs.size();
        inputs.addAll((NDList) arguments[2]);
        StringBuilder expression = new StringBuilder(start).append(places(before, inputs.size()));
        for (int i = 3; i < arguments.length; i++) {
            expression.append(", ").append(Vocabulary.literal(arguments[i]));
        }
        List<Variable> operands =
                inputs.stream().map(input -> tape.tensor(of(input).variable)).toList();
        Variable all = tape.record(expression.append(')').toString(), operands);
        NDList computed = result(NDList.class, internal, method, arguments);
        NDList traced = new NDList();
        for (int i = 0; i < computed.size(); i++) {
            traced.add(result(tape.record("$0[" + i + "]", List.of(all)), computed.get(i), false));
        }
        return traced;
    }
}
