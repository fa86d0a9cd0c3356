package dev.attune.runner.cli;

import dev.attune.runner.execute.InProcessExecutor;
import dev.attune.runner.execute.TrialExecutor;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.trial.TrialRunner;

/** Where trials run. */
final class ExecutorOptions {
    TrialExecutor create(PluginHost plugins) {
        return new InProcessExecutor(new TrialRunner(plugins.states()));
    }
}
