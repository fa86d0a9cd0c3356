package dev.attune.runner.extract;

import dev.attune.api.DataException;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.encoder.Models;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gives encoders their model files, and knows the hash of each.
 *
 * <p>What is not a file already is put into a folder under the hash of its content. Safe for use by several threads; while one waits
 * for a download, so do others, which mostly want the same.
 */
final class ModelCache {
    private static final String CLASSPATH = "classpath:";
    private static final String HTTPS = "https:";
    private static final String DRAFT = ".part";
    /** Longer than a download may be without news. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path folder;
    private final Path addresses;
    private final ModelDownload download;
    private final Map<String, String> pinned;
    private final Consumer<String> notices;
    private final Map<String, Known> known = new HashMap<>();

    /**
     * A model that was looked at.
     *
     * @param file its content
     * @param sha256 the hash of that
     */
    private record Known(Path file, String sha256) {}

    /**
     * Makes a cache.
     *
     * @param folder where models go that are no files yet
     * @param download fetches them
     * @param pinned source to the hash that its content must have, whatever a configuration says
     * @param notices takes what the user should know, one sentence each
     */
    ModelCache(Path folder, ModelDownload download, Map<String, String> pinned, Consumer<String> notices) {
        this.folder = folder;
        this.addresses = folder.resolve("addresses");
        this.download = download;
        this.pinned = Map.copyOf(pinned);
        this.notices = notices;
    }

    /**
     * Returns the folder for models of this user.
     *
     * @param environment of the process
     */
    static Path folder(Map<String, String> environment) {
        String own = environment.getOrDefault("ATTUNE_CACHE", "");
        Path root = own.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache", "attune") : Path.of(own);
        return root.resolve("models");
    }

    /**
     * Returns what one encoder asks for its models.
     *
     * @param resources finds the resources of its plugin
     * @param used takes source and hash of each that it asks for
     */
    Models of(ClassLoader resources, Map<String, String> used) {
        return source -> {
            Known model = get(source, resources);
            used.put(source.source(), model.sha256());
            return model.file();
        };
    }

    private synchronized Known get(ModelSource source, ClassLoader resources) {
        String text = source.source();
        String key = text.startsWith(CLASSPATH) ? text + " of " + System.identityHashCode(resources) : text;
        Known model = known.get(key);
        if (model == null) {
            model = find(source, resources);
            known.put(key, model);
        }
        requireHash(source, model.sha256());
        return model;
    }

    private Known find(ModelSource source, ClassLoader resources) {
        String text = source.source();
        if (text.startsWith(CLASSPATH)) {
            return resource(text, resources);
        }
        if (text.startsWith(HTTPS) || download.allows(text)) {
            return downloaded(source);
        }
        Path file = Path.of(text.startsWith("file:") ? text.substring("file:".length()) : text);
        if (!Files.isRegularFile(file)) {
            throw new DataException("There is no model file " + file + "; correct its path in the configuration.");
        }
        return new Known(file, Sha256.of(file));
    }

    private Optional<String> wanted(ModelSource source) {
        return Optional.ofNullable(pinned.get(source.source())).or(source::sha256);
    }

    private void requireHash(ModelSource source, String found) {
        String fixed = pinned.get(source.source());
        if (fixed != null && !fixed.equals(found)) {
            throw new DataException("The model " + source.source() + " has the sha256 " + found + ", wanted " + fixed
                    + ", with which the features were made; use that file, or make the features again.");
        }
        source.sha256().filter(wanted -> !wanted.equals(found)).ifPresent(wanted -> {
            throw new DataException("The model " + source.source() + " has the sha256 " + found + ", wanted " + wanted
                    + " as the configuration says; get the right file, or correct sha256.");
        });
    }

    private Known resource(String source, ClassLoader resources) {
        String name = source.substring(CLASSPATH.length()).replaceFirst("^/", "");
        try (InputStream in = resources.getResourceAsStream(name)) {
            if (in == null) {
                throw new DataException("The plugin has no resource " + name + " for the model " + source
                        + "; correct the name, or add the jar that holds it.");
            }
            return store(in, Optional.empty(), source);
        } catch (IOException e) {
            throw new DataException("The model " + source + " cannot be read: " + JsonFiles.words(e) + ".", e);
        }
    }

    private Known downloaded(ModelSource source) {
        String address = source.source();
        Path note = addresses.resolve(Sha256.of(address));
        Optional<String> wanted = wanted(source);
        Optional<String> hash = wanted.or(() -> JsonFiles.readText(note).map(String::strip));
        if (hash.isPresent() && isWhole(hash.get())) {
            return new Known(folder.resolve(hash.get()), hash.get());
        }
        Known model = fetch(address, wanted);
        if (wanted.isEmpty()) {
            JsonFiles.writeText(note, model.sha256() + "\n");
            notices.accept("The model " + address + " has the sha256 " + model.sha256()
                    + "; write it into the configuration, {source: " + address + ", sha256: ...},"
                    + " and no other content is ever taken for it.");
        }
        return model;
    }

    private boolean isWhole(String hash) {
        Path file = folder.resolve(hash);
        return Files.isRegularFile(file) && Sha256.of(file).equals(hash);
    }

    private Known fetch(String address, Optional<String> wanted) {
        try (ModelDownload.Content content = download.open(address)) {
            String size = content.bytes().isPresent()
                    ? String.format(Locale.ROOT, " (%.1f MB)", content.bytes().getAsLong() / 1e6)
                    : "";
            notices.accept("Downloading the model " + address + size + " to " + folder + ".");
            return store(content.stream(), wanted, address);
        } catch (IOException e) {
            String place = wanted.map(hash -> "save it as " + folder.resolve(hash))
                    .orElse("name that file in the configuration instead");
            throw new DataException(
                    "The model " + address + " cannot be downloaded: " + ModelDownload.words(e)
                            + ". Fetch it where there is a network, and " + place + ".",
                    e);
        }
    }

    /** Removes what downloads left that were killed; one that goes on has written lately. */
    private void removeScraps() throws IOException {
        Instant old = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, ".model*" + DRAFT)) {
            for (Path draft : drafts) {
                if (Files.getLastModifiedTime(draft).toInstant().isBefore(old)) {
                    Files.deleteIfExists(draft);
                }
            }
        } catch (NoSuchFileException e) {
            // Another program has removed it.
        }
    }

    /** Puts content under its hash; what has another hash than the wanted one is not kept. */
    private Known store(InputStream in, Optional<String> wanted, String source) throws IOException {
        Files.createDirectories(folder);
        removeScraps();
        Path draft = Files.createTempFile(folder, ".model", DRAFT);
        try {
            MessageDigest digest = Sha256.digest();
            Files.copy(new DigestInputStream(in, digest), draft, StandardCopyOption.REPLACE_EXISTING);
            String hash = Sha256.text(digest);
            if (wanted.isPresent() && !wanted.get().equals(hash)) {
                throw new DataException("The address " + source + " gave a file with the sha256 " + hash + ", wanted "
                        + wanted.get() + "; it was not kept. Correct the address or sha256.");
            }
            Path file = folder.resolve(hash);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Known(file, hash);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
