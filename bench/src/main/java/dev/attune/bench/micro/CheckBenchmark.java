package dev.attune.bench.micro;

import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The check of a configuration in a warm JVM: what attune check does but for its start. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CheckBenchmark {
    private Path study;

    /** Finds the file. */
    @Setup
    public void open() {
        study = Path.of(System.getProperty("attune.home", ""), "examples", "quickstart.yaml");
    }

    /** Looks at all plugins, reads the study and expands it into trials. */
    @Benchmark
    public StudyPlan study() {
        return new ConfigLoader(PluginHost.ofProcess()).loadStudy(study, List.of());
    }
}
