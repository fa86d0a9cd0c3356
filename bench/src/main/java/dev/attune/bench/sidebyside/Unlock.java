package dev.attune.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes a library that tells MKL that it runs on a processor of Intel's.
 *
 * <p>On others MKL, which both sides use for matrix products, takes slower kernels than the processor could run. A process that loads
 * this library first answers the question with yes.
 */
final class Unlock {
    private static final String SOURCE = """
            int mkl_serv_intel_cpu_true(void) { return 1; }
            int mkl_serv_intel_cpu(void) { return 1; }
            """;

    private Unlock() {}

    /**
     * Compiles the library.
     *
     * @param folder takes it
     * @throws BenchmarkException if there is no C compiler
     */
    static Path compile(Path folder) {
        Path source = folder.resolve("unlock.c");
        Path library = folder.resolve("unlock.so");
        try {
            Files.createDirectories(folder);
            Files.writeString(source, SOURCE);
            Process compiler = new ProcessBuilder(
                            List.of("cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString()))
                    .inheritIO()
                    .start();
            if (compiler.waitFor() != 0) {
                throw new BenchmarkException("--unlock was given, but cc could not compile " + source + ".");
            }
            return library.toAbsolutePath();
        } catch (IOException e) {
            throw new BenchmarkException(
                    "--unlock was given, which needs a C compiler, but there is no program cc; skipped.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted.", e);
        }
    }
}
