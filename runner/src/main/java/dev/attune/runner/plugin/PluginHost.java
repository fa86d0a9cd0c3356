package dev.attune.runner.plugin;

import ai.djl.engine.Engine;
import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.ComponentFactory;
import dev.attune.runner.plugin.PluginState.OfferedComponent;
import dev.attune.runner.plugin.PluginState.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Finds plugins, checks them before it trusts them, and offers the components of those that are sound.
 *
 * <p>Plugins are on the class path, or in folders of their own, each of which then has a class loader of its own ({@link PluginPath}).
 *
 * <p>A broken plugin stops nothing by itself: it has a {@link PluginState} with a reason, and its components are missing. Two plugins
 * with one identifier, or with a component of one name and kind, are both broken: which of them came first must not decide what an
 * experiment trains. But a plugin in a folder never breaks one on the class path, where those of Attune are: then it alone is broken.
 */
public final class PluginHost {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /** A plugin is promised to be asked once, and the native library of one cannot be loaded twice. */
    private static final Map<PluginPath, PluginHost> OF_PROCESS = new ConcurrentHashMap<>();

    private final ComponentRegistry registry;
    private final List<PluginState> states;
    private final IdentityHashMap<PluginState, AttunePlugin> instances;

    private PluginHost(
            ComponentRegistry registry,
            IdentityHashMap<PluginState, AttunePlugin> instances,
            List<PluginState> states) {
        this.registry = registry;
        this.instances = instances;
        this.states = states;
    }

    /**
     * Looks at the plugins of this process, once: those on the class path and those of {@link PluginPath#ofProcess}.
     *
     * @throws dev.attune.api.PluginException if a place that the user named for plugins is none
     */
    public static PluginHost ofProcess() {
        return OF_PROCESS.computeIfAbsent(PluginPath.ofProcess(), PluginHost::of);
    }

    /**
     * Looks at the plugins on the class path and in some places beside.
     *
     * @param path the places
     * @throws dev.attune.api.PluginException if one of them cannot be read
     */
    public static PluginHost of(PluginPath path) {
        return ofFolders(path.plugins());
    }

    /**
     * Looks at the plugins on the class path and at one beside, as if it alone were installed.
     *
     * @param plugin its jar, or the folder of its jars
     * @throws dev.attune.api.PluginException if it is neither
     */
    public static PluginHost of(Path plugin) {
        return ofFolders(List.of(PluginPath.plugin(plugin)));
    }

    private static PluginHost ofFolders(List<PluginFolder> folders) {
        ClassLoader own = PluginHost.class.getClassLoader();
        List<PluginDiscovery.Candidate> found = new ArrayList<>(PluginDiscovery.discover(own));
        if (!folders.isEmpty()) {
            // Whichever loader DJL sees first decides, for the life of the process, which engines there are.
            PluginCalls.asContext(own, Engine::getAllEngines);
        }
        folders.forEach(folder -> found.addAll(PluginDiscovery.discover(folder)));
        return of(found);
    }

    /**
     * Looks at the plugins that a class loader sees.
     *
     * @param loader sees the plugins' classes and their {@code META-INF/services} files
     */
    public static PluginHost fromLoader(ClassLoader loader) {
        return of(PluginDiscovery.discover(loader));
    }

    /** Checks what was discovered, from however many loaders. */
    static PluginHost of(List<PluginDiscovery.Candidate> candidates) {
        List<Examined> examined = new ArrayList<>();
        for (PluginDiscovery.Candidate candidate : candidates) {
            examined.add(examine(candidate));
        }
        List<Examined> onClassPath =
                examined.stream().filter(Examined::isOnClassPath).toList();
        rejectShared(onClassPath);
        List<Examined> beside = examined.stream()
                .filter(one -> !one.isOnClassPath())
                .filter(one -> onClassPath.stream().allMatch(one::leavesNamesTo))
                .toList();
        rejectShared(beside);
        List<AttunePlugin> sound = new ArrayList<>();
        List<PluginState> states = new ArrayList<>();
        IdentityHashMap<PluginState, AttunePlugin> instances = new IdentityHashMap<>();
        for (Examined one : examined) {
            PluginState state = one.state();
            states.add(state);
            if (one.candidate.plugin() != null) {
                instances.put(state, one.candidate.plugin());
            }
            if (one.reason == null && one.plugin != null) {
                sound.add(one.plugin);
            } else {
                warn(one);
            }
        }
        return new PluginHost(ComponentRegistry.of(sound), instances, List.copyOf(states));
    }

    /** Makes the logger only now: to set up logging takes longer than to look at all plugins, which are sound as a rule. */
    private static void warn(Examined broken) {
        LoggerFactory.getLogger(PluginHost.class)
                .warn("plugin {} from {} is not used: {}", broken.id, broken.candidate.source(), broken.reason);
    }

    /** Returns the components of all sound plugins. */
    public ComponentRegistry registry() {
        return registry;
    }

    /**
     * Returns the plugin itself, as its constructor made it.
     *
     * @param state one of {@link #states}
     * @return empty if it could not be made
     */
    public Optional<AttunePlugin> instance(PluginState state) {
        return Optional.ofNullable(instances.get(state));
    }

    /** Returns every plugin that was found, sound or not, in the order in which they were found. */
    public List<PluginState> states() {
        return states;
    }

    private static Examined examine(PluginDiscovery.Candidate candidate) {
        Examined result = new Examined(candidate);
        AttunePlugin plugin = candidate.plugin();
        if (plugin == null) {
            result.reason = candidate.fault();
            return result;
        }
        // A foreign class may fail in any way, and a failure of one must not take the others along.
        try {
            result.reason = PluginCalls.within(plugin, () -> ask(plugin, result));
        } catch (LinkageError e) {
            result.reason = "it was compiled against another version of a class (" + PluginDiscovery.sentence(e)
                    + "); rebuild it against this version of Attune";
        } catch (RuntimeException | ServiceConfigurationError | AssertionError | StackOverflowError e) {
            result.reason = "it failed when asked for its components (" + PluginDiscovery.sentence(e)
                    + "); report this to its author";
        }
        return result;
    }

    /** Returns what is wrong, or null. */
    private static @Nullable String ask(AttunePlugin plugin, Examined result) {
        String id = plugin.id();
        if (id == null || !NAME.matcher(id).matches()) {
            return "its id must match " + NAME + ", found " + id + "; ask its author for a valid one";
        }
        result.id = id;
        int version = plugin.apiVersion();
        if (version != ApiVersion.CURRENT) {
            return PluginInspection.otherVersion(String.valueOf(version), version < ApiVersion.CURRENT);
        }
        PluginSnapshot snapshot = PluginSnapshot.of(id, version, plugin);
        result.plugin = snapshot;
        for (ComponentKind kind : ComponentKind.values()) {
            for (ComponentFactory<?> component : kind.of(snapshot)) {
                String fault = check(kind, component);
                if (fault != null) {
                    result.components.clear(); // what else it has is not known, which is said where something is missed
                    return fault;
                }
                result.components.add(new OfferedComponent(kind, component.name()));
            }
        }
        return null;
    }

    private static @Nullable String check(ComponentKind kind, ComponentFactory<?> component) {
        String name = component.name();
        if (name == null || !NAME.matcher(name).matches()) {
            return "the name of a " + kind.phrase() + " must match " + NAME + ", found " + name
                    + "; ask its author for a valid one";
        }
        if (component.configType() == null || !component.configType().isRecord()) {
            return "the options of its " + kind.phrase() + " " + name + " must be a record, found "
                    + component.configType() + "; ask its author to use NoOptions where there are none";
        }
        if (component.summary() == null || component.citation() == null) {
            return "its " + kind.phrase() + " " + name + " has no summary or a null citation; ask its author to add it";
        }
        return null;
    }

    /** Breaks plugins that have one name, each of them; those that were broken before take no part. */
    private static void rejectShared(List<Examined> candidates) {
        List<Examined> sound =
                candidates.stream().filter(one -> one.reason == null).toList();
        for (Examined one : sound) {
            one.namesTwice().ifPresent(one::breakBecause);
            for (Examined other : sound) {
                if (one != other) {
                    one.conflict(other).ifPresent(conflict -> {
                        one.breakBecause(conflict + "; remove one of them");
                        other.breakBecause(conflict + "; remove one of them");
                    });
                }
            }
        }
    }

    /** What is known of a candidate so far. */
    private static final class Examined {
        private final PluginDiscovery.Candidate candidate;
        private final List<OfferedComponent> components = new ArrayList<>();
        private String id;
        private @Nullable PluginSnapshot plugin;
        private @Nullable String reason;

        Examined(PluginDiscovery.Candidate candidate) {
            this.candidate = candidate;
            this.id = candidate.name();
        }

        /** Keeps the first reason: it is the one to mend first. */
        void breakBecause(String why) {
            if (reason == null) {
                reason = why;
            }
        }

        boolean isOnClassPath() {
            return candidate.jars().isEmpty();
        }

        /** Breaks this plugin if one on the class path has a name of it: nothing that is added may take from what was there. */
        boolean leavesNamesTo(Examined present) {
            if (reason == null && present.reason == null) {
                present.conflict(this)
                        .ifPresent(conflict -> breakBecause(
                                conflict + "; the one on the class path stays, so rename or remove the other"));
            }
            return reason == null;
        }

        /** Says what two plugins cannot both have. */
        Optional<String> conflict(Examined other) {
            if (id.equals(other.id)) {
                return Optional.of("two plugins have the id " + id + ": " + origin() + " and " + other.origin());
            }
            return components.stream()
                    .filter(other.components::contains)
                    .findFirst()
                    .map(shared -> "two plugins have a " + shared.kind().phrase() + " with the name " + shared.name()
                            + ": " + id + " (" + origin() + ") and " + other.id + " (" + other.origin() + ")");
        }

        /** Says which component there is twice. */
        Optional<String> namesTwice() {
            return components.stream()
                    .filter(component -> Collections.frequency(components, component) > 1)
                    .findFirst()
                    .map(component -> "it has two components of kind "
                            + component.kind().phrase() + " with the name " + component.name()
                            + "; ask its author to rename one");
        }

        String origin() {
            return candidate.name() + " in " + candidate.source();
        }

        PluginState state() {
            return new PluginState(
                    id,
                    candidate.source(),
                    candidate.jars(),
                    reason == null ? Status.READY : Status.BROKEN,
                    Optional.ofNullable(reason),
                    components);
        }
    }
}
