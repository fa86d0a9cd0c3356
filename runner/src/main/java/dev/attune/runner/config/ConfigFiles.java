package dev.attune.runner.config;

import dev.attune.runner.config.Node.Entry;
import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.config.Node.Scalar;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads files, and the files that they extend. */
final class ConfigFiles {
    private static final String EXTENDS = "extends";
    private static final String BASE = "base";
    /** The key that every file has, written or not. */
    static final String NAME = "name";

    private final Variables variables;
    private final Problems problems;
    private int filesRead;

    ConfigFiles(Variables variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
    }

    /**
     * Reads a file with all that it extends.
     *
     * @param file as the user typed it
     * @param schema of what it holds
     * @return its keys, or null after a problem that leaves nothing to check
     */
    @Nullable
    Mapping load(Path file, RecordSchema schema) {
        Source source = Source.file(file, filesRead++);
        String text = text(file, source);
        return text == null ? null : parse(text, file, source, schema);
    }

    /** Reads text as if it were the content of a file. */
    @Nullable
    Mapping parse(String text, Path nominal, RecordSchema schema) {
        return parse(text, nominal, Source.file(nominal, filesRead++), schema);
    }

    private @Nullable Mapping parse(String text, Path file, Source source, RecordSchema schema) {
        Mapping own = root(text, source, schema);
        Mapping extended = own == null ? null : extend(own, file, schema, List.of(key(file)));
        return schema.find(NAME) == null ? extended : named(extended, file, source);
    }

    /** Completes a map that stands inside a file: it may extend a file as well. */
    @Nullable
    Mapping inline(Mapping map, String name, Path file, RecordSchema schema) {
        Mapping extended = extend(map, file, schema, List.of(key(file)));
        return extended == null ? null : named(extended, name, map.place());
    }

    /** A file without a name is called as its file: a name that it inherited would be its parent's. */
    private static @Nullable Mapping named(@Nullable Mapping mapping, Path file, Source source) {
        Path fileName = file.getFileName();
        String name = fileName == null ? "unnamed" : stem(fileName.toString());
        return mapping == null ? null : named(mapping, name, new Place(source, 1, 1));
    }

    private static Mapping named(Mapping mapping, String name, Place place) {
        Entry entry = new Entry(place, new Scalar(Variables.escape(name), false, place));
        return mapping.entries().containsKey(NAME) ? mapping : mapping.with(NAME, entry);
    }

    private static String stem(String fileName) {
        return fileName.replaceFirst("\\.ya?ml$", "");
    }

    private @Nullable Mapping root(String text, Source source, RecordSchema schema) {
        Node root = YamlReader.read(text, source, problems);
        if (root instanceof Mapping mapping) {
            return mapping;
        }
        if (root != null && !(root instanceof Node.Unusable)) {
            boolean empty = root instanceof Scalar scalar && scalar.isNull();
            problems.add(
                    root.place(),
                    "",
                    "found " + (empty ? "nothing" : root.found()) + ", wanted a map with keys such as "
                            + String.join(", ", schema.keys()));
        }
        return null;
    }

    private @Nullable Mapping extend(Mapping own, Path file, RecordSchema schema, List<Path> chain) {
        Entry entry = own.entries().get(EXTENDS);
        Mapping rest = own.without(Set.of(EXTENDS));
        if (entry == null || entry.value() instanceof Node.Unusable) {
            return rest;
        }
        if (!(entry.value() instanceof Scalar written) || written.isNull()) {
            problems.add(entry.keyPlace(), EXTENDS, "found " + entry.value().found() + ", wanted the path of a file");
            return rest;
        }
        Scalar scalar = variables.resolve(written, EXTENDS, problems);
        Path parent = scalar == null ? null : sibling(file, scalar, EXTENDS);
        if (scalar == null || parent == null) {
            return rest;
        }
        if (chain.contains(key(parent))) {
            problems.add(scalar.place(), EXTENDS, "found " + scalar.text() + ", which extends this file in its turn");
            return rest;
        }
        Mapping base = parent(parent, scalar, schema, chain);
        return base == null ? null : lay(schema, base.without(Set.of(NAME)), rest);
    }

    /** Lays one file over another; the experiment within a study is laid by the rules of experiments. */
    private static Mapping lay(RecordSchema schema, Mapping below, Mapping above) {
        Mapping merged = Layers.merge(schema, below, above);
        Entry merging = merged.entries().get(BASE);
        return schema.find(BASE) != null
                        && merging != null
                        && below.get(BASE) instanceof Mapping old
                        && above.get(BASE) instanceof Mapping changed
                ? merged.with(
                        BASE,
                        new Entry(merging.keyPlace(), Layers.merge(ConfigLoader.experimentSchema(), old, changed)))
                : merged;
    }

    private @Nullable Mapping parent(Path parent, Scalar written, RecordSchema schema, List<Path> chain) {
        if (!exists(parent, written, EXTENDS)) {
            return null;
        }
        Source source = Source.file(parent, filesRead++);
        String text = text(parent, source);
        Mapping own = text == null ? null : root(text, source, schema);
        if (own == null) {
            return null;
        }
        List<Path> longer = new ArrayList<>(chain);
        longer.add(key(parent));
        return extend(own, parent, schema, longer);
    }

    /** Returns the file that another names, shown as the user would type it; null after a problem. */
    @Nullable
    Path sibling(Path file, Scalar written, String path) {
        try {
            return file.resolveSibling(written.text()).normalize();
        } catch (InvalidPathException e) {
            problems.add(written.place(), path, "found " + written.found() + ", wanted the path of a file");
            return null;
        }
    }

    /** Checks that a file which a configuration names exists; says so there if not. */
    boolean exists(Path file, Scalar written, String path) {
        if (Files.isRegularFile(file)) {
            return true;
        }
        problems.add(
                written.place(),
                path,
                "found " + written.text() + ", but "
                        + (Files.isDirectory(file) ? "that is a folder" : "there is no file " + file + nearby(file)));
        return false;
    }

    private static String nearby(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path name = file.getFileName();
        if (folder == null || name == null) {
            return "";
        }
        if (!Files.isDirectory(folder)) {
            return ", nor its folder";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(other -> String.valueOf(other.getFileName()))
                    .filter(other -> other.matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
            Set<String> stems = names.stream().map(ConfigFiles::stem).collect(Collectors.toSet());
            List<String> nearStems = NearestNames.of(stem(name.toString()), stems);
            List<String> near = names.stream()
                    .filter(other -> nearStems.contains(stem(other)))
                    .toList();
            return near.isEmpty() ? "" : "; did you mean " + NearestNames.alternatives(near) + "?";
        } catch (IOException e) {
            return "";
        }
    }

    private @Nullable String text(Path file, Source source) {
        if (!Files.exists(file)) {
            problems.add(source.whole(), "", "there is no such file" + nearby(file));
            return null;
        }
        if (Files.isDirectory(file)) {
            problems.add(source.whole(), "", "found a folder, wanted a YAML file");
            return null;
        }
        try {
            return decode(Files.readAllBytes(file), source);
        } catch (IOException e) {
            problems.add(source.whole(), "", "the file cannot be read: " + e);
            return null;
        }
    }

    private @Nullable String decode(byte[] bytes, Source source) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (!result.isError()) {
            return text;
        }
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        int column = text.codePointCount(text.lastIndexOf('\n') + 1, text.length()) + 1;
        problems.add(
                new Place(source, line, column),
                "",
                String.format(
                        Locale.ROOT,
                        "found the byte 0x%02X, wanted UTF-8; save the file in that encoding",
                        bytes[in.position()]));
        return null;
    }

    private static Path key(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
