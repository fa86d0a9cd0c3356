package dev.attune.testkit;

/**
 * Lets the engine start quietly in the tests of an author who has configured nothing.
 *
 * <p>It is on the class path, so it has nothing to download; and a missing logging backend is a choice of the author's, of which the
 * logging library need not warn. What the author has set stays.
 */
final class EngineSettings {
    private static final String LOGGING_BACKENDS = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

    private EngineSettings() {}

    /** Must come before the engine is touched. */
    static void apply() {
        setDefault("ai.djl.offline", "true");
        setDefault("OPT_OUT_TRACKING", "true");
        if (EngineSettings.class.getClassLoader().getResource(LOGGING_BACKENDS) == null) {
            setDefault("slf4j.internal.verbosity", "ERROR");
        }
    }

    private static void setDefault(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
