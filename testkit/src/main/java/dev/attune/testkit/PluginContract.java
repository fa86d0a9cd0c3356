package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.ComponentFactory;
import dev.attune.api.PublicApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Checks what a plugin as a whole promises; each plugin extends it once.
 *
 * <pre>{@code
 * class MyPluginTest extends PluginContract {
 *     @Override
 *     protected AttunePlugin plugin() {
 *         return new MyPlugin();
 *     }
 * }
 * }</pre>
 *
 * <p>Each component has a contract of its own, by its kind.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public abstract class PluginContract {
    private static final String ID = "[a-z][a-z0-9-]{0,63}";
    private static final String SERVICES = "META-INF/services/" + AttunePlugin.class.getName();

    /** Makes a contract. */
    protected PluginContract() {}

    /** Returns the plugin under test. */
    protected abstract AttunePlugin plugin();

    /** Checks the name by which saved runs know the plugin. */
    @Test
    public final void hasAnIdForEver() {
        assertThat(plugin().id())
                .as(
                        "id() is written into saved runs, so it must be of the form %s: lower-case letters, digits and hyphens, "
                                + "at most 64",
                        ID)
                .isNotNull()
                .matches(ID);
        assertThat(plugin().id())
                .as("id() must be the same at every call; return a literal")
                .isEqualTo(plugin().id());
    }

    /** Checks that the plugin tells which interface it was compiled against. */
    @Test
    public final void saysWhichInterfaceItWasBuiltFor() {
        assertThat(plugin().apiVersion())
                .as("apiVersion() must be that of the interface which the plugin was compiled against; return "
                        + "ApiVersion.CURRENT, and build anew")
                .isEqualTo(ApiVersion.CURRENT);
    }

    /** Checks that the host can make the plugin. */
    @Test
    public final void canBeMadeByTheHost() {
        Class<?> type = plugin().getClass();
        String advice =
                "the host makes the plugin, so %s must be a public final class with a public constructor without "
                        + "arguments, and no inner class";
        assertThat(Modifier.isPublic(type.getModifiers()) && Modifier.isFinal(type.getModifiers()))
                .as(advice, type.getName())
                .isTrue();
        assertThat(type.getConstructors())
                .as(advice, type.getName())
                .anyMatch((Constructor<?> constructor) -> constructor.getParameterCount() == 0);
    }

    /** Checks that the host can find the plugin. */
    @Test
    public final void isNamedByTheServicesFile() {
        Class<?> type = plugin().getClass();
        assertThat(services(type.getClassLoader()))
                .as(
                        "the host finds a plugin by the file %s, which must name its class; write the line %s into "
                                + "src/main/resources/%s",
                        SERVICES, type.getName(), SERVICES)
                .contains(type.getName());
    }

    /** Reads all files of services that the plugin sees, without their comments. */
    private static List<String> services(ClassLoader loader) {
        List<String> names = new ArrayList<>();
        try {
            for (URL file : Collections.list(loader.getResources(SERVICES))) {
                try (InputStream stream = file.openStream()) {
                    new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .forEach(names::add);
                }
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SERVICES, e);
        }
    }

    /** Checks that the plugin contributes something, and the same whenever it is asked. */
    @Test
    public final void listsTheSameComponentsAtEveryCall() {
        int components = 0;
        for (ComponentKind kind : ComponentKind.ALL) {
            List<String> names = names(kind);
            assertThat(names(kind))
                    .as("%s must list the same components in the same order at every call", kind.accessor())
                    .isEqualTo(names);
            components += names.size();
        }
        assertThat(components)
                .as(
                        "a plugin must contribute at least one component, or nobody can use it; override fusions() or another list")
                .isPositive();
    }

    /** Checks that a configuration which names a component of the plugin means one. */
    @Test
    public final void givesEveryComponentANameOfItsOwn() {
        for (ComponentKind kind : ComponentKind.ALL) {
            assertThat(names(kind))
                    .as(
                            "configurations choose a %s by its name, so each must have its own; rename one of them",
                            kind.label())
                    .doesNotHaveDuplicates();
        }
    }

    /** Checks what users see of each component. */
    @Test
    public final void describesEveryComponent() {
        for (ComponentKind kind : ComponentKind.ALL) {
            factories(kind).forEach(FactoryChecks::check);
        }
    }

    private List<String> names(ComponentKind kind) {
        return factories(kind).stream().<String>map(ComponentFactory::name).toList();
    }

    private List<? extends ComponentFactory<?>> factories(ComponentKind kind) {
        List<? extends ComponentFactory<?>> factories = kind.factories().apply(plugin());
        if (factories == null) {
            return fail("%s must return a list, found null; return List.of() where there is none", kind.accessor());
        }
        assertThat(factories)
                .as("%s must list factories, found null among them", kind.accessor())
                .doesNotContainNull();
        return factories;
    }
}
