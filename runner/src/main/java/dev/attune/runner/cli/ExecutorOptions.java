package dev.attune.runner.cli;

import dev.attune.api.ConfigException;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.execute.InProcessExecutor;
import dev.attune.runner.execute.Jobs;
import dev.attune.runner.execute.ProcessExecutor;
import dev.attune.runner.execute.TrialExecutor;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.trial.TrialRunner;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where trials run. */
final class ExecutorOptions {
    /** The places. */
    enum Place {
        PROCESS,
        IN_PROCESS,
        SLURM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Knows the places by the words that a user reads. */
    static final class PlaceConverter implements ITypeConverter<Place> {
        @Override
        public Place convert(String word) {
            return Arrays.stream(Place.values())
                    .filter(place -> place.toString().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "found '" + word + "', wanted one of " + Arrays.toString(Place.values())));
        }
    }

    @Option(
            names = "--executor",
            paramLabel = "WHERE",
            converter = PlaceConverter.class,
            description =
                    "Where trials run: process (default), worker processes; in-process, one after the other in this one; slurm, nowhere yet: writes an array job.")
    Place place = Place.PROCESS;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "How many trials run at once, with the cores divided among them (default: one a core while there are 2 GiB of memory for each; 1 with a GPU).")
    private @Nullable Integer jobs;

    /**
     * Returns how many trials run at once.
     *
     * @param plan the study
     */
    int jobs(StudyPlan plan) {
        if (jobs != null && jobs < 1) {
            throw new ConfigException("--jobs: found " + jobs + ", wanted at least 1.");
        }
        if (place == Place.IN_PROCESS) {
            if (jobs != null && jobs > 1) {
                throw new ConfigException(
                        "--jobs " + jobs + " needs processes of its own: one training runs at a time in one process;"
                                + " leave --executor in-process or --jobs out.");
            }
            return 1;
        }
        return jobs == null ? Jobs.choose(plan) : jobs;
    }

    /** Returns how many trials the user wants at once; empty if that was left open. */
    OptionalInt givenJobs() {
        return jobs == null ? OptionalInt.empty() : OptionalInt.of(jobs);
    }

    /**
     * Makes the executor; the caller closes it.
     *
     * @param plugins the plugins
     * @param plan the study
     * @param folder where its files are
     */
    TrialExecutor create(PluginHost plugins, StudyPlan plan, Path folder) {
        int count = jobs(plan);
        return switch (place) {
            case PROCESS -> new ProcessExecutor(count, folder.resolve("logs"));
            case IN_PROCESS -> new InProcessExecutor(new TrialRunner(plugins.states()));
            case SLURM ->
                throw new ConfigException(
                        "--executor slurm: attune study writes the array job; this command runs process or in-process.");
        };
    }
}
