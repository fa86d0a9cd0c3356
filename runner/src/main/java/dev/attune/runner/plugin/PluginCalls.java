package dev.attune.runner.plugin;

import java.util.function.Supplier;

/** Calls plugins as they expect to be called. */
public final class PluginCalls {
    private PluginCalls() {}

    /**
     * Runs a call with the plugin's own class loader as the context loader of the thread: service loaders and serialisers look there.
     *
     * @param component of the plugin
     * @param call into it
     * @param <T> what the call gives
     */
    public static <T> T within(Object component, Supplier<T> call) {
        return within(component.getClass().getClassLoader(), call);
    }

    /**
     * Runs a call that gives nothing, in the same way.
     *
     * @param component of the plugin
     * @param call into it
     */
    public static void run(Object component, Runnable call) {
        within(component, () -> {
            call.run();
            return true;
        });
    }

    static <T> T within(ClassLoader loader, Supplier<T> call) {
        // On the class path the context loader is right already.
        return loader instanceof PluginLoader ? asContext(loader, call) : call.get();
    }

    /** Runs a call with a class loader as the context loader of the thread. */
    static <T> T asContext(ClassLoader loader, Supplier<T> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
