package dev.attune.runner.plugin;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.PluginException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
     * @return what went wrong, where, and what to do; empty if no plugin can be blamed, or if what was thrown speaks to the user itself
     */
    public static Optional<PluginException> explain(Throwable thrown) {
        if (isForUser(thrown)) {
            return Optional.empty();
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof LinkageError error) {
                return explain(error);
            }
        }
        return thrown instanceof RuntimeException
                ? thrower(thrown).map(place -> new PluginException(mistake(place, thrown), thrown))
                : Optional.empty();
    }

    private static boolean isForUser(Throwable thrown) {
        return thrown instanceof DataException
                || thrown instanceof ConfigException
                || thrown instanceof PluginException
                || thrown instanceof CancellationException;
    }

    private static Optional<PluginException> explain(LinkageError error) {
        Optional<Place> place = thrower(error);
        Optional<PluginLoader> culprit = place.map(Place::plugin).or(() -> lacking(error));
        return culprit.map(plugin -> new PluginException(
                place.isPresent() && isOfInitialiser(error)
                        ? mistake(place.get(), error.getCause() == null ? error : error.getCause())
                        : "The plugin in " + plugin.jar() + misfit(plugin, error),
                error));
    }

    /** A class that could not be initialised fits well; its own code failed, now or the first time. */
    private static boolean isOfInitialiser(LinkageError error) {
        return error instanceof ExceptionInInitializerError
                || (error instanceof NoClassDefFoundError
                        && String.valueOf(error.getMessage()).startsWith("Could not initialize class"));
    }

    private static String misfit(PluginLoader plugin, LinkageError error) {
        String what = PluginDiscovery.sentence(error);
        if (error instanceof UnsatisfiedLinkError) {
            return " needs a native library that cannot be loaded (" + what
                    + "); install it, or the plugin's jar for this platform.";
        }
        if (error instanceof UnsupportedClassVersionError) {
            return " or a library beside it is compiled for a newer Java (" + what + "); run Attune with that one.";
        }
        if (error instanceof NoClassDefFoundError
                && PluginLoader.SHARED.stream()
                        .map(shared -> shared.replace('.', '/'))
                        .noneMatch(String.valueOf(error.getMessage())::startsWith)) {
            return " needs a class that is missing (" + what
                    + "); put the library that has it beside the plugin's jar, in a folder of plugins/.";
        }
        return ", built against version " + plugin.apiVersion()
                + " of the plugin interface, does not fit this Attune, which has " + PluginInspection.HOST_VERSION
                + ": "
                + what + ". Rebuild it against this version, or look for a newer one.";
    }

    private static String mistake(Place place, Throwable thrown) {
        StackTraceElement method = place.method;
        return "The plugin in " + place.plugin.jar() + " failed at " + method.getClassName() + "."
                + method.getMethodName() + " (" + method.getFileName() + ":" + method.getLineNumber() + "): "
                + PluginDiscovery.sentence(thrown) + ". Report this to its author.";
    }

    /** Finds the plugin of the class that, by the message of an error, lacks a method which Attune calls. */
    private static Optional<PluginLoader> lacking(LinkageError error) {
        Matcher names =
                CLASS.matcher(error instanceof IncompatibleClassChangeError ? String.valueOf(error.getMessage()) : "");
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

    private record Place(PluginLoader plugin, StackTraceElement method) {}
}
