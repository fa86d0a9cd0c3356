package dev.attune.runner.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets an operation overwrite its first operand where nobody else ever reads that: no new memory, which for the largest tensors of a model
 * costs more than the arithmetic.
 *
 * <p>That the backward pass does not read it either is what the two lists are about; PyTorch would refuse such a pass.
 */
final class InPlace {
    /** What keeps nothing of its result for the backward pass, and owns it. */
    private static final List<String> PRODUCERS = List.of(
            "torch.matmul(", "torch.bmm(", "torch.linear(", "torch.conv1d(", "torch.add(", "torch.sub(", "torch.mul(");

    /** What reads nothing of its first operand in the backward pass; of mul that is so where the second is not learnt. */
    private static final List<String> CONSUMERS =
            List.of("torch.add(", "torch.sub(", "torch.mul(", "torch.relu(", "torch.tanh(", "torch.sigmoid(");

    private final Map<Variable, Integer> reads = new HashMap<>();
    private final Map<Variable, Statement> definitions = new HashMap<>();
    private final Set<Variable> learnt = new HashSet<>();

    private InPlace(List<Statement> statements, List<Variable> results, Variable flat) {
        learnt.add(flat);
        results.forEach(result -> reads.merge(result, 2, Integer::sum)); // the caller reads them, whenever
        for (Statement statement : statements) {
            definitions.put(statement.result(), statement);
            statement.operands().forEach(operand -> reads.merge(operand, 1, Integer::sum));
            if (!statement.operation().startsWith("torch.detach(")
                    && statement.operands().stream().anyMatch(learnt::contains)) {
                learnt.add(statement.result());
            }
        }
    }

    /**
     * Rewrites statements.
     *
     * @param statements those that are needed, in order
     * @param results what the graph gives
     * @param flat what is learnt
     */
    static List<Statement> apply(List<Statement> statements, List<Variable> results, Variable flat) {
        InPlace state = new InPlace(statements, results, flat);
        List<Statement> rewritten = new ArrayList<>();
        for (Statement statement : statements) {
            rewritten.add(state.mayOverwrite(statement) ? statement.with(inPlace(statement)) : statement);
        }
        return rewritten;
    }

    private static String inPlace(Statement statement) {
        return statement.operation().replaceFirst("\\(", "_(");
    }

    private boolean mayOverwrite(Statement statement) {
        if (CONSUMERS.stream().noneMatch(statement.operation()::startsWith)) {
            return false;
        }
        Variable first = statement.operands().get(0);
        Statement definition = definitions.get(first);
        return definition != null
                && PRODUCERS.stream().anyMatch(definition.operation()::startsWith)
                && first.shape() != null
                && first.shape().equals(statement.result().shape())
                && reads.getOrDefault(first, 0) == 1
                && !(statement.operation().startsWith("torch.mul(") && readsLearnt(statement));
    }

    private boolean readsLearnt(Statement statement) {
        return statement.operands().stream().skip(1).anyMatch(learnt::contains);
    }
}
