package dev.attune.encoders.text;

import java.lang.reflect.Field;

/**
 * Keeps libraries quiet that write to the JDK's own logging, whose default is to print to standard error.
 *
 * <p>By reflection: Attune logs by slf4j, and a dependency on the other would invite its use. What is silenced is what the JDK would
 * print, the handlers of the root logger; a host that has set up this logging on purpose says so by the usual system properties and is
 * left alone.
 */
final class JdkLogging {
    private JdkLogging() {}

    static void silence() {
        if (System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null) {
            return;
        }
        try {
            Class<?> loggers = Class.forName("java.util.logging.Logger");
            Class<?> levels = Class.forName("java.util.logging.Level");
            Field off = levels.getField("OFF");
            Object root = loggers.getMethod("getLogger", String.class).invoke(null, "");
            Class<?> handlers = Class.forName("java.util.logging.Handler");
            for (Object handler : (Object[]) loggers.getMethod("getHandlers").invoke(root)) {
                handlers.getMethod("setLevel", levels).invoke(handler, off.get(null));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the JDK's logging has changed", e);
        }
    }
}
