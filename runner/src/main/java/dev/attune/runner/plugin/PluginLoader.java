package dev.attune.runner.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one plugin, apart from those of Attune and of other plugins.
 *
 * <p>What a plugin shares with Attune comes from Attune alone, also where the plugin brings a copy of its own: the plugin interface, DJL
 * (whose native library belongs to one loader), logging, and null annotations. All else comes from the Java platform and the plugin's
 * own jars, so that a plugin may use another version of a library that Attune uses.
 */
final class PluginLoader extends URLClassLoader {
    private static final String INTERFACE = "dev.attune.api.";
    static final List<String> SHARED = List.of(INTERFACE, "ai.djl.", "org.slf4j.", "org.jspecify.");
    /** By which DJL finds its engine and the engine's native library: there is one of each, that of Attune. */
    private static final List<String> SHARED_FILES = List.of(
            "META-INF/services/ai.djl.",
            "META-INF/services/org.slf4j.",
            "native/lib/",
            "jnilib/",
            "pytorch-engine.properties",
            "onnxruntime-engine.properties");

    private static final AtomicInteger COUNT = new AtomicInteger();
    /** By name: all that is known of a loader from the trace of an error. */
    private static final Map<String, PluginLoader> OPEN = new ConcurrentHashMap<>();

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader host = PluginLoader.class.getClassLoader();
    private final Path jar;
    private final String apiVersion;

    private PluginLoader(String name, URL[] jars, Path jar, String apiVersion) {
        super(name, jars, ClassLoader.getPlatformClassLoader());
        this.jar = jar;
        this.apiVersion = apiVersion;
    }

    /**
     * Opens a plugin.
     *
     * @param folder its jars
     * @param jar the one that provides it
     * @param apiVersion what its manifest says
     */
    static PluginLoader open(PluginFolder folder, Path jar, String apiVersion) {
        URL[] urls = folder.jars().stream().map(PluginLoader::url).toArray(URL[]::new);
        String name = "plugin " + folder.name() + " " + COUNT.incrementAndGet();
        PluginLoader loader = new PluginLoader(name, urls, jar, apiVersion);
        OPEN.put(name, loader);
        return loader;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar + " is not on this machine", e);
        }
    }

    /** Finds the open loader of a name, as the trace of an error gives it. */
    static Optional<PluginLoader> named(@Nullable String name) {
        return name == null ? Optional.empty() : Optional.ofNullable(OPEN.get(name));
    }

    /** Finds the open loader whose plugin has a class. */
    static Optional<PluginLoader> having(String className) {
        String file = className.replace('.', '/') + ".class";
        return OPEN.values().stream()
                .filter(loader -> !isShared(className) && loader.findResource(file) != null)
                .findFirst();
    }

    /** Returns the jar that provides the plugin. */
    Path jar() {
        return jar;
    }

    /** Returns the version of the plugin interface that the plugin was built against. */
    String apiVersion() {
        return apiVersion;
    }

    private static boolean isShared(String className) {
        return SHARED.stream().anyMatch(className::startsWith);
    }

    private static boolean isSharedResource(String name) {
        return isShared(name.replace('/', '.')) || SHARED_FILES.stream().anyMatch(name::startsWith);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isShared(name)) {
            try {
                return host.loadClass(name);
            } catch (ClassNotFoundException e) {
                if (name.startsWith(INTERFACE)) {
                    throw e;
                }
                // A part of DJL that Attune does not have, such as its datasets: the plugin may bring it.
            }
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL shared = isSharedResource(name) ? host.getResource(name) : null;
        return shared == null ? super.getResource(name) : shared;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return isSharedResource(name) ? host.getResources(name) : super.getResources(name);
    }

    @Override
    public void close() throws IOException {
        OPEN.remove(getName());
        super.close();
    }
}
