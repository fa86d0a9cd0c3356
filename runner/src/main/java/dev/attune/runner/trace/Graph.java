package dev.attune.runner.trace;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A computation for given shapes, as a list of statements.
 *
 * <p>It reads one buffer of parameters, and numbered slots: inputs and states, which the caller gives, and constants.
 */
public final class Graph {
    private final List<Variable> slots;
    private final Map<Integer, NDArray> constants;
    private final List<Statement> statements;
    private final List<Variable> results;
    private final Set<String> read = new HashSet<>();

    private Graph(
            List<Variable> slots, Map<Integer, NDArray> constants, List<Statement> statements, List<Variable> results) {
        this.slots = List.copyOf(slots);
        this.constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        this.statements = List.copyOf(statements);
        this.results = List.copyOf(results);
        results.forEach(result -> read.add(result.toString()));
        statements.forEach(statement -> statement.read().forEach(operand -> read.add(operand.toString())));
    }

    /** Makes a graph of those statements that have a share in the results or an effect, in their shortest form. */
    static Graph of(
            Variable flat,
            List<Variable> slots,
            Map<Integer, NDArray> constants,
            List<Statement> statements,
            List<Variable> results) {
        List<Statement> needed = needed(Rewriting.apply(needed(statements, results)), results);
        return new Graph(slots, constants, InPlace.apply(needed, results, flat), results);
    }

    private static List<Statement> needed(List<Statement> statements, List<Variable> results) {
        Set<Variable> read = new HashSet<>(results);
        List<Statement> needed = new ArrayList<>();
        for (int i = statements.size() - 1; i >= 0; i--) {
            Statement statement = statements.get(i);
            if (statement.isEffect() || read.contains(statement.result())) {
                read.addAll(statement.operands());
                needed.add(statement);
            }
        }
        Collections.reverse(needed);
        return needed;
    }

    /** Returns how many slots there are. */
    public int slots() {
        return slots.size();
    }

    /** Returns the constants, by the number of their slot. */
    public Map<Integer, NDArray> constants() {
        return constants;
    }

    /** Returns whether the value of a slot has a share in the results or an effect. */
    public boolean isRead(int slot) {
        return read.contains(slots.get(slot).toString());
    }

    /** Returns the number of statements. */
    public int size() {
        return statements.size();
    }

    /** Writes the method {@code forward(self, flat: Tensor, x: List[Tensor]) -> List[Tensor]}. */
    public String source() {
        StringBuilder text = new StringBuilder(
                "  def forward(self: __torch__.Attune, flat: Tensor, x: List[Tensor]) -> List[Tensor]:\n");
        text.append(body(slot -> "x[" + slot + "]"));
        line(text, "return " + results);
        return text.toString();
    }

    /**
     * Writes the lines that compute the results, after which each is at hand by its {@link #result name}.
     *
     * @param slot says what stands in a slot
     */
    public String body(IntFunction<String> slot) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < slots.size(); i++) {
            if (isRead(i)) {
                line(text, slots.get(i) + " = " + slot.apply(i));
            }
        }
        for (Statement statement : statements) {
            line(text, statement.result() + " = " + statement.expression());
        }
        return text.toString();
    }

    /** Returns the name of a result in {@link #body}. */
    public String result(int index) {
        return results.get(index).toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append("    ").append(line).append('\n');
    }
}
