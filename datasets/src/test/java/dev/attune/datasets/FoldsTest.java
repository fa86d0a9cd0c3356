package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
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
