package dev.attune.runner.plugin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.attune.api.PluginException;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import dev.attune.runner.plugin.PluginState.Status;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Puts real jars into a folder of plugins, sound ones and every kind of broken one. */
final class InstalledPluginsTest {
    private static final String VERSION = "ApiVersion.CURRENT";

    @TempDir
    private Path folder;

    private Path jar(String name) {
        return folder.resolve("plugins").resolve(name).resolve(name + ".jar");
    }

    private PluginHost host() {
        return PluginHost.of(new PluginPath(List.of(folder.resolve("plugins"))));
    }

    private static List<PluginState> installed(PluginHost host) {
        return host.states().stream()
                .filter(state -> state.source().contains(File.separator + "plugins" + File.separator))
                .toList();
    }

    /** Returns the reason of the only plugin in the folder, which has one. */
    private String reason() {
        PluginHost host = host();
        List<PluginState> states = installed(host);
        assertThat(states).hasSize(1);
        assertThat(states.get(0).status()).isEqualTo(Status.BROKEN);
        assertThat(host.registry().fusions()).as("Attune's own plugins").containsKey("rjcma");
        return states.get(0).reason().orElseThrow();
    }

    @SuppressWarnings("unchecked") // a plugin of the test, whose options have defaults of their own
    private static Metric metric(PluginHost host, String name) {
        MetricFactory<Record> factory =
                (MetricFactory<Record>) host.registry().metrics().get(name);
        return requireNonNull(factory, "there is no such metric").create(options(factory));
    }

    private static Record options(MetricFactory<Record> factory) {
        try {
            var constructor = factory.configType().getDeclaredConstructor(double.class);
            constructor.setAccessible(true);
            return constructor.newInstance(0.1);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Test
    void aJarInAFolderOfItsOwnIsAPlugin() {
        PluginSources.withMetric(folder, "near", "near-share").build(jar("near"));

        PluginHost host = host();

        PluginState state = installed(host).get(0);
        assertThat(state.id()).isEqualTo("near");
        assertThat(state.reason()).isEmpty();
        assertThat(state.source()).isEqualTo(jar("near").toString());
        assertThat(state.jars()).containsExactly(jar("near"));
        assertThat(metric(host, "near-share").newState().value()).isEmpty();
        assertThat(metric(host, "near-share").getClass().getClassLoader())
                .isNotEqualTo(getClass().getClassLoader());
    }

    @Test
    void aJarAloneIsAPluginWhereverItIsNamed() throws IOException {
        Path alone = PluginSources.withMetric(folder, "near", "near-share").build(folder.resolve("plugins/near.jar"));
        Files.writeString(folder.resolve("plugins/notes.txt"), "no plugin");
        Files.createDirectories(folder.resolve("plugins/.cache"));

        assertThat(installed(host())).extracting(PluginState::id).containsExactly("near");
        PluginPath both = new PluginPath(List.of(alone, alone.getParent()));
        assertThat(installed(PluginHost.of(both))).as("named twice, there once").hasSize(1);
    }

    @Test
    void twoVersionsOfALibraryGoSideBySide() {
        String library = "dev.attune.runner.plugin.SharedLibrary"; // that of the test says 1
        PluginSources.withMetric(folder, "newer", "newer-share")
                .source(library, """
                        package dev.attune.runner.plugin;
                        public final class SharedLibrary {
                            public static int version() { return 2; }
                            public static int onlyInTwo() { return version(); }
                        }
                        """)
                .source("pl.newer.Factory", PluginSources.factory("newer", "newer-share", """
                        if (dev.attune.runner.plugin.SharedLibrary.onlyInTwo() != 2) {
                            throw new IllegalStateException("the library of somebody else");
                        }
                        """))
                .build(jar("newer"));

        assertThat(metric(host(), "newer-share")).isNotNull();
        assertThat(SharedLibrary.version()).isEqualTo(1);
    }

    @Test
    void aCopyOfTheInterfaceDoesNoHarm() throws IOException {
        PluginSources.withMetric(folder, "carrier", "carried").build(jar("carrier"));
        JarBuilder.in(folder)
                .source("dev.attune.api.AttunePlugin", "package dev.attune.api; public interface AttunePlugin {}")
                .source("ai.djl.engine.Engine", "package ai.djl.engine; public class Engine {}")
                .build(jar("carrier").resolveSibling("api-of-old.jar"));

        PluginHost host = host();

        assertThat(installed(host).get(0).reason()).isEmpty();
        assertThat(installed(host).get(0).jars()).hasSize(2);
        assertThat(host.registry().metrics()).containsKey("carried");
    }

    @Test
    void jarsWithoutAProvider() {
        JarBuilder.in(folder)
                .source("pl.silent.Plugin", PluginSources.plugin("silent", VERSION, ""))
                .source("pl.silent.Factory", PluginSources.factory("silent", "x", ""))
                .source("pl.silent.Share", PluginSources.metric("silent", ""))
                .build(jar("silent"));

        assertThat(reason())
                .isEqualTo("no plugin is in silent.jar: wanted the file META-INF/services/dev.attune.api.AttunePlugin "
                        + "with the name of the class that implements AttunePlugin");
    }

    @Test
    void aServicesFileWithoutAName() {
        PluginSources.withMetric(folder, "unnamed", "x")
                .provides("# pl.unnamed.Plugin")
                .build(jar("unnamed"));

        assertThat(reason())
                .isEqualTo("META-INF/services/dev.attune.api.AttunePlugin in unnamed.jar names no class; "
                        + "write the name of the class that implements AttunePlugin into it");
    }

    @Test
    void aServicesFileThatNamesAMissingClass() {
        PluginSources.withMetric(folder, "typo", "x").provides("pl.typo.Plugni").build(jar("typo"));

        assertThat(reason()).startsWith("its class cannot be loaded (").contains("pl.typo.Plugni not found");
    }

    @Test
    void aClassThatIsNoPlugin() {
        PluginSources.withMetric(folder, "wrong", "x")
                .provides("pl.wrong.Share")
                .build(jar("wrong"));

        assertThat(reason())
                .isEqualTo(
                        "its class does not implement AttunePlugin; ask its author to correct " + JarBuilder.SERVICES);
    }

    @Test
    void constructorsThatCannotBeCalled() throws IOException {
        String sound = PluginSources.plugin("hidden", VERSION, "");
        Map<String, String> faults = Map.of(
                sound.replace("public Plugin()", "private Plugin()"),
                        "its class has no public constructor without arguments; ask its author to add one",
                sound.replace("public final class", "final class"),
                        "its class is not public; ask its author to make the class and its constructor public",
                sound.replace("public final class", "final class").replace("public Plugin()", "Plugin()"),
                        "its class is not public; ask its author to make the class and its constructor public",
                PluginSources.plugin(
                                "hidden", VERSION, "if (true) { throw new IllegalStateException(\"no licence\"); }"),
                        "its constructor failed (IllegalStateException: no licence); report this to its author");
        int number = 0;
        for (Map.Entry<String, String> fault : faults.entrySet()) {
            PluginSources.withMetric(folder.resolve("work-" + number++), "hidden", "x")
                    .source("pl.hidden.Plugin", fault.getKey())
                    .build(jar("hidden"));
            assertThat(reason()).isEqualTo(fault.getValue());
        }
    }

    @Test
    void aMissingLibraryIsNamed() {
        JarBuilder library = JarBuilder.in(folder)
                .source("gone.Gone", "package gone; public final class Gone { public static void go() {} }");
        Path apart = library.build(folder.resolve("elsewhere/gone.jar"));
        PluginSources.withMetric(folder, "needy", "needing")
                .library(apart)
                .source("pl.needy.Plugin", PluginSources.plugin("needy", VERSION, "gone.Gone.go();"))
                .build(jar("needy"));

        assertThat(reason())
                .isEqualTo("a class it needs is missing or of another version (NoClassDefFoundError: gone/Gone); "
                        + "install its dependencies beside it");

        library.build(jar("needy").resolveSibling("gone.jar"));

        assertThat(host().registry().metrics()).as("with the library beside it").containsKey("needing");
    }

    @Test
    void versionsOfTheInterface() {
        Map<String, String> reasons = Map.of(
                "Other: x",
                        "the manifest of aged.jar does not say which version of the plugin interface it was built against; wanted "
                                + "the line \"Attune-Api-Version: 1.0\", which the jar plugin of Maven writes (docs/plugins.md)",
                "Attune-Api-Version: one",
                        "the manifest of aged.jar has Attune-Api-Version one; wanted the line \"Attune-Api-Version: 1.0\"",
                "Attune-Api-Version: 0.9",
                        "it was built against version 0.9 of the plugin interface, this Attune has 1.0; "
                                + "rebuild it against 1.0, or look for a newer one",
                "Attune-Api-Version: 1.1",
                        "it was built against version 1.1 of the plugin interface, this Attune has 1.0; update Attune",
                "Attune-Api-Version: 2.0",
                        "it was built against version 2.0 of the plugin interface, this Attune has 1.0; update Attune");
        reasons.forEach((line, reason) -> {
            PluginSources.withMetric(folder, "aged", "x").manifest(line).build(jar("aged"));
            assertThat(reason()).isEqualTo(reason);
        });
    }

    @Test
    void aManifestThatSaysLessThanTheClass() {
        PluginSources.withMetric(folder, "aged", "x")
                .source("pl.aged.Plugin", PluginSources.plugin("aged", "0", ""))
                .build(jar("aged"));

        assertThat(reason())
                .isEqualTo("it was built against version 0 of the plugin interface, this Attune has 1.0; "
                        + "rebuild it against 1.0, or look for a newer one");
    }

    /** It says the right version, but its factory has no such method: known when the method is called. */
    @Test
    void aPluginOfAnOlderInterfaceIsNamedWhenItFails() {
        PluginSources.withMetric(folder, "old", "old-share")
                .against("dev.attune.api.metric.MetricFactory", """
                        package dev.attune.api.metric;
                        public interface MetricFactory<C extends Record> extends dev.attune.api.ComponentFactory<C> {}
                        """)
                .source(
                        "pl.old.Factory",
                        PluginSources.factory("old", "old-share", "")
                                .replace("    @Override\n    public Metric create(", "    Metric make("))
                .build(jar("old"));
        PluginHost host = host();
        assertThat(installed(host).get(0).reason())
                .as("what Java notices by itself")
                .isEmpty();

        Throwable thrown = catchThrowable(() -> metric(host, "old-share"));

        assertThat(thrown).isInstanceOf(AbstractMethodError.class);
        assertThat(PluginFaults.explain(thrown).orElseThrow())
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith(
                        "The plugin in " + jar("old")
                                + ", built against version 1.0 of the plugin interface, does not fit this Attune, which has 1.0: AbstractMethodError: ")
                .hasMessageContaining("pl.old.Factory")
                .hasMessageEndingWith(". Rebuild it against this version, or look for a newer one.");
    }

    @Test
    void aPluginOfANewerInterfaceIsNamedWhenItFails() {
        PluginSources.withMetric(folder, "newer", "newer-share")
                .against("dev.attune.api.ApiVersion", """
                        package dev.attune.api;
                        public final class ApiVersion {
                            public static final int CURRENT = 1;
                            public static String describe() { return "newer"; }
                        }
                        """)
                .source(
                        "pl.newer.Factory",
                        PluginSources.factory("newer", "newer-share", "dev.attune.api.ApiVersion.describe();"))
                .build(jar("newer"));
        PluginHost host = host();

        Throwable thrown = catchThrowable(() -> metric(host, "newer-share"));

        assertThat(PluginFaults.explain(thrown).orElseThrow())
                .hasMessage("The plugin in " + jar("newer")
                        + ", built against version 1.0 of the plugin interface, does not fit this Attune, which has 1.0: "
                        + "NoSuchMethodError: 'java.lang.String dev.attune.api.ApiVersion.describe()'. "
                        + "Rebuild it against this version, or look for a newer one.");
    }

    @Test
    void aClassFileOfANewerJava() {
        int newest = 44 + Runtime.version().feature();
        PluginSources.withMetric(folder, "future", "x")
                .changed(bytes -> {
                    byte[] newer = bytes.clone();
                    newer[7] = (byte) (newest + 5);
                    return newer;
                })
                .build(jar("future"));

        assertThat(reason())
                .isEqualTo("pl/future/Factory$Options.class in future.jar is compiled for Java "
                        + (Runtime.version().feature() + 5) + ", this is Java "
                        + Runtime.version().feature()
                        + "; compile it with release 17, or run Attune with a newer Java");
    }

    @Test
    void jarsThatAreNone() throws IOException {
        PluginSources.withMetric(folder, "cut", "x").build(jar("cut"));
        byte[] whole = Files.readAllBytes(jar("cut"));
        Files.write(jar("cut"), Arrays.copyOf(whole, whole.length * 2 / 3));

        assertThat(reason())
                .isEqualTo(
                        "cut.jar is no jar, or not a whole one (zip END header not found); copy or download it again");

        Files.write(jar("cut"), new byte[0]);

        assertThat(reason())
                .startsWith("cut.jar is no jar, or not a whole one (")
                .endsWith("); copy or download it again");

        PluginSources.withMetric(folder.resolve("no classes"), "cut", "x")
                .changed(bytes -> new byte[] {1, 2, 3})
                .build(jar("cut"));

        assertThat(reason()).isEqualTo("pl/cut/Factory$Options.class in cut.jar is no class file; build the jar again");
    }

    @Test
    void anEmptyFolder() throws IOException {
        Files.createDirectories(folder.resolve("plugins/empty"));
        Files.writeString(folder.resolve("plugins/empty/README.md"), "to do");

        assertThat(reason()).isEqualTo("the folder holds no jar; put the plugin's jar into it, or remove it");
    }

    @Test
    void twoPluginsOfOneNameBreakEachOther() {
        PluginSources.withMetric(folder, "twin", "one").build(jar("twin"));
        PluginSources.withMetric(folder.resolve("b"), "twin", "two").build(jar("twin-again"));

        PluginHost host = host();

        assertThat(host.registry().metrics()).doesNotContainKeys("one", "two");
        assertThat(installed(host))
                .hasSize(2)
                .allSatisfy(state -> assertThat(state.reason())
                        .hasValue("two plugins have the id twin: pl.twin.Plugin in " + jar("twin")
                                + " and pl.twin.Plugin in " + jar("twin-again") + "; remove one of them"));
    }

    @Test
    void twoPluginsWithOneComponentBreakEachOther() {
        PluginSources.withMetric(folder, "left", "share").build(jar("left"));
        PluginSources.withMetric(folder, "right", "share").build(jar("right"));

        assertThat(installed(host()))
                .hasSize(2)
                .allSatisfy(state -> assertThat(state.reason())
                        .hasValue(
                                "two plugins have a metric with the name share: left (pl.left.Plugin in " + jar("left")
                                        + ") and right (pl.right.Plugin in " + jar("right") + "); remove one of them"));
    }

    @Test
    void aPluginCannotTakeANameOfAttune() {
        PluginSources.withMetric(folder, "usurper", "ccc").build(jar("usurper"));

        PluginHost host = host();

        assertThat(reason())
                .startsWith("two plugins have a metric with the name ccc: objectives (")
                .endsWith("usurper (pl.usurper.Plugin in " + jar("usurper")
                        + "); the one on the class path stays, so rename or remove the other");
        assertThat(host.registry().metrics()).as("Attune's own").containsKey("ccc");
    }

    @Test
    void theSecondProviderOfAJarIsUsableWhenTheFirstFails() {
        PluginSources.withMetric(folder, "second", "second-share")
                .source(
                        "pl.first.Plugin",
                        PluginSources.plugin(
                                "first", VERSION, "if (true) { throw new IllegalStateException(\"first\"); }"))
                .source("pl.first.Factory", PluginSources.factory("first", "x", ""))
                .source("pl.first.Share", PluginSources.metric("first", ""))
                .provides("pl.first.Plugin", "pl.second.Plugin")
                .build(jar("pair"));

        PluginHost host = host();

        assertThat(installed(host)).extracting(PluginState::status).containsExactly(Status.BROKEN, Status.READY);
        assertThat(host.registry().metrics()).containsKey("second-share");
    }

    @Test
    void aMistakeInAPluginIsItsOwn() {
        PluginSources.withMetric(folder, "sloppy", "sloppy-share")
                .source("pl.sloppy.Share", PluginSources.metric("sloppy", "Integer.parseInt(\"none\");"))
                .build(jar("sloppy"));
        Metric metric = metric(host(), "sloppy-share");

        Throwable thrown = catchThrowable(metric::newState);

        assertThat(PluginFaults.explain(thrown).orElseThrow())
                .hasMessage("The plugin in " + jar("sloppy")
                        + " failed at pl.sloppy.Share$State.<init> (Share.java:25): NumberFormatException: For input string: \"none\". "
                        + "Report this to its author.");
        assertThat(PluginFaults.explain(catchThrowable(() -> Integer.parseInt("none"))))
                .as("a mistake of Attune itself")
                .isEmpty();
    }

    @Test
    void whatAPluginSaysToTheUserStaysWhatItIs() {
        PluginSources.withMetric(folder, "strict", "strict-share")
                .source(
                        "pl.strict.Share",
                        PluginSources.metric(
                                "strict", "if (true) { throw new dev.attune.api.DataException(\"no clip\"); }"))
                .build(jar("strict"));
        Metric metric = metric(host(), "strict-share");

        assertThat(PluginFaults.explain(catchThrowable(metric::newState))).isEmpty();
    }

    @Test
    void classesThatFailAtRunTimeAreToldApart() {
        Path library = JarBuilder.in(folder)
                .source("gone.Gone", "package gone; public final class Gone { public static void go() {} }")
                .build(folder.resolve("elsewhere/gone.jar"));
        PluginSources.withMetric(folder, "lacking", "lacking-share")
                .library(library)
                .source("pl.lacking.Share", PluginSources.metric("lacking", "gone.Gone.go();"))
                .build(jar("lacking"));
        PluginSources.withMetric(folder, "first", "first-share")
                .source(
                        "pl.first.Table",
                        "package pl.first; final class Table { static final int SIZE = Integer.parseInt(\"many\"); }")
                .source("pl.first.Share", PluginSources.metric("first", "long size = Table.SIZE;"))
                .build(jar("first"));
        PluginHost host = host();

        assertThat(PluginFaults.explain(catchThrowable(metric(host, "lacking-share")::newState))
                        .orElseThrow())
                .hasMessage("The plugin in " + jar("lacking")
                        + " needs a class that is missing (NoClassDefFoundError: gone/Gone); "
                        + "put the library that has it beside the plugin's jar, in a folder of plugins/.");
        assertThat(PluginFaults.explain(new IllegalStateException(
                                "reading failed", catchThrowable(metric(host, "first-share")::newState)))
                        .orElseThrow())
                .hasMessage("The plugin in " + jar("first")
                        + " failed at pl.first.Share$State.<init> (Share.java:25): NumberFormatException: For input string: \"many\". "
                        + "Report this to its author.");
    }

    @Test
    void anOldJarBesideANewOneIsSaid() {
        PluginSources.withMetric(folder, "near", "near-share").build(folder.resolve("plugins/near/near-1.9.jar"));
        PluginSources.withMetric(folder.resolve("again"), "near", "near-share")
                .build(folder.resolve("plugins/near/near-1.10.jar"));

        assertThat(reason())
                .isEqualTo(
                        "several of its jars are plugins: near-1.10.jar, near-1.9.jar; leave one here, and give each "
                                + "other a folder of its own");
    }

    @Test
    void aLibraryOfANewerJava() {
        PluginSources.withMetric(folder, "near", "near-share").build(jar("near"));
        JarBuilder.in(folder)
                .source("lib.Newer", "package lib; public class Newer {}")
                .changed(bytes -> {
                    byte[] newer = bytes.clone();
                    newer[7] = (byte) 100;
                    return newer;
                })
                .build(jar("near").resolveSibling("newer.jar"));

        assertThat(reason()).startsWith("lib/Newer.class in newer.jar is compiled for Java 56, this is Java ");
    }

    @Test
    void aLinkThatLeadsNowhereIsSaid() throws IOException {
        Files.createDirectories(folder.resolve("plugins"));
        Files.createSymbolicLink(folder.resolve("plugins/moved.jar"), folder.resolve("gone.jar"));

        assertThat(reason()).startsWith("it cannot be read").endsWith("or remove it");
    }

    @Test
    void aPartOfDjlThatAttuneLacksMayBeBrought() {
        PluginSources.withMetric(folder, "extended", "extended-share")
                .source(
                        "ai.djl.extra.Extra",
                        "package ai.djl.extra; public class Extra { public static int one() { return 1; } }")
                .source("pl.extended.Share", PluginSources.metric("extended", "all += ai.djl.extra.Extra.one() - 1;"))
                .build(jar("extended"));

        assertThat(metric(host(), "extended-share").newState().value()).isEmpty();
    }

    @Test
    void pluginsFindTheirOwnServicesWhileTheyAreMade() {
        PluginSources.withMetric(folder, "finder", "found")
                .source("pl.finder.Plugin", PluginSources.plugin("finder", VERSION, """
                        if (!java.util.ServiceLoader.load(Runnable.class).iterator().hasNext()) {
                            throw new IllegalStateException("the context class loader is another's");
                        }
                        """))
                .source(
                        "pl.finder.Work",
                        "package pl.finder; public final class Work implements Runnable { public void run() {} }")
                .file("META-INF/services/java.lang.Runnable", "pl.finder.Work\n")
                .build(jar("finder"));

        assertThat(host().registry().metrics()).containsKey("found");
        assertThat(Thread.currentThread().getContextClassLoader())
                .isEqualTo(getClass().getClassLoader());
    }

    @Test
    void placesThatAreNoneAreTheUsersMistake() throws IOException {
        Path file = Files.writeString(folder.resolve("plugin.zip"), "");
        assertThatThrownBy(() -> PluginPath.of(
                        name -> name.equals(PluginPath.PROPERTY) ? folder + "/nowhere" : null, name -> null))
                .isInstanceOf(PluginException.class)
                .hasMessage("--plugins names " + folder
                        + "/nowhere, which does not exist; wanted a folder that holds plugins, or the jar of one.");
        assertThatThrownBy(() -> PluginPath.of(name -> null, name -> file.toString()))
                .isInstanceOf(PluginException.class)
                .hasMessage(
                        "ATTUNE_PLUGINS names " + file + ", wanted a folder that holds plugins, or the jar of one.");
    }

    @Test
    void theFolderBesideTheProgramIsUsedUnlessAnotherIsNamed() throws IOException {
        Path beside = Files.createDirectories(folder.resolve("plugins"));
        Path other = Files.createDirectories(folder.resolve("other"));
        String launcher = folder.resolve("attune").toString();

        assertThat(PluginPath.of(Map.of("attune.launcher", launcher)::get, name -> null)
                        .places())
                .containsExactly(beside);
        assertThat(PluginPath.of(Map.of("attune.launcher", launcher)::get, name -> other.toString())
                        .places())
                .containsExactly(other);
        assertThat(PluginPath.of(
                                Map.of(
                                        "attune.launcher",
                                        launcher,
                                        PluginPath.PROPERTY,
                                        beside + File.pathSeparator + other)::get,
                                name -> other.toString())
                        .places())
                .containsExactly(beside, other);
        assertThat(PluginPath.of(name -> null, name -> null).places()).isEmpty();
    }
}
