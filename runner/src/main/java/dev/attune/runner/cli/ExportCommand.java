package dev.attune.runner.cli;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.train.PredictionScript.Argument;
import dev.attune.runner.trial.TrialExport;
import dev.attune.runner.trial.TrialFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the model of a trial for other programs. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the model of a finished trial, with the parameters of its best epoch, to one file that other programs open.",
            "safetensors: the parameters by name, with the configuration beside them.",
            "torchscript: the whole network, scaling of features included, for torch.jit.load in Python and for DJL."
        })
final class ExportCommand implements Callable<Integer> {
    /** What can be written. */
    private enum Format {
        SAFETENSORS("model.safetensors"),
        TORCHSCRIPT("model.pt");

        private final String file;

        Format(String file) {
            this.file = file;
        }
    }

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--to", required = true, paramLabel = "FORMAT", description = "safetensors or torchscript.")
    private Format format = Format.SAFETENSORS;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file (default: RUN/model.safetensors or RUN/model.pt).")
    private @Nullable Path out;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description =
                    "Windows that torchscript takes in one call (default: ${DEFAULT-VALUE}); it takes no other number.")
    private int batch = 1;

    @Option(names = "--force", description = "Replaces the file if it exists.")
    private boolean force;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (batch < 1) {
            throw new ConfigException("--batch must be at least 1, found " + batch + ".");
        }
        ConfigLoader loader = new ConfigLoader(PluginHost.ofProcess());
        TrialFolder trial = run.trial(loader);
        Path file = out == null ? trial.path().resolve(format.file) : out;
        requireFree(file);
        TrialExport export = new TrialExport(trial, RunArgument.config(trial, loader));
        PrintWriter printer =
                Objects.requireNonNull(spec, "spec is null").commandLine().getOut();
        if (format == Format.SAFETENSORS) {
            export.writeSafeTensors(file);
        } else {
            describe(export.writeTorchScript(file, batch), printer);
        }
        printer.println("Written: " + file);
        return ExitCode.OK;
    }

    private void requireFree(Path file) {
        if (Files.isDirectory(file)) {
            throw new DataException(file + " is a folder; --out wants a file.");
        }
        if (Files.exists(file) && !force) {
            throw new DataException(file + " exists; replace it with --force, or name another file with --out.");
        }
    }

    private static void describe(List<Argument> arguments, PrintWriter printer) {
        printer.println("forward takes, in this order:");
        for (Argument argument : arguments) {
            printer.println("  " + argument.name() + "  " + (argument.isMask() ? "bool" : "float32") + " "
                    + argument.shape() + "  " + argument.axes());
        }
        printer.println("Features go in as the corpus has them: the file scales them itself.");
    }
}
