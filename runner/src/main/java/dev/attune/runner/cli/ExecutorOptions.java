package dev.attune.runner.cli;

import dev.attune.runner.execute.InProcessExecutor;
import dev.attune.runner.execute.TrialExecutor;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.trial.TrialRunner;
import picocli.CommandLine.Option;

/** Where trials run. */
final class ExecutorOptions {
    /** Where trials run. */
    enum Kind {
        /** In this process, one after the other. */
        IN_PROCESS
    }

    @Option(names = "--executor", paramLabel = "KIND", description = "Where trials run: ${COMPLETION-CANDIDATES}.")
    private Kind kind = Kind.IN_PROCESS;

    TrialExecutor create(PluginHost plugins) {
        return switch (kind) {
            case IN_PROCESS -> new InProcessExecutor(new TrialRunner(plugins.states()));
        };
    }
}
