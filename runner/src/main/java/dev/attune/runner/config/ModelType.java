package dev.attune.runner.config;

import dev.attune.api.encoder.ModelSource;
import dev.attune.runner.config.Node.Entry;
import dev.attune.runner.config.Node.Mapping;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a model's file comes from; a path is taken from the folder of the file that names it, and must be there.
 *
 * @param section the keys of {@link ModelSource}
 */
record ModelType(SectionType section) implements OptionType {
    private static final String SOURCE = "source";
    private static final String FILE = "file:";
    /** A single letter is a drive of Windows. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private static final Pattern RESOURCE = Pattern.compile("classpath:/[^/].*");

    ModelType() {
        this(new SectionType(RecordSchema.of(ModelSource.class)));
    }

    @Override
    public @Nullable Object bind(Spot spot, Binder binder) {
        ModelSource model = (ModelSource) section.bind(spot, binder);
        if (model == null) {
            return null;
        }
        Entry entry = spot.node() instanceof Mapping mapping ? mapping.entries().get(SOURCE) : null;
        String source = resolved(model.source(), entry == null ? spot : spot.child(SOURCE, entry), binder);
        return source == null ? null : new ModelSource(source, model.sha256());
    }

    private static @Nullable String resolved(String source, Spot spot, Binder binder) {
        if (source.startsWith("https:")) {
            return isAddress(source) ? source : wrong(spot, source, binder);
        }
        if (source.startsWith("classpath:")) {
            return RESOURCE.matcher(source).matches() ? source : wrong(spot, source, binder);
        }
        boolean explicit = source.startsWith(FILE);
        return explicit || !SCHEME.matcher(source).matches()
                ? file(explicit ? path(source) : source, source, spot, binder)
                : wrong(spot, source, binder);
    }

    private static boolean isAddress(String source) {
        try {
            return new URI(source).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Returns the path of {@code file:///models/face.onnx} and of {@code file:face.onnx}. */
    private static String path(String source) {
        String rest = source.substring(FILE.length());
        return rest.startsWith("///")
                ? Path.of(URI.create(source.replace(" ", "%20"))).toString()
                : rest;
    }

    private static @Nullable String file(String path, String written, Spot spot, Binder binder) {
        Path file;
        try {
            file = spot.node().place().source().folder().resolve(path).normalize();
        } catch (InvalidPathException e) {
            return wrong(spot, written, binder);
        }
        if (Files.isRegularFile(file)) {
            return file.toString();
        }
        String fault = Files.isDirectory(file) ? "that is a folder" : "there is no file " + file;
        binder.problem(spot.node().place(), spot.path(), "found " + written + ", but " + fault);
        return null;
    }

    private static @Nullable String wrong(Spot spot, String written, Binder binder) {
        binder.problem(
                spot.node().place(),
                spot.path(),
                "found " + written + ", wanted the path of a file, classpath:/name or https://address");
        return null;
    }

    @Override
    public Node write(Object value) {
        ModelSource model = (ModelSource) value;
        return model.sha256().isEmpty() ? YamlWriter.text(model.source()) : section.write(model);
    }

    @Override
    public String wanted() {
        return "the path of a file, classpath:/name or https://address, or a map with the keys source, sha256";
    }

    @Override
    public String label() {
        return "model file";
    }
}
