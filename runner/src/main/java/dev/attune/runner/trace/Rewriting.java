package dev.attune.runner.trace;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Replaces expressions by others that compute the same with fewer operations.
 *
 * <p>A rule is a pattern of operations, in which names stand for whatever is there, one operation on those names, and a condition.
 */
final class Rewriting {
    private static final List<Rule> RULES = List.of(
            // w = g v / ‖v‖, Salimans and Kingma: one kernel forward and one backward
            new Rule(
                    operation(
                            "torch.mul($0, $1)",
                            any("v"),
                            operation(
                                    "torch.div($0, $1)",
                                    any("g"),
                                    operation(
                                            "torch.sqrt($0)",
                                            operation(
                                                    "torch.sum($0, [1, 2], True)",
                                                    operation("torch.mul($0, $1)", any("v"), any("v")))))),
                    "torch._weight_norm($0, $1, 0)",
                    List.of("v", "g"),
                    Rewriting::isGainOfEachRow));

    private final Map<Variable, Statement> definitions = new HashMap<>();

    private Rewriting(List<Statement> statements) {
        statements.forEach(statement -> definitions.put(statement.result(), statement));
    }

    /** Applies the rules to statements; what is no longer read stays. */
    static List<Statement> apply(List<Statement> statements) {
        Rewriting rewriting = new Rewriting(statements);
        List<Statement> rewritten = new ArrayList<>();
        for (Statement statement : statements) {
            rewritten.add(RULES.stream()
                    .flatMap(rule -> rewriting.rewrite(statement, rule).stream())
                    .findFirst()
                    .orElse(statement));
        }
        return rewritten;
    }

    private List<Statement> rewrite(Statement statement, Rule rule) {
        Map<String, Variable> names = new HashMap<>();
        if (!matches(rule.pattern(), statement.result(), names)) {
            return List.of();
        }
        List<Variable> operands = new ArrayList<>();
        for (String name : rule.operands()) {
            Variable operand = names.get(name);
            if (operand == null) {
                throw new IllegalStateException("a rule reads " + name + ", which its pattern does not bind");
            }
            operands.add(operand);
        }
        if (!rule.condition().test(operands)) {
            return List.of();
        }
        return List.of(new Statement(statement.result(), rule.operation(), operands, statement.isEffect()));
    }

    private boolean matches(Pattern pattern, Variable variable, Map<String, Variable> names) {
        if (pattern.operands().isEmpty()) {
            Variable earlier = names.putIfAbsent(pattern.text(), variable);
            return earlier == null || earlier == variable;
        }
        Statement definition = definitions.get(variable);
        if (definition == null || !definition.operation().equals(pattern.text())) {
            return false;
        }
        for (int i = 0; i < pattern.operands().size(); i++) {
            if (!matches(pattern.operands().get(i), definition.operands().get(i), names)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether v has three axes and g one value for each of the first: the kernel reads what it takes for that. */
    private static boolean isGainOfEachRow(List<Variable> vAndG) {
        Shape v = vAndG.get(0).shape();
        Shape g = vAndG.get(1).shape();
        return v != null && g != null && v.dimension() == 3 && g.equals(new Shape(v.get(0), 1, 1));
    }

    /** An operation on patterns, or a name for whatever is there. */
    private record Pattern(String text, List<Pattern> operands) {}

    private record Rule(
            Pattern pattern, String operation, List<String> operands, Predicate<List<Variable>> condition) {}

    private static Pattern operation(String text, Pattern... operands) {
        return new Pattern(text, List.of(operands));
    }

    private static Pattern any(String name) {
        return new Pattern(name, List.of());
    }
}
