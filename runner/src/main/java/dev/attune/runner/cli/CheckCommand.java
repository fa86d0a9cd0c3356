package dev.attune.runner.cli;

import dev.attune.api.ConfigException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.study.PublishedFigures;
import dev.attune.runner.trial.BuiltModels;
import dev.attune.runner.trial.DataCheck;
import dev.attune.runner.trial.DataReport;
import dev.attune.runner.trial.JsonFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks an experiment, a study or an extraction without doing it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks an experiment or an extraction, and prints it with every default, or a study; trains and extracts nothing.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private FileArguments arguments = new FileArguments();

    @Option(
            names = "--data",
            description =
                    "Reads every clip of every split once as well, and tells all that is wrong; exit code 3 if a training would stop.")
    private boolean data;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "With --data: text or json, which has every finding (default: ${DEFAULT-VALUE}).")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(
            names = "--findings",
            paramLabel = "FILE",
            description = "With --data: writes every finding to a file; as JSON if its name ends in .json.")
    private @Nullable Path findings;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out =
                Objects.requireNonNull(spec, "spec is null").commandLine().getOut();
        if (!data && (format == ReportFormat.JSON || findings != null)) {
            throw new ConfigException("--format and --findings are about the data; give --data as well.");
        }
        ConfigLoader loader = new ConfigLoader(PluginHost.ofProcess()).counting(new BuiltModels());
        if (loader.isStudy(arguments.file)) {
            StudyPlan plan = loader.loadStudy(arguments.file, arguments.overrides);
            if (format == ReportFormat.TEXT) {
                out.println(arguments.file + " is a sound study of " + PlanCommand.size(plan) + "."
                        + (data ? "" : " Its data were not read; --data reads them."));
                plan.notices().forEach(out::println);
                PublishedFigures.warnings(plan).forEach(out::println);
            }
            return data ? read(plan, out) : ExitCode.OK;
        }
        if (loader.isExtraction(arguments.file)) {
            if (data) {
                throw new ConfigException("--data reads the data of an experiment or a study; " + arguments.file
                        + " is the description of an extraction. Leave it out.");
            }
            out.print(EffectiveConfig.yaml(loader.loadExtraction(arguments.file, arguments.overrides)));
            return ExitCode.OK;
        }
        ExperimentConfig config = loader.loadExperiment(arguments.file, arguments.overrides);
        if (format == ReportFormat.TEXT) {
            out.print(EffectiveConfig.yaml(config));
        }
        return data ? read(StudyPlan.single(config), out) : ExitCode.OK;
    }

    private int read(StudyPlan plan, PrintWriter out) {
        DataReport report = DataCheck.read(plan);
        DataFindings words = new DataFindings(report);
        out.print(
                format == ReportFormat.JSON
                        ? words.json()
                        : words.counts(DataFindings.SHOWN) + words.lines(DataFindings.SHOWN));
        if (findings != null) {
            boolean json = findings.toString().toLowerCase(Locale.ROOT).endsWith(".json");
            JsonFiles.writeText(
                    findings, json ? words.json() : words.counts(Integer.MAX_VALUE) + words.lines(Integer.MAX_VALUE));
        }
        return report.stopping() > 0 ? ExitCode.DATA : ExitCode.OK;
    }
}
