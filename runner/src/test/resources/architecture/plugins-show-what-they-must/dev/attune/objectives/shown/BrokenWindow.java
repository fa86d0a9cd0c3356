package dev.attune.objectives.shown;

public final class BrokenWindow {
    /** Is reached through the public type around it. */
    public static final class BrokenPane {}
}
