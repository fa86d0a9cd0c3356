package dev.attune.bench.micro;

import dev.attune.api.nn.RandomSource;
import dev.attune.fusion.rjcma.Rjcma;
import dev.attune.fusion.rjcma.RjcmaConfig;
import java.util.LinkedHashMap;
import java.util.Map;
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

/** Recursive joint cross-modal attention of depth 2 at the sizes of the published code. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FusionBenchmark {
    private static final int WINDOWS = 12;
    private static final int LENGTH = 300;

    private BlockTraining training;

    /** Makes the model. */
    @Setup
    public void open() {
        Map<String, Integer> modalities = new LinkedHashMap<>();
        modalities.put("visual", 256);
        modalities.put("audio", 128);
        modalities.put("text", 128);
        RjcmaConfig config = RjcmaConfig.of(RjcmaConfig.Variant.REFERENCE_CODE).withDepth(2);
        training = new BlockTraining(
                new Rjcma(config, modalities, LENGTH, RandomSource.of(1)),
                modalities.size() + 1,
                WINDOWS,
                LENGTH,
                256,
                128,
                128);
    }

    /** Frees the model. */
    @TearDown
    public void close() {
        training.close();
    }

    /** Computes the fused sequence. */
    @Benchmark
    public float forward() {
        return training.forward();
    }

    /** Computes the fused sequence and the gradients. */
    @Benchmark
    public float forwardAndBackward() {
        return training.forwardAndBackward();
    }
}
