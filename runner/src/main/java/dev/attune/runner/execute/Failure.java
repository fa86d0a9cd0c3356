package dev.attune.runner.execute;

import static java.util.Objects.requireNonNull;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.PluginException;
import dev.attune.runner.plugin.PluginFaults;
import dev.attune.runner.train.TrialFailedException;
import dev.attune.runner.trial.FolderInUseException;
import java.util.List;

/**
 * Why a trial failed.
 *
 * @param kind whose fault it is
 * @param reason one sentence for the user
 * @param log the last lines that the trial's worker process wrote; empty unless the process died
 */
public record Failure(Kind kind, String reason, List<String> log) {
    /** Whose fault a failure is. */
    public enum Kind {
        /** The user's configuration. */
        CONFIGURATION,
        /** The user's data, or the disk. */
        DATA,
        /** A plugin. */
        PLUGIN,
        /** The training itself: it cannot go on. */
        TRAINING,
        /** Somebody else's: another program works on the trial. */
        BUSY,
        /** The worker process, which died. */
        WORKER,
        /** A defect of the program or of a plugin. */
        DEFECT
    }

    /** Checks that nothing is missing. */
    public Failure {
        requireNonNull(kind, "kind is null");
        requireNonNull(reason, "reason is null");
        log = List.copyOf(log);
    }

    /** Makes a failure without a log. */
    public Failure(Kind kind, String reason) {
        this(kind, reason, List.of());
    }

    /** Returns the failure that something thrown stands for. */
    public static Failure of(Throwable thrown) {
        return PluginFaults.explain(thrown)
                .map(fault -> new Failure(Kind.PLUGIN, String.valueOf(fault.getMessage())))
                .orElseGet(() -> unexplained(thrown));
    }

    private static Failure unexplained(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof ConfigException) {
            return new Failure(Kind.CONFIGURATION, message);
        }
        if (thrown instanceof DataException) {
            return new Failure(Kind.DATA, message);
        }
        if (thrown instanceof PluginException) {
            return new Failure(Kind.PLUGIN, message);
        }
        if (thrown instanceof TrialFailedException) {
            return new Failure(Kind.TRAINING, message);
        }
        if (thrown instanceof FolderInUseException) {
            return new Failure(Kind.BUSY, message);
        }
        if (thrown instanceof OutOfMemoryError) {
            return new Failure(
                    Kind.TRAINING,
                    "The Java heap is too small for this trial; lower training.batch or data.window.length, or set ATTUNE_OPTS=-Xmx8g.");
        }
        String first = message.lines().findFirst().orElse("");
        return new Failure(Kind.DEFECT, thrown.getClass().getSimpleName() + ": " + first);
    }

    /** Returns whether the user can do something about it, so that a command may end with the reason alone. */
    public boolean isForUser() {
        return kind != Kind.DEFECT;
    }

    /** Returns the exception to throw when the failure is the answer of a whole command. */
    public RuntimeException toException() {
        return switch (kind) {
            case CONFIGURATION -> new ConfigException(reason);
            case DATA, BUSY -> new DataException(reason);
            case PLUGIN -> new PluginException(reason);
            case TRAINING, WORKER, DEFECT -> new TrialFailedException(reason);
        };
    }
}
