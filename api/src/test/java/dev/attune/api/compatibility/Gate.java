package dev.attune.api.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.config.Options;
import japicmp.exception.JApiCmpException;
import japicmp.model.AccessModifier;
import japicmp.model.JApiClass;
import japicmp.output.incompatible.IncompatibleErrorOutput;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.script.Bindings;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;

/** Does to two archives what japicmp's Maven plugin does to a release and a build, with the same options and the same script. */
final class Gate {
    private static final Path SCRIPT = Path.of("src", "japicmp", "promises.groovy");
    private static final ScriptEngine GROOVY = new ScriptEngineManager().getEngineByName("groovy");

    private Gate() {}

    /** Returns what breaks the build, or nothing where it passes. */
    static Optional<String> complaint(byte[] release, byte[] build) throws IOException {
        Options options = Options.newDefault();
        options.setAccessModifier(AccessModifier.PROTECTED);
        options.setOutputOnlyModifications(true);
        options.setErrorOnBinaryIncompatibility(true);
        options.setErrorOnSourceIncompatibility(true);
        options.getOldArchives().add(new JApiCmpArchive(release, "api.jar", "0.1.0"));
        options.getNewArchives().add(new JApiCmpArchive(build, "api.jar", "0.2.0"));
        JarArchiveComparator comparator = new JarArchiveComparator(JarArchiveComparatorOptions.of(options));
        List<JApiClass> found = comparator.compare(options.getOldArchives(), options.getNewArchives());
        assertThat(found).isNotEmpty();
        try (Reader script = Files.newBufferedReader(SCRIPT)) {
            Bindings bindings = GROOVY.createBindings();
            bindings.put("jApiClasses", found);
            GROOVY.eval(script, bindings);
            new IncompatibleErrorOutput(options, found, comparator).generate();
            return Optional.empty();
        } catch (JApiCmpException | ScriptException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
