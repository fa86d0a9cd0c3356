package dev.attune.runner.plugin;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/**
 * Looks into the jars of a plugin before a class of it is loaded.
 *
 * <p>Java itself would pass over a jar that it cannot read, load a plugin of another version that fails in the midst of a training, and
 * break off at a class file of a newer Java.
 */
final class PluginInspection {
    /** The attribute of a plugin's manifest: the version of the plugin interface that it was built against. */
    static final String VERSION_ATTRIBUTE = "Attune-Api-Version";

    /** The version of this host's interface, in the form of the attribute. */
    static final String HOST_VERSION = ApiVersion.CURRENT + "." + ApiVersion.MINOR;

    private static final String SERVICE_FILE = "META-INF/services/" + AttunePlugin.class.getName();
    /** Below it are versions of classes for other releases of Java. */
    private static final String OTHER_RELEASES = "META-INF/";
    /** Never read from a class path. */
    private static final String MODULE = "module-info.class";

    private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})");
    /** The class file version of Java 1; that of Java 17 is 61. */
    private static final int FIRST_JAVA = 44;

    private PluginInspection() {}

    /**
     * A jar that provides a plugin.
     *
     * @param jar the file
     * @param apiVersion what its manifest says
     */
    record Provider(Path jar, String apiVersion) {}

    /** Says why a plugin cannot be trusted. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String reason) {
            super(reason);
        }
    }

    /**
     * Looks into all jars.
     *
     * @return the one that provides the plugin
     * @throws RefusedException with what is wrong and what to do, if anything is
     */
    static Provider inspect(PluginFolder folder) throws RefusedException {
        if (!Files.isReadable(folder.path())) {
            throw new RefusedException("it cannot be read; ask its owner, or remove it");
        }
        if (folder.jars().isEmpty()) {
            throw new RefusedException("the folder holds no jar; put the plugin's jar into it, or remove it");
        }
        List<Provider> providers = new ArrayList<>();
        for (Path jar : folder.jars()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                requireReadable(jar, file);
                if (file.getEntry(SERVICE_FILE) != null) {
                    providers.add(provider(jar, file));
                }
            } catch (IOException | SecurityException e) {
                throw new RefusedException(jar.getFileName() + " is no jar, or not a whole one (" + words(e)
                        + "); copy or download it again");
            }
        }
        if (providers.isEmpty()) {
            throw new RefusedException("no plugin is in " + names(folder) + ": wanted the file " + SERVICE_FILE
                    + " with the name of the class that implements AttunePlugin");
        }
        if (providers.size() > 1) {
            throw new RefusedException("several of its jars are plugins: "
                    + providers.stream()
                            .map(one -> one.jar().getFileName().toString())
                            .collect(Collectors.joining(", "))
                    + "; leave one here, and give each other a folder of its own");
        }
        return providers.get(0);
    }

    private static Provider provider(Path jar, JarFile file) throws IOException, RefusedException {
        requireProviderNamed(jar, file);
        return new Provider(jar, version(jar, file));
    }

    private static void requireProviderNamed(Path jar, JarFile file) throws IOException, RefusedException {
        byte[] services = file.getInputStream(file.getEntry(SERVICE_FILE)).readAllBytes();
        boolean named = new String(services, StandardCharsets.UTF_8)
                .lines()
                .anyMatch(line -> !line.replaceFirst("#.*", "").isBlank());
        if (!named) {
            throw new RefusedException(SERVICE_FILE + " in " + jar.getFileName()
                    + " names no class; write the name of the class that implements AttunePlugin into it");
        }
    }

    private static String version(Path jar, JarFile file) throws IOException, RefusedException {
        String wanted = "wanted the line \"" + VERSION_ATTRIBUTE + ": " + HOST_VERSION + "\"";
        Manifest manifest = file.getManifest();
        String found = manifest == null ? null : manifest.getMainAttributes().getValue(VERSION_ATTRIBUTE);
        if (found == null) {
            throw new RefusedException("the manifest of " + jar.getFileName()
                    + " does not say which version of the plugin interface it was built against; " + wanted
                    + ", which the jar plugin of Maven writes (docs/plugins.md)");
        }
        Matcher version = VERSION.matcher(found.strip());
        if (!version.matches()) {
            throw new RefusedException(
                    "the manifest of " + jar.getFileName() + " has " + VERSION_ATTRIBUTE + " " + found + "; " + wanted);
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        if (major != ApiVersion.CURRENT) {
            throw new RefusedException(otherVersion(found, major < ApiVersion.CURRENT));
        }
        if (minor > ApiVersion.MINOR) {
            throw new RefusedException(otherVersion(found, false));
        }
        return found.strip();
    }

    /** Says what to do with a plugin of another version of the interface. */
    static String otherVersion(String found, boolean older) {
        return "it was built against version " + found + " of the plugin interface, this Attune has " + HOST_VERSION
                + "; " + (older ? "rebuild it against " + HOST_VERSION + ", or look for a newer one" : "update Attune");
    }

    private static void requireReadable(Path jar, JarFile file) throws IOException, RefusedException {
        int newest = FIRST_JAVA + Runtime.version().feature();
        for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            if (!entry.getName().endsWith(".class")
                    || entry.getName().startsWith(OTHER_RELEASES)
                    || entry.getName().equals(MODULE)) {
                continue;
            }
            Optional<Integer> version = classFileVersion(file, entry);
            if (version.isEmpty()) {
                throw new RefusedException(
                        entry.getName() + " in " + jar.getFileName() + " is no class file; build the jar again");
            }
            if (version.get() > newest) {
                throw new RefusedException(entry.getName() + " in " + jar.getFileName() + " is compiled for Java "
                        + (version.get() - FIRST_JAVA) + ", this is Java "
                        + Runtime.version().feature()
                        + "; compile it with release 17, or run Attune with a newer Java");
            }
        }
    }

    private static Optional<Integer> classFileVersion(JarFile file, JarEntry entry) throws IOException {
        try (DataInputStream in = new DataInputStream(file.getInputStream(entry))) {
            if (in.readInt() != 0xCAFEBABE) {
                return Optional.empty();
            }
            in.readUnsignedShort();
            return Optional.of(in.readUnsignedShort());
        } catch (java.io.EOFException e) {
            return Optional.empty();
        }
    }

    private static String names(PluginFolder folder) {
        return folder.jars().stream().map(jar -> jar.getFileName().toString()).collect(Collectors.joining(", "));
    }

    private static String words(Exception e) {
        String message = e.getMessage();
        return e instanceof ZipException && message != null ? message : PluginDiscovery.sentence(e);
    }
}
