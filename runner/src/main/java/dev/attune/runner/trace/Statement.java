package dev.attune.runner.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One line of a graph.
 *
 * @param result what it gives a value
 * @param operation the expression, in which $0, $1, ... stand for the operands
 * @param operands in order
 * @param isEffect whether it changes an input, and must stay though nobody reads its result
 */
record Statement(Variable result, String operation, List<Variable> operands, boolean isEffect) {
    Statement {
        operands = List.copyOf(operands);
    }

    /** Returns the expression, with each operand in words of the caller's. */
    String expression(UnaryOperator<String> name) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int i = operation.indexOf('$'); i >= 0; i = operation.indexOf('$', from)) {
            int end = i + 1;
            while (end < operation.length() && Character.isDigit(operation.charAt(end))) {
                end++;
            }
            text.append(operation, from, i);
            text.append(name.apply(operands.get(Integer.parseInt(operation.substring(i + 1, end)))
                    .toString()));
            from = end;
        }
        return text.append(operation, from, operation.length()).toString();
    }

    Statement with(String newOperation) {
        return new Statement(result, newOperation, operands, isEffect);
    }

    List<Variable> read() {
        List<Variable> read = new ArrayList<>(operands);
        read.removeIf(Variable::isNumber);
        return read;
    }
}
