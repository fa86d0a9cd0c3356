package dev.attune.runner.cli;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.plugin.PluginState;
import dev.attune.runner.trial.Environment;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what this machine has and whether everything that a training needs works. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what this machine has and whether everything that a training needs works.")
final class DoctorCommand implements Callable<Integer> {
    private static final long GIBI = 1L << 30;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out =
                Objects.requireNonNull(spec, "spec is null").commandLine().getOut();
        out.println("attune   " + Environment.version());
        out.println("java     " + System.getProperty("java.vm.name") + " " + Runtime.version());
        out.println("system   " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Environment.cpu() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
        out.println(String.format(
                Locale.ROOT,
                "memory   %.1f GiB for the Java heap",
                (double) Runtime.getRuntime().maxMemory() / GIBI));
        boolean sound = checkEngine(out);
        return checkPlugins(out) && sound ? ExitCode.OK : ExitCode.FAILED;
    }

    /** A missing library shows only when the engine is asked to compute. */
    private static boolean checkEngine(PrintWriter out) {
        try {
            Engine engine = ComputeEngine.start();
            out.println("engine   " + engine.getEngineName() + " " + engine.getVersion() + ", DJL "
                    + Engine.getDjlVersion() + ", " + ComputeEngine.threads() + " threads");
            out.println(
                    "gpu      " + (engine.getGpuCount() == 0 ? "none; training uses the CPU" : engine.getGpuCount()));
            try (NDManager manager = ComputeEngine.newManager(ai.djl.Device.cpu())) {
                NDArray ones = manager.ones(new Shape(64, 64));
                float sum = ones.matMul(ones).sum().getFloat();
                boolean right = sum == 64 * 64 * 64;
                out.println("compute  " + (right ? "ok" : "WRONG: a matrix product gave " + sum));
                return right;
            }
        } catch (RuntimeException | LinkageError e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            out.println("engine   NOT AVAILABLE: " + root.getMessage()
                    + "; the native library for this platform comes with the build, so build again with mvn package");
            return false;
        }
    }

    private static boolean checkPlugins(PrintWriter out) {
        boolean sound = true;
        for (PluginState plugin : PluginHost.ofProcess().states()) {
            out.println("plugin   " + PluginsCommand.line(plugin));
            sound &= plugin.status() == PluginState.Status.READY;
        }
        return sound;
    }
}
