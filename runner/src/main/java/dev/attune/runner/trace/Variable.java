package dev.attune.runner.trace;

import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/** A name in a graph: of a tensor, of a list or tuple of tensors, or of a number that stands for a tensor without axes. */
final class Variable {
    private final String name;
    private final @Nullable String literal;
    private final @Nullable String type;
    private final @Nullable Shape shape;

    private Variable(String name, @Nullable String literal, @Nullable String type, @Nullable Shape shape) {
        this.name = name;
        this.literal = literal;
        this.type = type;
        this.shape = shape;
    }

    /** Makes a variable that a statement or the caller gives a value. */
    static Variable named(String name) {
        return new Variable(name, null, null, null);
    }

    /** Makes a variable of a floating-point tensor of a known shape. */
    static Variable named(String name, @Nullable Shape shape) {
        return new Variable(name, null, null, shape);
    }

    /**
     * Makes a variable that is a number.
     *
     * @param literal the number in TorchScript
     * @param type the code of its tensor's type
     */
    static Variable number(String literal, String type) {
        return new Variable(literal, literal, type, null);
    }

    /** Returns whether it is a number known beforehand. */
    boolean isNumber() {
        return literal != null;
    }

    /** Returns the shape of a floating-point tensor, if it is known. */
    @Nullable
    Shape shape() {
        return shape;
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
