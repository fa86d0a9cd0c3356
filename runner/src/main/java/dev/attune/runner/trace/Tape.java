package dev.attune.runner.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records what a computation does with arrays.
 *
 * <ol>
 *   <li>Register what the computation reads with {@link #input}, {@link #state} and {@link #cut}; each gives an array that records.
 *   <li>Run the computation on those. It computes as always, with real values, so that shapes and types are the engine's own.
 *   <li>Call {@link #graph} with what it gave.
 * </ol>
 *
 * <p>The graph computes the same from other values of the same shapes; whatever the computation made itself, such as a table of positions,
 * is a constant of the graph. Expressions that occur twice are computed once. Changes in place become new values, so that the graph has
 * no other effect than on its states.
 */
public final class Tape {
    private final NDManager owner;
    private final NDManager manager;
    private final List<Variable> slots = new ArrayList<>();
    private final Map<Integer, NDArray> constants = new LinkedHashMap<>();
    private final List<Statement> statements = new ArrayList<>();
    private final Map<String, Variable> known = new HashMap<>();
    private final Map<String, TracedArray> made = new HashMap<>();
    private final List<State> states = new ArrayList<>();
    private final Variable flat = Variable.named("flat");

    private record State(Variable before, TracedArray array) {}

    /**
     * Begins a recording.
     *
     * @param real lends memory to what is computed alongside
     * @param owner owns the constants of the graph
     */
    public Tape(NDManager real, NDManager owner) {
        this.owner = owner;
        manager = TracedManager.of(this, real);
    }

    /**
     * Registers an array whose values the caller gives at each run, under the next number.
     *
     * @param value values of the first run
     */
    public NDArray input(NDArray value) {
        return new TracedArray(this, value, slot()).proxy();
    }

    /**
     * Registers an array that the computation may change in place, such as a running mean, under the next number.
     *
     * @param value its values; the recording leaves them alone
     */
    public NDArray state(NDArray value) {
        TracedArray array = new TracedArray(this, value.duplicate(), slot());
        states.add(new State(array.variable(), array));
        return array.proxy();
    }

    private Variable slot() {
        Variable slot = Variable.named("x" + slots.size());
        slots.add(slot);
        return slot;
    }

    /** Returns how many inputs, states and constants there are so far: the number that the next one gets. */
    public int slots() {
        return slots.size();
    }

    /**
     * Registers arrays that are pieces of one buffer, end to end.
     *
     * @param pieces their values
     */
    public List<NDArray> cut(List<NDArray> pieces) {
        long[] sizes = pieces.stream().mapToLong(NDArray::size).toArray();
        Variable all = record("torch.split_with_sizes($0, " + Vocabulary.literal(sizes) + ")", List.of(flat));
        List<NDArray> traced = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            NDArray piece = pieces.get(i);
            Variable view = record(
                    "torch.reshape($0[" + i + "], " + Vocabulary.literal(piece.getShape()) + ")",
                    List.of(all),
                    piece.getShape());
            traced.add(new TracedArray(this, piece, view).proxy());
        }
        return traced;
    }

    /** Returns the buffer that the pieces are of, as an array that records. */
    public NDArray whole(NDArray buffer) {
        return new TracedArray(this, buffer, flat).proxy();
    }

    NDManager manager() {
        return manager;
    }

    /** Writes a statement, unless its value is known already. */
    Variable record(String operation, List<Variable> operands) {
        return record(operation, operands, null);
    }

    /**
     * Writes a statement, unless its value is known already.
     *
     * @param operation the expression
     * @param operands what it reads
     * @param shape of its result, if that is a floating-point tensor; null if unknown
     */
    Variable record(String operation, List<Variable> operands, @Nullable Shape shape) {
        Variable result = Variable.named("t" + statements.size(), shape);
        Statement candidate = new Statement(result, operation, operands, false);
        Variable earlier = known.putIfAbsent(candidate.expression(), candidate.result());
        if (earlier != null) {
            return earlier;
        }
        statements.add(candidate);
        return candidate.result();
    }

    /**
     * Makes an array out of what the computation made by itself.
     *
     * @param value the values
     * @param recipe says the same of arrays with the same values; null if unknown
     */
    NDArray constant(NDArray value, @Nullable String recipe) {
        if (value.getShape().dimension() == 0 && Vocabulary.numbers().contains(value.getDataType())) {
            return new TracedArray(this, value, number(value)).proxy();
        }
        TracedArray earlier = recipe == null ? null : made.get(recipe);
        if (earlier != null) {
            return earlier.twin();
        }
        NDArray kept = value.duplicate(); // the values may lie in a buffer of Java's
        kept.attach(owner);
        NDScope.unregister(kept);
        constants.put(slots.size(), kept);
        TracedArray traced = new TracedArray(this, kept, slot());
        if (recipe != null) {
            made.put(recipe, traced);
        }
        return traced.twin();
    }

    private static Variable number(NDArray scalar) {
        DataType type = scalar.getDataType();
        Number value = type == DataType.FLOAT32
                ? Float.valueOf(scalar.getFloat())
                : type == DataType.FLOAT64
                        ? Double.valueOf(scalar.getDouble())
                        : type == DataType.INT32 ? Integer.valueOf(scalar.getInt()) : Long.valueOf(scalar.getLong());
        return Variable.number(Vocabulary.literal(value), Vocabulary.code(type));
    }

    /** Makes a tensor of a number, where an operation takes nothing else. */
    Variable tensor(Variable variable) {
        return variable.isNumber()
                ? record(
                        "torch.new_full($0, " + Vocabulary.literal(new Shape()) + ", $1, dtype=" + variable.type()
                                + ")",
                        List.of(flat, variable))
                : variable;
    }

    /**
     * Ends the recording.
     *
     * @param outputs what the computation gave; arrays that it was given or made
     */
    public Graph graph(List<NDArray> outputs) {
        List<Variable> results = outputs.stream()
                .map(output -> tensor(TracedArray.of(this, output).variable()))
                .toList();
        List<Statement> all = new ArrayList<>(statements);
        for (State state : states) {
            Variable after = state.array().variable();
            if (after != state.before()) {
                Variable result = Variable.named("e" + all.size());
                all.add(new Statement(result, "torch.copy_($0, $1)", List.of(state.before(), after), true));
            }
        }
        return Graph.of(flat, slots, constants, all, results);
    }
}
