package dev.attune.encoders.text;

import java.util.Collections;
import java.util.Enumeration;

/**
 * Keeps Sphinx-4 quiet, which writes to the JDK's own logging and gives that a handler for standard error.
 *
 * <p>By reflection: Attune logs by slf4j, and a dependency on the other would invite its use. Only what is
 * Sphinx-4's is turned off; a host's own handlers are left alone.
 */
final class JdkLogging {
    private static final String PACKAGE = "java.util.logging.";

    private JdkLogging() {}

    /** Turns a logger off, which somebody must hold, or it is forgotten. */
    static void turnOff(String name) {
        try {
            Class<?> levels = Class.forName(PACKAGE + "Level");
            Class<?> loggers = Class.forName(PACKAGE + "Logger");
            Object logger = loggers.getMethod("getLogger", String.class).invoke(null, name);
            loggers.getMethod("setLevel", levels)
                    .invoke(logger, levels.getField("OFF").get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the JDK's logging has changed", e);
        }
    }

    /** Turns off the handlers that print in the form of a library. */
    static void silence(String library) {
        try {
            Class<?> managers = Class.forName(PACKAGE + "LogManager");
            Object manager = managers.getMethod("getLogManager").invoke(null);
            Enumeration<?> names =
                    (Enumeration<?>) managers.getMethod("getLoggerNames").invoke(manager);
            for (Object name : Collections.list(names)) {
                Object logger = managers.getMethod("getLogger", String.class).invoke(manager, name);
                // A logger that nobody uses any more may be gone by now.
                if (logger != null) {
                    silence(logger, library);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the JDK's logging has changed", e);
        }
    }

    private static void silence(Object logger, String library) throws ReflectiveOperationException {
        Class<?> levels = Class.forName(PACKAGE + "Level");
        Class<?> handlers = Class.forName(PACKAGE + "Handler");
        Object[] found = (Object[])
                Class.forName(PACKAGE + "Logger").getMethod("getHandlers").invoke(logger);
        for (Object handler : found) {
            Object formatter = handlers.getMethod("getFormatter").invoke(handler);
            if (formatter != null && formatter.getClass().getName().startsWith(library)) {
                handlers.getMethod("setLevel", levels)
                        .invoke(handler, levels.getField("OFF").get(null));
            }
        }
    }
}
