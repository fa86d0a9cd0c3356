package dev.attune.runner.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Small programs, a folder each, that break one rule; they are compiled when a test runs and are no part of any build.
 *
 * <p>A package belongs to one fixture only, so that one call of the compiler does for all.
 */
final class Fixtures {
    private final Path sources;
    private final JavaClasses classes;

    private Fixtures(Path sources, JavaClasses classes) {
        this.sources = sources;
        this.classes = classes;
    }

    static Fixtures compile(Path sources, Path output) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-d", output.toString(), "-classpath", System.getProperty("java.class.path", ""), "-proc:none");
            boolean compiled = compiler.getTask(
                            complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(under(sources)))
                    .call();
            assertThat(compiled).as(complaints.toString()).isTrue();
        }
        return new Fixtures(sources, new ClassFileImporter().importPath(output));
    }

    /** Returns the names of the folders. */
    Set<String> names() {
        try (Stream<Path> folders = Files.list(sources)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the classes of one folder. */
    JavaClasses classes(String name) {
        Path folder = sources.resolve(name);
        Set<String> packages = under(folder).stream()
                .map(source -> folder.relativize(source)
                        .getParent()
                        .toString()
                        .replace(source.getFileSystem().getSeparator(), "."))
                .collect(Collectors.toSet());
        return classes.that(DescribedPredicate.describe(
                "are of " + name, (JavaClass type) -> packages.contains(type.getPackageName())));
    }

    private static List<Path> under(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
