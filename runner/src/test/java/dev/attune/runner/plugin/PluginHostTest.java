package dev.attune.runner.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.config.NoOptions;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.runner.plugin.PluginState.OfferedComponent;
import dev.attune.runner.plugin.PluginState.Status;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginHostTest {
    @TempDir
    Path folder = Path.of("");

    /** Sees the services file of the test and no other, so that the plugins on the class path do not take part. */
    private static final class OnlyOwnServices extends URLClassLoader {
        OnlyOwnServices(URL folder) {
            super(new URL[] {folder}, PluginHostTest.class.getClassLoader());
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return findResources(name);
        }
    }

    private PluginHost host(String services) throws IOException {
        Path file = folder.resolve("META-INF/services/" + AttunePlugin.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, services);
        return PluginHost.fromLoader(new OnlyOwnServices(url()));
    }

    private URL url() throws MalformedURLException {
        return folder.toUri().toURL();
    }

    private PluginHost host(Class<?>... plugins) throws IOException {
        return host(Arrays.stream(plugins).map(Class::getName).collect(Collectors.joining("\n")));
    }

    private static String reason(PluginHost host, int index) {
        return host.states().get(index).reason().orElse("none");
    }

    @Test
    void soundPluginIsReady() throws IOException {
        PluginHost host = host(Sound.class);

        assertThat(host.registry().losses()).containsOnlyKeys("first", "second");
        assertThat(host.registry().components(ComponentKind.LOSS))
                .isEqualTo(host.registry().losses());
        PluginState state = host.states().get(0);
        assertThat(state.id()).isEqualTo("sound");
        assertThat(state.status()).isEqualTo(Status.READY);
        assertThat(state.source()).endsWith("test-classes");
        assertThat(state.components())
                .containsExactly(
                        new OfferedComponent(ComponentKind.LOSS, "second"),
                        new OfferedComponent(ComponentKind.LOSS, "first"));
    }

    @Test
    void componentsAreAskedForOnce() throws IOException {
        Counting.asked = 0;

        host(Counting.class).registry();

        assertThat(Counting.asked).isEqualTo(1);
    }

    @Test
    void brokenPluginsDoNotTakeOthersAlong() throws IOException {
        PluginHost host =
                host(FailingConstructor.class, OldVersion.class, FailingAnswer.class, MissingMethod.class, Sound.class);

        assertThat(host.registry().losses()).containsOnlyKeys("first", "second");
        assertThat(host.states())
                .extracting(PluginState::status)
                .containsExactly(Status.BROKEN, Status.BROKEN, Status.BROKEN, Status.BROKEN, Status.READY);
        assertThat(reason(host, 0))
                .isEqualTo("its constructor failed (IllegalStateException: no licence); report this to its author");
        assertThat(reason(host, 1))
                .isEqualTo("it was built against version 0 of the plugin interface, this Attune has 1.0; "
                        + "rebuild it against 1.0, or look for a newer one");
        assertThat(reason(host, 2))
                .isEqualTo(
                        "it failed when asked for its components (NullPointerException: losses is null); report this to its author");
        assertThat(reason(host, 3))
                .isEqualTo("it was compiled against another version of a class (NoSuchMethodError: gone); "
                        + "rebuild it against this version of Attune");
    }

    @Test
    void classesThatCannotBeLoadedAreBrokenPlugins() throws IOException {
        PluginHost host = host(String.join(
                "\n",
                "com.example.Gone # moved",
                Sound.class.getName(),
                PluginHostTest.class.getName(),
                WithLosses.class.getName()));

        assertThat(host.registry().losses()).hasSize(2);
        assertThat(host.states())
                .extracting(PluginState::id)
                .containsExactly(
                        "com.example.Gone", "sound", PluginHostTest.class.getName(), WithLosses.class.getName());
        assertThat(host.states().get(0).source()).isEqualTo(folder.toString());
        assertThat(reason(host, 0)).startsWith("its class cannot be loaded (").endsWith("install it again");
        assertThat(reason(host, 2))
                .isEqualTo("its class does not implement AttunePlugin; ask its author to correct "
                        + "META-INF/services/dev.attune.api.AttunePlugin");
        assertThat(reason(host, 3))
                .isEqualTo("its class has no public constructor without arguments; ask its author to add one");
    }

    @Test
    void illegibleServicesFileIsNamedWithItsPlace() throws IOException {
        PluginHost host = host(Sound.class.getName() + "\nnot a name\n");

        // The JDK refuses the file as a whole.
        assertThat(host.states()).hasSize(1);
        assertThat(reason(host, 0))
                .contains("META-INF/services/dev.attune.api.AttunePlugin:2")
                .endsWith("correct or remove it");
    }

    @Test
    void namesThatCannotBeWrittenAreRefused() throws IOException {
        PluginHost host = host(BadId.class, BadName.class);

        assertThat(host.registry().losses()).isEmpty();
        assertThat(reason(host, 0)).contains("its id must match [a-z][a-z0-9-]{0,63}, found Sound Plugin");
        assertThat(reason(host, 1)).contains("the name of a loss must match [a-z][a-z0-9-]{0,63}, found CCC");
    }

    @Test
    void sharedIdBreaksBothPlugins() throws IOException {
        PluginHost host = host(Sound.class, SameId.class);

        assertThat(host.registry().losses()).isEmpty();
        String source = host.states().get(0).source();
        assertThat(reason(host, 0))
                .isEqualTo("two plugins have the id sound: " + Sound.class.getName() + " in " + source + " and "
                        + SameId.class.getName() + " in " + source + "; remove one of them")
                .isEqualTo(reason(host, 1));
    }

    @Test
    void sharedComponentBreaksBothPlugins() throws IOException {
        PluginHost host = host(Sound.class, SameComponent.class);

        assertThat(host.registry().losses()).isEmpty();
        String source = host.states().get(0).source();
        assertThat(reason(host, 0))
                .isEqualTo("two plugins have a loss with the name first: sound (" + Sound.class.getName() + " in "
                        + source + ") and same-component (" + SameComponent.class.getName() + " in " + source
                        + "); remove one of them")
                .isEqualTo(reason(host, 1));
    }

    @Test
    void componentTwiceInOnePluginBreaksIt() throws IOException {
        assertThat(reason(host(Twice.class), 0))
                .isEqualTo("it has two components of kind loss with the name a; ask its author to rename one");
    }

    /** A plugin with losses of given names. */
    public abstract static class WithLosses implements AttunePlugin {
        private final String id;
        private final List<String> names;

        WithLosses(String id, String... names) {
            this.id = id;
            this.names = List.of(names);
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public int apiVersion() {
            return ApiVersion.CURRENT;
        }

        @Override
        public List<LossFactory<?>> losses() {
            return names.stream().<LossFactory<?>>map(NamedLoss::new).toList();
        }
    }

    private record NamedLoss(String name) implements LossFactory<NoOptions> {
        @Override
        public Class<NoOptions> configType() {
            return NoOptions.class;
        }

        @Override
        public String summary() {
            return "A loss of the tests.";
        }

        @Override
        public SequenceLoss create(NoOptions config) {
            throw new UnsupportedOperationException("listed only");
        }
    }

    /** Nothing is wrong with it. */
    public static final class Sound extends WithLosses {
        /** Called by the service loader. */
        public Sound() {
            super("sound", "second", "first");
        }
    }

    /** Has the id of another. */
    public static final class SameId extends WithLosses {
        /** Called by the service loader. */
        public SameId() {
            super("sound", "third");
        }
    }

    /** Has a component of another. */
    public static final class SameComponent extends WithLosses {
        /** Called by the service loader. */
        public SameComponent() {
            super("same-component", "third", "first");
        }
    }

    /** Has a component twice. */
    public static final class Twice extends WithLosses {
        /** Called by the service loader. */
        public Twice() {
            super("twice", "a", "a");
        }
    }

    /** Has an id that no folder could have. */
    public static final class BadId extends WithLosses {
        /** Called by the service loader. */
        public BadId() {
            super("Sound Plugin", "a");
        }
    }

    /** Has a component with a wrong name. */
    public static final class BadName extends WithLosses {
        /** Called by the service loader. */
        public BadName() {
            super("bad-name", "CCC");
        }
    }

    /** Counts how often it is asked. */
    public static final class Counting extends WithLosses {
        private static int asked;

        /** Called by the service loader. */
        public Counting() {
            super("counting");
        }

        @Override
        public List<LossFactory<?>> losses() {
            asked++;
            return super.losses();
        }
    }

    /** Cannot be made. */
    public static final class FailingConstructor extends WithLosses {
        /** Called by the service loader. */
        public FailingConstructor() {
            super("failing");
            throw new IllegalStateException("no licence");
        }
    }

    /** Was compiled against an older interface. */
    public static final class OldVersion extends WithLosses {
        /** Called by the service loader. */
        public OldVersion() {
            super("old", "a");
        }

        @Override
        public int apiVersion() {
            return ApiVersion.CURRENT - 1;
        }
    }

    /** Answers with nothing. */
    public static final class FailingAnswer extends WithLosses {
        /** Called by the service loader. */
        public FailingAnswer() {
            super("failing-answer");
        }

        @Override
        @SuppressWarnings("NullAway") // what a plugin without null checks would do
        public List<LossFactory<?>> losses() {
            return null;
        }
    }

    /** Calls a method that another version had. */
    public static final class MissingMethod extends WithLosses {
        /** Called by the service loader. */
        public MissingMethod() {
            super("missing-method");
        }

        @Override
        public List<LossFactory<?>> losses() {
            throw new NoSuchMethodError("gone");
        }
    }
}
