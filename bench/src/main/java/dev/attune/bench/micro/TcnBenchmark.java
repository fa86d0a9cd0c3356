package dev.attune.bench.micro;

import dev.attune.api.nn.RandomSource;
import dev.attune.fusion.rjcma.Tcn;
import dev.attune.fusion.rjcma.TcnConfig;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The temporal convolutional network of one modality, from 512 features to 256 in 4 levels of kernel 5. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TcnBenchmark {
    private static final int WINDOWS = 12;
    private static final int LENGTH = 300;
    private static final int FEATURES = 512;

    private BlockTraining training;

    /** Makes the model. */
    @Setup
    public void open() {
        TcnConfig config = new TcnConfig(List.of(256, 256, 256, 256), 5, 0.1, true);
        training = new BlockTraining(new Tcn(config, FEATURES, RandomSource.of(1)), 1, WINDOWS, LENGTH, FEATURES);
    }

    /** Frees the model. */
    @TearDown
    public void close() {
        training.close();
    }

    /** Computes the sequence. */
    @Benchmark
    public float forward() {
        return training.forward();
    }

    /** Computes the sequence and the gradients. */
    @Benchmark
    public float forwardAndBackward() {
        return training.forwardAndBackward();
    }
}
