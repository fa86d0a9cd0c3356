package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FoldsTest {
    @Property(tries = 300)
    void foldsAreDisjointCompleteAndEven(
            @ForAll @IntRange(min = 2, max = 20) int folds, @ForAll @IntRange(max = 200) int more, @ForAll long seed) {
        int clips = folds + more;
        BitSet all = new BitSet();
        for (int fold = 0; fold < folds; fold++) {
            BitSet chosen = Folds.choose(clips, folds, fold, seed);
            assertThat(chosen.intersects(all)).isFalse();
            assertThat(chosen.cardinality()).isBetween(clips / folds, (clips + folds - 1) / folds);
            assertThat(chosen).isEqualTo(Folds.choose(clips, folds, fold, seed));
            all.or(chosen);
        }
        assertThat(all.cardinality()).isEqualTo(clips);
        assertThat(all.length()).isEqualTo(clips);
    }

    @Property(tries = 300)
    void aGroupIsInOneFold(
            @ForAll @IntRange(min = 2, max = 10) int folds,
            @ForAll @IntRange(max = 20) int more,
            @ForAll @IntRange(min = 1, max = 6) int largest,
            @ForAll long seed) {
        List<String> groups = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (int group = 0; group < folds + more; group++) {
            groups.addAll(Collections.nCopies(random.nextInt(1, largest + 1), "group " + group));
        }
        Collections.rotate(groups, random.nextInt(groups.size())); // so that the first is in two places
        Set<String> all = new HashSet<>();
        int clips = 0;
        for (int fold = 0; fold < folds; fold++) {
            BitSet chosen = Folds.choose(groups, folds, fold, seed);
            Set<String> own = chosen.stream().mapToObj(groups::get).collect(Collectors.toSet());
            assertThat(Collections.disjoint(own, all)).isTrue();
            assertThat(own.size()).isBetween((folds + more) / folds, (folds + more + folds - 1) / folds);
            all.addAll(own);
            clips += chosen.cardinality();
        }
        assertThat(all).hasSize(folds + more);
        assertThat(clips).isEqualTo(groups.size());
    }

    @Property(tries = 300)
    void clipsThatAreGroupsOfTheirOwnAreDealtOutAsClipsAre(
            @ForAll @IntRange(min = 2, max = 20) int folds, @ForAll @IntRange(max = 200) int more, @ForAll long seed) {
        List<String> groups = IntStream.range(0, folds + more)
                .mapToObj(clip -> "clip " + clip)
                .toList();
        for (int fold = 0; fold < folds; fold++) {
            assertThat(Folds.choose(groups, folds, fold, seed))
                    .isEqualTo(Folds.choose(groups.size(), folds, fold, seed));
        }
    }

    @Test
    void anotherSeedIsAnotherDeal() {
        assertThat(Folds.choose(100, 5, 0, 1)).isNotEqualTo(Folds.choose(100, 5, 0, 2));
    }

    @Test
    void theDealOfASeedNeverChanges() {
        // Published results depend on it.
        assertThat(Folds.choose(10, 5, 0, 0)).hasToString("{2, 4}");
    }
}
