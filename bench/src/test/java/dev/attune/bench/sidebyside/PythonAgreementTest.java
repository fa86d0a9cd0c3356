package dev.attune.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.bench.sidebyside.WorkerProcess.Opening;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfEnvironmentVariable(
        named = "ATTUNE_BENCH_PYTHON",
        matches = ".+",
        disabledReason = "ATTUNE_BENCH_PYTHON names no Python with torch, numpy and safetensors")
final class PythonAgreementTest {
    @TempDir
    Path folder;

    @Test
    void bothSidesComputeTheSameLosses() {
        Opening opening = new Opening(Case.TINY, 1, folder.resolve("tiny.safetensors"), false, false);
        Path home = Path.of("..").toAbsolutePath().normalize();
        Programs programs = new Programs(home, Path.of(System.getenv("ATTUNE_BENCH_PYTHON")), folder, Optional.empty());
        Settings settings = new Settings(List.of(Case.TINY), 1, 1, 1, folder, 1);
        try (AttuneTraining training = new AttuneTraining(Case.TINY, 1, false);
                WorkerProcess python = StepTime.pytorch(settings, programs)) {
            training.exchange(opening.exchange());
            assertThat(python.open(opening)).isEqualTo(training.size());
            double first = training.step();
            double second = training.step();
            assertThat(python.step(2).losses())
                    .satisfiesExactly(
                            loss -> assertThat(loss).isCloseTo(first, within(1e-5)),
                            loss -> assertThat(loss).isCloseTo(second, within(1e-4)));
        }
    }
}
