package dev.attune.runner.execute;

import com.sun.management.OperatingSystemMXBean;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.config.TrainingConfig;
import dev.attune.runner.engine.ComputeEngine;
import java.lang.management.ManagementFactory;

/** Chooses how many trials of a study run at once where the user does not say. */
public final class Jobs {
    /** Enough for a worker with a corpus of usual size; what a worker reads again and again, the system keeps once for all. */
    private static final long BYTES_PER_JOB = 2L << 30;

    private Jobs() {}

    /**
     * Returns one job a core, as far as there are trials and 2 GiB of memory for each; and one job if trials use a GPU.
     *
     * <p>A small model trains on one thread, and a large one gains less from each further thread than another trial does. The number
     * follows from the plan and the machine alone, and not from what is left to do: it decides how many threads a large model gets.
     */
    public static int choose(StudyPlan plan) {
        boolean mayUseGpu = plan.everyTrial().stream()
                .anyMatch(trial -> trial.config().training().device() != TrainingConfig.Device.CPU);
        if (mayUseGpu && ComputeEngine.hasGpu()) {
            return 1;
        }
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return choose(plan.everyTrial().size(), Runtime.getRuntime().availableProcessors(), memory);
    }

    static int choose(int trials, int cores, long memoryBytes) {
        long most = Math.min(Math.min(trials, cores), memoryBytes / BYTES_PER_JOB);
        return (int) Math.max(1, most);
    }
}
