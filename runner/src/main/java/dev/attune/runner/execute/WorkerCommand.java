package dev.attune.runner.execute;

import dev.attune.runner.plugin.PluginPath;
import dev.attune.runner.trial.Environment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The command line of a worker: the Java, class path and JVM options of this process, and a share of the machine.
 *
 * @param java the program
 * @param classPath what the worker sees
 * @param options of this JVM, as they were given
 * @param cores of the machine, at least 1
 * @param jobs workers that share them, at least 1
 */
record WorkerCommand(Path java, String classPath, List<String> options, int cores, int jobs) {
    /** The share of the memory that the Java heap takes where nothing else is said, in percent. */
    private static final double DEFAULT_HEAP = 25;

    /** Properties that options of the command line set while the program runs: the log level and the places of plugins. */
    private static final List<String> SET_BY_OPTIONS = List.of("attune.log", PluginPath.PROPERTY);

    WorkerCommand {
        options = List.copyOf(options);
    }

    /** Describes this process. */
    static WorkerCommand ofThisProcess(int jobs) {
        List<String> options =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        for (String name : SET_BY_OPTIONS) {
            String value = System.getProperty(name);
            if (value != null) {
                options.add("-D" + name + "=" + value);
            }
        }
        return new WorkerCommand(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                options,
                Runtime.getRuntime().availableProcessors(),
                jobs);
    }

    /**
     * Returns the command.
     *
     * @param logs where a crash of the JVM leaves its account
     */
    List<String> line(Path logs) {
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        options.stream().filter(WorkerCommand::isPassedOn).forEach(line::add);
        if (jobs > 1) {
            // Collector threads, readers and the engine's threads all follow the number of cores that the JVM sees.
            line.add("-XX:ActiveProcessorCount=" + coresPerJob());
            if (!setsHeap(options)) {
                line.add(String.format(Locale.ROOT, "-XX:MaxRAMPercentage=%.2f", DEFAULT_HEAP / jobs));
            }
        }
        line.add("-D" + Environment.CORES + "=" + cores);
        line.add("-XX:+ExitOnOutOfMemoryError");
        line.add("-XX:ErrorFile=" + logs.resolve("crash-%p.log"));
        line.add("-cp");
        line.add(classPath);
        line.add(WorkerMain.class.getName());
        return line;
    }

    int coresPerJob() {
        return Math.max(1, cores / jobs);
    }

    /** What belongs to one process alone, such as a port, or is set anew, is left out. */
    private static boolean isPassedOn(String option) {
        return !option.startsWith("-agentlib:jdwp")
                && !option.startsWith("-Xrunjdwp")
                && !option.startsWith("-Dcom.sun.management.jmxremote")
                && !option.startsWith("-XX:ErrorFile=")
                && !option.startsWith("-XX:ActiveProcessorCount=");
    }

    private static boolean setsHeap(List<String> options) {
        return options.stream()
                .anyMatch(option -> option.startsWith("-Xmx")
                        || option.startsWith("-XX:MaxHeapSize=")
                        || option.startsWith("-XX:MaxRAM"));
    }
}
