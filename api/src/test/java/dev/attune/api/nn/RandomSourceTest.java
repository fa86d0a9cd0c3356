package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RandomSourceTest {
    @Test
    void repeatsWithTheSeed() {
        assertThat(RandomSource.of(5).next().nextLong())
                .isEqualTo(RandomSource.of(5).next().nextLong());
    }

    /** Small seeds, steps and turns are what trainings use; all of their generators must differ. */
    @Test
    void generatorsOfSeedsStepsAndTurnsDiffer() {
        Set<Long> seen = new HashSet<>();
        int drawn = 0;
        for (long seed = 0; seed < 20; seed++) {
            RandomSource source = RandomSource.of(seed);
            for (long step = 0; step < 20; step++) {
                source.startStep(step);
                for (int turn = 0; turn < 20; turn++) {
                    seen.add(source.next().nextLong());
                    drawn++;
                }
            }
        }
        assertThat(seen).hasSize(drawn);
    }

    @Test
    void stepIsAllTheStateThereIs() {
        RandomSource used = RandomSource.of(5);
        for (int i = 0; i < 10; i++) {
            used.next();
        }
        used.startStep(3);
        RandomSource fresh = RandomSource.of(5);
        fresh.startStep(3);
        assertThat(used.next().nextLong()).isEqualTo(fresh.next().nextLong());
        assertThat(used.next().nextLong()).isEqualTo(fresh.next().nextLong());
    }

    @Test
    void forksDependOnSeedAndNameOnlyAndLeaveTheirSourceAlone() {
        RandomSource source = RandomSource.of(5);
        long fork = source.fork("temporal.visual").next().nextLong();
        assertThat(source.next().nextLong()).isEqualTo(RandomSource.of(5).next().nextLong());
        source.startStep(9);
        assertThat(source.fork("temporal.visual").next().nextLong()).isEqualTo(fork);
        assertThat(source.fork("temporal.audio").next().nextLong()).isNotEqualTo(fork);
        assertThat(RandomSource.of(6).fork("temporal.visual").next().nextLong()).isNotEqualTo(fork);
        assertThat(RandomSource.of(5).next().nextLong()).isNotEqualTo(fork);
    }
}
