package dev.attune.runner.execute;

import dev.attune.api.ConfigException;
import dev.attune.runner.trial.JsonFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes a job array for the scheduler Slurm, each task of which runs one trial of a stored study.
 *
 * <p>A file that was written is never changed: a job that waits in the queue may still read it. So each list of trials has files of its
 * own, {@code slurm/trials.txt} and {@code array.sh} first, then {@code trials-2.txt} and {@code array-2.sh}.
 */
public final class SlurmArray {
    /** Slurm accepts indices up to 1,000 unless its administrator allows more. */
    private static final int MOST_TASKS = 1000;

    private final Path study;
    private final String name;
    private final String program;
    private final String options;

    /**
     * Makes a writer.
     *
     * @param study folder of the study
     * @param name of the study
     * @param program starts Attune, as a shell must read it
     * @param options further ones for {@code sbatch}, one line
     * @throws ConfigException if the options are not one line
     */
    public SlurmArray(Path study, String name, String program, String options) {
        if (options.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigException("--slurm-options must be one line, such as \"--time=02:00:00 --mem=8G\".");
        }
        this.study = study.toAbsolutePath().normalize();
        this.name = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        this.program = program;
        this.options = options.strip();
    }

    /**
     * Writes the files of an array.
     *
     * @param trials identifiers of the trials to run, at least one
     * @param atOnce the most tasks to run at once, if there is a limit
     * @return the script to submit
     */
    public Path write(List<String> trials, OptionalInt atOnce) {
        if (trials.isEmpty()) {
            throw new IllegalArgumentException("there are no trials");
        }
        String list = String.join("\n", trials) + "\n";
        for (int number = 1; ; number++) {
            String suffix = number == 1 ? "" : "-" + number;
            Path file = study.resolve("slurm").resolve("trials" + suffix + ".txt");
            Path script = study.resolve("slurm").resolve("array" + suffix + ".sh");
            String text = script(file, trials.size(), atOnce);
            if (isFree(file, list) && isFree(script, text)) {
                JsonFiles.writeText(file, list);
                JsonFiles.writeText(script, text);
                return script;
            }
        }
    }

    private static boolean isFree(Path file, String content) {
        Optional<String> present = JsonFiles.readText(file);
        return present.isEmpty() || present.get().equals(content);
    }

    private String script(Path trials, int count, OptionalInt atOnce) {
        String limit = atOnce.isPresent() ? "%" + atOnce.getAsInt() : "";
        String more = options.isEmpty() ? "" : "#SBATCH " + options + "\n";
        return String.format(
                Locale.ROOT,
                """
                #!/bin/sh
                #SBATCH --job-name=%s
                #SBATCH --array=1-%d%s
                #SBATCH --output=%s
                %s# Each task runs every %d-th trial of the list, most often one; a trial that is finished already does nothing.
                cd %s || exit 3
                export ATTUNE_BUILD=never
                code=0
                for number in $(seq "$SLURM_ARRAY_TASK_ID" %d %d); do
                  %s trial %s "$(sed -n "${number}p" %s)" || code=$?
                done
                exit $code
                """,
                name,
                Math.min(count, MOST_TASKS),
                limit,
                trials.resolveSibling("%A-%a.log").toString().replace(" ", "\\ "),
                more,
                MOST_TASKS,
                quoted(Path.of("").toAbsolutePath()),
                MOST_TASKS,
                count,
                program,
                quoted(study),
                quoted(trials));
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
