package dev.attune.runner.plugin;

import dev.attune.api.AttunePlugin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Instantiates the providers that a class loader sees, and survives those that cannot be. */
final class PluginDiscovery {
    private static final String SERVICE_FILE = "META-INF/services/" + AttunePlugin.class.getName();
    private static final Pattern PROVIDER = Pattern.compile("^\\S+: (?:Provider |class )?(\\S+) (?:not|Unable) .*");
    /** A services file that cannot be listed fails again at every step; no class path has so many broken providers. */
    private static final int MOST_FAULTS = 100;

    private static final String NOT_PUBLIC =
            "its class is not public; ask its author to make the class and its constructor public";

    private PluginDiscovery() {}

    /**
     * A provider.
     *
     * @param name its class, or what stands for it where that is not known
     * @param source the jar or folder it comes from
     * @param jars all jars of a plugin that is not on the class path; empty for one that is
     * @param plugin an instance, if one could be made
     * @param fault why none could be made, one line
     */
    record Candidate(
            String name,
            String source,
            List<Path> jars,
            @Nullable AttunePlugin plugin,
            @Nullable String fault) {
        Candidate {
            jars = List.copyOf(jars);
        }

        /** Makes a provider on the class path. */
        Candidate(String name, String source, @Nullable AttunePlugin plugin, @Nullable String fault) {
            this(name, source, List.of(), plugin, fault);
        }

        private Candidate of(PluginFolder folder, Path jar) {
            return new Candidate(
                    name.equals(SERVICE_FILE) ? folder.name() : name, jar.toString(), folder.jars(), plugin, fault);
        }
    }

    /** Loads a plugin that is not on the class path, if it can be trusted. */
    static List<Candidate> discover(PluginFolder folder) {
        PluginInspection.Provider provider;
        try {
            provider = PluginInspection.inspect(folder);
        } catch (PluginInspection.RefusedException e) {
            // An empty folder stands for the jars that it lacks: a plugin without any is one on the class path.
            List<Path> files = folder.jars().isEmpty() ? List.of(folder.path()) : folder.jars();
            return List.of(new Candidate(folder.name(), folder.path().toString(), files, null, e.getMessage()));
        }
        PluginLoader loader = PluginLoader.open(folder, provider.jar(), provider.apiVersion());
        return PluginCalls.within(loader, () -> discover(loader)).stream()
                .map(candidate -> candidate.of(folder, provider.jar()))
                .toList();
    }

    /** Looks at the providers that a loader sees. */
    static List<Candidate> discover(ClassLoader loader) {
        List<Candidate> found = new ArrayList<>();
        Iterator<ServiceLoader.Provider<AttunePlugin>> providers =
                ServiceLoader.load(AttunePlugin.class, loader).stream().iterator();
        int faults = 0;
        while (faults < MOST_FAULTS) {
            ServiceLoader.Provider<AttunePlugin> provider;
            try {
                if (!providers.hasNext()) {
                    return found;
                }
                provider = providers.next();
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                faults++;
                found.add(unloadable(e, loader));
                continue;
            }
            found.add(instantiate(provider));
        }
        return found;
    }

    private static Candidate instantiate(ServiceLoader.Provider<AttunePlugin> provider) {
        Class<? extends AttunePlugin> type = provider.type();
        String source = source(type);
        try {
            return new Candidate(type.getName(), source, provider.get(), null);
        } catch (ServiceConfigurationError | LinkageError | AssertionError | StackOverflowError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Candidate(type.getName(), source, null, fault(type, cause));
        }
    }

    private static String fault(Class<?> type, Throwable cause) {
        if (cause instanceof ExceptionInInitializerError && cause.getCause() != null) {
            return "a class of it failed when it was initialised (" + sentence(cause.getCause())
                    + "); report this to its author";
        }
        if (cause instanceof UnsatisfiedLinkError) {
            return "a native library it needs cannot be loaded (" + sentence(cause)
                    + "); install it, or the jar for this platform";
        }
        if (cause instanceof LinkageError) {
            return "a class it needs is missing or of another version (" + sentence(cause)
                    + "); install its dependencies beside it";
        }
        return cause instanceof IllegalAccessException && !Modifier.isPublic(type.getModifiers())
                ? NOT_PUBLIC
                : "its constructor failed (" + sentence(cause) + "); report this to its author";
    }

    private static Candidate unloadable(Throwable error, ClassLoader loader) {
        Matcher named = PROVIDER.matcher(String.valueOf(error.getMessage()));
        if (error instanceof LinkageError) {
            return new Candidate(
                    SERVICE_FILE,
                    "the class path",
                    null,
                    "a class of a plugin cannot be loaded (" + sentence(error)
                            + "); install its dependencies beside it");
        }
        if (!named.matches()) {
            return new Candidate(
                    SERVICE_FILE,
                    "the class path",
                    null,
                    "its services file cannot be used (" + sentence(error) + "); correct or remove it");
        }
        String className = named.group(1);
        String fault;
        if (named.group().contains("not a subtype")) {
            fault = "its class does not implement AttunePlugin; ask its author to correct " + SERVICE_FILE;
        } else if (named.group().contains("constructor")) {
            fault = isPublic(className, loader)
                    ? "its class has no public constructor without arguments; ask its author to add one"
                    : NOT_PUBLIC;
        } else {
            fault = "its class cannot be loaded (" + sentence(error)
                    + "); the jar is incomplete, or a dependency is missing: install it again";
        }
        return new Candidate(className, sourceOfServicesFile(className, loader), null, fault);
    }

    private static boolean isPublic(String className, ClassLoader loader) {
        try {
            return Modifier.isPublic(Class.forName(className, false, loader).getModifiers());
        } catch (ClassNotFoundException | LinkageError e) {
            return true; // another fault, which was found already
        }
    }

    private static String source(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return "the Java runtime";
        }
        return pathOrText(source.getLocation().toString());
    }

    /** Finds the jar or folder whose services file names a class; the class itself cannot be asked. */
    private static String sourceOfServicesFile(String className, ClassLoader loader) {
        try {
            for (URL url : Collections.list(loader.getResources(SERVICE_FILE))) {
                if (mentions(url, className)) {
                    String text = url.toString();
                    String location = text.substring(0, text.length() - SERVICE_FILE.length());
                    return pathOrText(location.replaceFirst("^jar:", "").replaceFirst("!/$", ""));
                }
            }
        } catch (IOException e) {
            return "a jar that cannot be read (" + sentence(e) + ")";
        }
        return "the class path";
    }

    private static boolean mentions(URL url, String className) throws IOException {
        URLConnection connection = url.openConnection();
        // The cache would keep the jar open after the plugin is gone.
        connection.setUseCaches(false);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .anyMatch(line -> line.replaceFirst("#.*", "").strip().equals(className));
        }
    }

    private static String pathOrText(String location) {
        try {
            return Path.of(new URI(location)).toString();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return location;
        }
    }

    /** Describes an error in one line. */
    static String sentence(Throwable error) {
        String message = error.getMessage();
        String name = error.getClass().getSimpleName();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }
}
