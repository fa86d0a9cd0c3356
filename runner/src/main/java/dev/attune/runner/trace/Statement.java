package dev.attune.runner.trace;

import java.util.ArrayList;
import java.util.List;

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

    /** Returns the expression, with each operand in its place. */
    String expression() {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int i = operation.indexOf('$'); i >= 0; i = operation.indexOf('$', from)) {
            int end = i + 1;
            while (end < operation.length() && Character.isDigit(operation.charAt(end))) {
                end++;
            }
            text.append(operation, from, i);
            text.append(operands.get(Integer.parseInt(operation.substring(i + 1, end))));
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
