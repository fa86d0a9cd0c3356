package dev.attune.runner.trace;

import org.jspecify.annotations.Nullable;

/** A name in a graph: of a tensor, of a list or tuple of tensors, or of a number that stands for a tensor without axes. */
final class Variable {
    private final String name;
    private final @Nullable String literal;
    private final @Nullable String type;

    private Variable(String name, @Nullable String literal, @Nullable String type) {
        this.name = name;
        this.literal = literal;
        this.type = type;
    }

    /** Makes a variable that a statement or the caller gives a value. */
    static Variable named(String name) {
        return new Variable(name, null, null);
    }

    /**
     * Makes a variable that is a number.
     *
     * @param literal the number in TorchScript
     * @param type the code of its tensor's type
     */
    static Variable number(String literal, String type) {
        return new Variable(literal, literal, type);
    }

    /** Returns whether it is a number known beforehand. */
    boolean isNumber() {
        return literal != null;
    }

    /** Returns the code of a number's type. */
    @Nullable
    String type() {
        return type;
    }

    @Override
    public String toString() {
        return name;
    }
}
