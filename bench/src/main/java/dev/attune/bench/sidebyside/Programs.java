package dev.attune.bench.sidebyside;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the programs of both sides under the same conditions.
 *
 * @param home the project's folder
 * @param python the interpreter of the other side
 * @param logs takes what programs say on standard error
 * @param preload a library that both sides load first
 */
record Programs(Path home, Path python, Path logs, Optional<Path> preload) {
    Programs {
        requireNonNull(home, "home is null");
        requireNonNull(python, "python is null");
        requireNonNull(logs, "logs is null");
        requireNonNull(preload, "preload is null");
    }

    /** Prepares a program of this side, which the launcher starts as it starts Attune itself. */
    ProcessBuilder attune(Class<?> main, int threads, List<String> arguments) {
        ProcessBuilder builder = attune(threads, arguments);
        builder.environment().put("ATTUNE_MAIN", main.getName());
        builder.environment()
                .put("ATTUNE_CLASSPATH", home.resolve("bench/target/classes").toString());
        return builder;
    }

    /** Prepares the command line program itself. */
    ProcessBuilder attune(int threads, List<String> arguments) {
        ProcessBuilder builder = prepared(home.resolve("attune").toString(), arguments, threads, "attune.log");
        builder.environment().put("ATTUNE_BUILD", "never");
        List.of("ATTUNE_MAIN", "ATTUNE_CLASSPATH").forEach(builder.environment()::remove); // of this process itself
        return builder;
    }

    /** Prepares a script of the other side. */
    ProcessBuilder python(String script, int threads, List<String> arguments) {
        List<String> all = new ArrayList<>();
        all.add(home.resolve("bench/src/main/python").resolve(script).toString());
        all.addAll(arguments);
        ProcessBuilder builder = prepared(python.toString(), all, threads, "python.log");
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        return builder;
    }

    private ProcessBuilder prepared(String program, List<String> arguments, int threads, String log) {
        List<String> command = new ArrayList<>();
        command.add(program);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("OMP_NUM_THREADS", Integer.toString(threads));
        preload.ifPresent(library -> environment.put("LD_PRELOAD", library.toString()));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(logs.resolve(log).toFile()));
        return builder;
    }

    /**
     * Runs a program to its end.
     *
     * @return seconds from start to end
     */
    double run(ProcessBuilder program) {
        long start = System.nanoTime();
        output(program);
        return (System.nanoTime() - start) / 1e9;
    }

    /**
     * Runs a program to its end.
     *
     * @return what it wrote on standard output
     * @throws BenchmarkException if it cannot be started or fails
     */
    String output(ProcessBuilder program) {
        try {
            Files.createDirectories(logs);
            Process process = program.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new BenchmarkException(String.join(" ", program.command()) + " ended with exit code " + code
                        + "; what it said is in " + logs + ".");
            }
            return output;
        } catch (IOException e) {
            throw new BenchmarkException(program.command().get(0) + " cannot be started: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted.", e);
        }
    }
}
