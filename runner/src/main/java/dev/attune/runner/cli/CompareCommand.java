package dev.attune.runner.cli;

import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.stats.Comparisons;
import dev.attune.runner.study.JoinedFigures;
import dev.attune.runner.study.StoredStudies;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares lines of stored studies and runs. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares every line of stored studies and runs with one of them; trains nothing.",
            "Test scores are used only if the seals of all studies are open."
        })
final class CompareCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "STUDY",
            description = "Folders of studies or runs, such as runs/ablation.")
    private List<Path> folders = List.of();

    @Option(
            names = "--baseline",
            required = true,
            paramLabel = "NAME",
            description = "The line that the others are compared with.")
    private String baseline = "";

    @Option(
            names = "--metric",
            paramLabel = "FIGURE",
            description = "A metric and a target or mean, such as ccc.mean (default: that of the first study).")
    private @Nullable String figure;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for intervals.csv and comparison.csv, which have all metrics and targets, and published.csv, if a study names published figures.")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        StoredStudies studies = new StoredStudies(folders, new ConfigLoader(PluginHost.ofProcess()));
        Comparisons found = studies.compare(baseline, Optional.ofNullable(figure));
        PrintWriter print =
                Objects.requireNonNull(spec, "spec is null").commandLine().getOut();
        found.sentences().forEach(print::println);
        JoinedFigures published = studies.published();
        if (!published.rows().isEmpty()) {
            print.print("\n" + published.text() + "\n");
        }
        studies.seals().forEach(print::println);
        if (out != null) {
            StoredStudies.write(found, published, out);
            print.println("Results: " + out.resolve("comparison.csv"));
        }
        return ExitCode.OK;
    }
}
