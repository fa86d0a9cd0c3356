package dev.attune.runner.plugin;

import dev.attune.api.PluginException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the plugin behind something thrown in the midst of a run.
 *
 * <p>The trace of an error names the class loader of each method, and so the plugin that a method is of. Where a plugin lacks a method
 * that Attune calls, the error itself names its class.
 */
public final class PluginFaults {
    private static final Pattern CLASS =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(?:[./][\\p{L}_$][\\p{L}\\p{N}_$]*)+");
    /** Code that a plugin calls: a mistake that shows there was made further up. */
    private static final List<String> CALLED = List.of("java.", "javax.", "jdk.", "sun.", "ai.djl.", "dev.attune.api.");

    private PluginFaults() {}

    /**
     * Explains something thrown, if a plugin of its own loader is behind it.
     *
     * @param thrown during a call into whatever plugin
     * @return what went wrong, where, and what to do; empty if no plugin can be blamed
     */
    public static Optional<PluginException> explain(Throwable thrown) {
        if (thrown instanceof LinkageError error) {
            return culprit(error).map(plugin -> new PluginException(misfit(plugin, error), error));
        }
        return thrown instanceof RuntimeException
                ? thrower(thrown).map(place -> new PluginException(mistake(place, thrown), thrown))
                : Optional.empty();
    }

    private static String misfit(PluginLoader plugin, LinkageError error) {
        String built = "The plugin in " + plugin.jar() + ", built against version " + plugin.apiVersion()
                + " of the plugin interface, does not fit this Attune, which has " + PluginInspection.HOST_VERSION
                + ": ";
        return error instanceof NoClassDefFoundError
                        && !String.valueOf(error.getMessage()).startsWith("dev/attune/")
                ? "The plugin in " + plugin.jar() + " needs a class that is missing (" + PluginDiscovery.sentence(error)
                        + "); put the library that has it beside the plugin's jar."
                : built + PluginDiscovery.sentence(error)
                        + ". Rebuild it against this version, or look for a newer one.";
    }

    private static String mistake(Place place, Throwable thrown) {
        return "The plugin in " + place.plugin.jar() + " failed at " + place.method.getClassName() + "."
                + place.method.getMethodName() + " (" + place.method.getFileName() + ":" + place.method.getLineNumber()
                + "): " + PluginDiscovery.sentence(thrown) + ". Report this to its author.";
    }

    /** Finds the plugin that cannot be linked: the first whose code was running, or whose class the error names. */
    private static Optional<PluginLoader> culprit(LinkageError error) {
        Optional<PluginLoader> running = places(error).stream().findFirst().map(Place::plugin);
        return running.isPresent() ? running : named(error.getMessage());
    }

    private static Optional<PluginLoader> named(@Nullable String message) {
        Matcher names = CLASS.matcher(message == null ? "" : message);
        while (names.find()) {
            Optional<PluginLoader> plugin = PluginLoader.having(names.group().replace('/', '.'));
            if (plugin.isPresent()) {
                return plugin;
            }
        }
        return Optional.empty();
    }

    /** Finds the plugin whose own code threw, itself or in what it called. */
    private static Optional<Place> thrower(Throwable thrown) {
        for (StackTraceElement method : thrown.getStackTrace()) {
            Optional<PluginLoader> plugin = PluginLoader.named(method.getClassLoaderName());
            if (plugin.isPresent()) {
                return Optional.of(new Place(plugin.get(), method));
            }
            if (CALLED.stream().noneMatch(method.getClassName()::startsWith)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static List<Place> places(Throwable thrown) {
        List<Place> places = new ArrayList<>();
        for (StackTraceElement method : thrown.getStackTrace()) {
            PluginLoader.named(method.getClassLoaderName()).ifPresent(plugin -> places.add(new Place(plugin, method)));
        }
        return places;
    }

    private record Place(PluginLoader plugin, StackTraceElement method) {}
}
