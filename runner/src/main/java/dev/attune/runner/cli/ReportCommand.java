package dev.attune.runner.cli;

import dev.attune.api.DataException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.report.Report;
import dev.attune.runner.study.StudyResult;
import dev.attune.runner.study.StudyRunner;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the report of a study from its folder. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Writes report.html and plots/ from the folder of a study; trains and scores nothing.",
            "While test is sealed, all figures are of validation."
        })
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private StudyArgument study = new StudyArgument();

    @Option(names = "--latex", description = "Also writes tables.tex, for the LaTeX package booktabs.")
    private boolean latex;

    @Option(names = "--markdown", description = "Also writes tables.md.")
    private boolean markdown;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the files (default: STUDY).")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Path folder = out == null ? study.folder : out;
        if (Files.isRegularFile(folder)) {
            throw new DataException(folder + " is a file; --out wants a folder.");
        }
        StudyPlan plan = study.plan(new ConfigLoader(PluginHost.ofProcess()));
        StudyResult result = StudyRunner.read(plan, study.folder);
        Set<Report.Extra> extras = EnumSet.noneOf(Report.Extra.class);
        if (latex) {
            extras.add(Report.Extra.LATEX);
        }
        if (markdown) {
            extras.add(Report.Extra.MARKDOWN);
        }
        PrintWriter printer =
                Objects.requireNonNull(spec, "spec is null").commandLine().getOut();
        Report.write(result, folder, extras).forEach(file -> printer.println("Written: " + file));
        return ExitCode.OK;
    }
}
