package dev.attune.runner.plugin;

/** A library that Attune has in another version than a plugin. */
public final class SharedLibrary {
    private SharedLibrary() {}

    /** Returns the version. */
    public static int version() {
        return 1;
    }
}
