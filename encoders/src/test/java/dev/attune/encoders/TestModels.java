package dev.attune.encoders;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.encoder.Models;
import dev.attune.api.media.MediaFactory;
import dev.attune.api.media.Recording;
import dev.attune.encoders.media.FfmpegConfig;
import dev.attune.encoders.media.MediaPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives encoders under test their models: files as they are, resources as copies in a folder. */
public final class TestModels implements Models {
    private static final String RESOURCE = "classpath:";

    private final Path folder;

    /**
     * Makes it.
     *
     * @param folder takes copies of resources
     */
    public TestModels(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns what an encoder is made with.
     *
     * @param folder takes copies of resources
     */
    public static EncoderContext context(Path folder) {
        return new EncoderContext(new TestModels(folder), 1);
    }

    /**
     * Returns a real model; skips the test where there is none.
     *
     * @param name of its file
     */
    public static Path real(String name) {
        Path file = Path.of(System.getProperty("attune.models", "")).resolve(name);
        assumeTrue(Files.exists(file), "skipped: there is no " + file);
        return file;
    }

    /**
     * Returns a real clip or what lies beside it; skips the test where there is none.
     *
     * @param name of its file
     */
    public static Path clip(String name) {
        Path file =
                Path.of(System.getProperty("attune.data", "")).resolve("clips").resolve(name);
        assumeTrue(Files.exists(file), "skipped: there is no " + file);
        return file;
    }

    /**
     * Opens a real clip with FFmpeg.
     *
     * @param file the clip
     */
    @SuppressWarnings("unchecked") // the plugin has one kind of media, and this is its configuration
    public static Recording open(Path file) {
        MediaFactory<FfmpegConfig> factory =
                (MediaFactory<FfmpegConfig>) new MediaPlugin().media().get(0);
        return factory.create(FfmpegConfig.defaults()).open(file);
    }

    @Override
    public Path file(ModelSource source) {
        if (!source.source().startsWith(RESOURCE)) {
            return Path.of(source.source());
        }
        String name = source.source().substring(RESOURCE.length());
        Path copy = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
        try (InputStream in = requireNonNull(TestModels.class.getResourceAsStream(name), name)) {
            Files.write(copy, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + name, e);
        }
        return copy;
    }
}
