package dev.attune.runner.cli;

import dev.attune.api.ConfigException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.extract.Extraction;
import dev.attune.runner.extract.ExtractionResult;
import dev.attune.runner.extract.ExtractionRun;
import dev.attune.runner.plugin.PluginHost;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Turns a folder of recordings into a feature store. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        description = {
            "Turns recordings into a feature store, which experiments read with data: {type: features, root: STORE}. What is in the"
                    + " store and was made of the same recording in the same way is kept.",
            "Example: attune extract features.yaml --in clips --out store"
        })
final class ExtractCommand implements Callable<Integer> {
    @Mixin
    private FileArguments arguments = new FileArguments();

    @Option(
            names = "--in",
            required = true,
            paramLabel = "DIR",
            description = "The folder with the recordings, also in folders of its own, or one recording.")
    private Path in = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "STORE",
            description = "The folder of the feature store: a new one, or one to be completed.")
    private Path out = Path.of("");

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many recordings at once, with the cores divided among them (default: one a core).")
    private @Nullable Integer jobs;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec, "spec is null");
        ConfigLoader loader = new ConfigLoader(PluginHost.ofProcess());
        Extraction extraction = Extraction.of(loader.loadExtraction(arguments.file, arguments.overrides));
        PrintWriter err = command.commandLine().getErr();
        ExtractionProgress progress = new ExtractionProgress(
                err, StudyRun.isTerminal() ? TerminalSize.ofThisTerminal() : null, System::nanoTime);
        ExtractionRun run = new ExtractionRun(extraction, jobs(), progress);
        ExtractionResult result;
        try {
            String sentence = "Interrupted. The clips that are finished are kept; this command goes on: "
                    + Launcher.again(command);
            result = Interruption.watching(progress::end, err, sentence, () -> run.run(in, out));
        } finally {
            progress.end();
        }
        PrintWriter table = command.commandLine().getOut();
        table.print(ExtractionTable.text(result));
        table.flush();
        return result.isAcceptable() ? ExitCode.OK : ExitCode.DATA;
    }

    private int jobs() {
        if (jobs != null && jobs < 1) {
            throw new ConfigException("--jobs: found " + jobs + ", wanted at least 1.");
        }
        return jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    }
}
