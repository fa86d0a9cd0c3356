package dev.attune.runner.cli;

import dev.attune.api.corpus.CorpusFactory;
import dev.attune.api.media.Media;
import dev.attune.api.media.MediaFactory;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.Selection;
import dev.attune.runner.corpus.CorpusMaker;
import dev.attune.runner.plugin.ComponentKind;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.trial.Components;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a corpus of recordings whose truth is known. */
@Command(
        name = "make-corpus",
        mixinStandardHelpOptions = true,
        description = {
            "Makes recordings whose truth is known, with transcripts, labels and splits, and what is needed to extract features"
                    + " from them and to train on these. The same options give the same files.",
            "Example: attune make-corpus avatar --out avatar clips=30 seconds=10"
        })
final class MakeCorpusCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "Which corpus; attune list corpora tells all.")
    private String name = "";

    @Parameters(
            index = "1..*",
            paramLabel = "key=value",
            description = "An option of the corpus; attune describe corpus NAME tells all.")
    private List<String> options = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder to make; it must not exist, or be empty.")
    private Path out = Path.of("");

    @Option(
            names = "--media",
            paramLabel = "NAME",
            description = "What writes the videos (default: ${DEFAULT-VALUE}); attune list media tells all.")
    private String media = "ffmpeg";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec, "spec is null");
        ConfigLoader loader = new ConfigLoader(PluginHost.ofProcess());
        Selection<CorpusFactory<?>> corpus = corpus(loader);
        Media writer = media(loader);
        PrintWriter err = command.commandLine().getErr();
        CorpusMaker maker = new CorpusMaker(out);
        CorpusProgress progress =
                new CorpusProgress(err, StudyRun.isTerminal() ? TerminalSize.ofThisTerminal() : null, System::nanoTime);
        Runnable abandon = () -> {
            progress.end();
            maker.discard();
        };
        try {
            Interruption.watching(abandon, err, "Interrupted. Nothing is left of the corpus.", () -> {
                maker.make(corpus, writer, progress);
                return out;
            });
        } finally {
            progress.end();
        }
        command.commandLine().getOut().println("Made: " + out + "; its README.md says what is in it.");
        return ExitCode.OK;
    }

    private Selection<CorpusFactory<?>> corpus(ConfigLoader loader) {
        Selection<?> chosen = loader.component(ComponentKind.CORPUS, name, options);
        return new Selection<>((CorpusFactory<?>) chosen.factory(), chosen.options());
    }

    private Media media(ConfigLoader loader) {
        Selection<?> chosen = loader.component(ComponentKind.MEDIA, media, List.of());
        return Components.media(new Selection<>((MediaFactory<?>) chosen.factory(), chosen.options()));
    }
}
