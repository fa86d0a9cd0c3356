package dev.attune.runner.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Builds the jars that somebody else might build: compiles sources as an outsider does, against the plugin interface. */
public final class JarBuilder {
    static final String SERVICES = "META-INF/services/dev.attune.api.AttunePlugin";

    private final Path work;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> left = new ArrayList<>();
    private final List<Path> libraries = new ArrayList<>();
    private String manifest = "Manifest-Version: 1.0\nAttune-Api-Version: 1.0\n";
    private UnaryOperator<byte[]> change = UnaryOperator.identity();

    private JarBuilder(Path work) {
        this.work = work;
    }

    /**
     * Begins a jar.
     *
     * @param work folder of intermediate files
     */
    public static JarBuilder in(Path work) {
        return new JarBuilder(work);
    }

    /** Adds a source file, by the full name of its class. */
    public JarBuilder source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /** Adds a source that the others are compiled against, but whose class is not in the jar. */
    public JarBuilder against(String className, String text) {
        left.add(className.replace('.', '/'));
        return source(className, text);
    }

    /** Adds a jar that the sources are compiled against. */
    public JarBuilder library(Path jar) {
        libraries.add(jar);
        return this;
    }

    /** Adds a text file. */
    public JarBuilder file(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Names the classes of plugins, in the order of the file. */
    public JarBuilder provides(String... classNames) {
        return file(SERVICES, String.join("\n", classNames) + "\n");
    }

    /** Replaces the manifest. */
    public JarBuilder manifest(String... lines) {
        manifest = "Manifest-Version: 1.0\n" + String.join("\n", lines) + "\n";
        return this;
    }

    /** Changes all class files. */
    public JarBuilder changed(UnaryOperator<byte[]> how) {
        change = how;
        return this;
    }

    /** Compiles and packs. */
    public Path build(Path jar) {
        try {
            Path classes = Files.createDirectories(work.resolve(jar.getFileName() + ".classes"));
            compile(classes);
            Files.createDirectories(jar.getParent());
            Manifest lines = new Manifest(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)));
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream pack = new JarOutputStream(out, lines)) {
                pack(classes, pack);
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    entry(pack, file.getKey(), file.getValue());
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path classes) {
        if (sources.isEmpty()) {
            return;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options = List.of("-proc:none", "-parameters", "-cp", classPath(), "-d", classes.toString());
        List<JavaFileObject> units = sources.entrySet().stream()
                .<JavaFileObject>map(source -> new Text(source.getKey(), source.getValue()))
                .toList();
        boolean compiled =
                compiler.getTask(said, null, null, options, null, units).call();
        assertThat(compiled).as(said.toString()).isTrue();
    }

    private String classPath() {
        StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
        libraries.forEach(jar -> path.append(java.io.File.pathSeparatorChar).append(jar));
        return path.toString();
    }

    private void pack(Path classes, JarOutputStream pack) throws IOException {
        try (Stream<Path> compiled = Files.walk(classes)) {
            for (Path file : compiled.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (left.stream().noneMatch(name::startsWith)) {
                    entry(pack, name, change.apply(Files.readAllBytes(file)));
                }
            }
        }
    }

    private static void entry(JarOutputStream pack, String name, byte[] content) throws IOException {
        pack.putNextEntry(new ZipEntry(name));
        pack.write(content);
        pack.closeEntry();
    }

    /** A source that is no file. */
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
