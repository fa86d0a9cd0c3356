package dev.attune.runner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkerCommandTest {
    private static final Path LOGS = Path.of("/study/logs");

    private static List<String> line(int cores, int jobs, String... options) {
        return new WorkerCommand(Path.of("/jdk/bin/java"), "a.jar:b.jar", List.of(options), cores, jobs).line(LOGS);
    }

    @Test
    void workersShareTheMachine() {
        assertThat(line(8, 3))
                .containsExactly(
                        "/jdk/bin/java",
                        "-XX:ActiveProcessorCount=2",
                        "-XX:MaxRAMPercentage=8.33",
                        "-Dattune.cores=8",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:ErrorFile=/study/logs/crash-%p.log",
                        "-cp",
                        "a.jar:b.jar",
                        "dev.attune.runner.execute.WorkerMain");
        assertThat(line(2, 5)).contains("-XX:ActiveProcessorCount=1");
        assertThat(line(8, 1))
                .noneMatch(option -> option.contains("ActiveProcessorCount") || option.contains("MaxRAM"));
    }

    @Test
    void optionsOfTheUserArePassedOnAndNotTouched() {
        assertThat(line(8, 2, "-Xmx4g", "-Dai.djl.offline=true", "-XX:+UseParallelGC"))
                .containsSequence("-Xmx4g", "-Dai.djl.offline=true", "-XX:+UseParallelGC")
                .noneMatch(option -> option.contains("MaxRAM"));
        assertThat(line(8, 2, "-agentlib:jdwp=transport=dt_socket,server=y,address=5005", "-XX:ActiveProcessorCount=8"))
                .noneMatch(option -> option.contains("jdwp"))
                .containsOnlyOnce("-XX:ActiveProcessorCount=4")
                .doesNotContain("-XX:ActiveProcessorCount=8");
    }

    @Test
    void thereIsAJobForEachCoreThatHasMemoryAndATrial() {
        long gibi = 1L << 30;
        assertThat(Jobs.choose(30, 8, 64 * gibi)).isEqualTo(8);
        assertThat(Jobs.choose(3, 8, 64 * gibi)).isEqualTo(3);
        assertThat(Jobs.choose(30, 8, 7 * gibi)).isEqualTo(3);
        assertThat(Jobs.choose(30, 1, gibi)).isEqualTo(1);
        assertThat(Jobs.choose(0, 8, 64 * gibi)).isEqualTo(1);
    }
}
