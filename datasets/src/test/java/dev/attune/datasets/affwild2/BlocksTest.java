package dev.attune.datasets.affwild2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.data.Split;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlocksTest {
    private static final List<String> TRAIN = names("train", 356);
    private static final List<String> VALIDATION = names("validation", 76);
    private static final List<String> TEST = names("test", 162);

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private static Map<Split, List<String>> fold(int fold) {
        Map<Split, List<String>> official =
                new EnumMap<>(Map.of(Split.TRAIN, TRAIN, Split.VALIDATION, VALIDATION, Split.TEST, TEST));
        return Blocks.fold(official, fold, "corpus");
    }

    /** The authors' {@code np.roll(blocks, k)} on 71, 71, 71, 71, 72 and 76 trials, of which the sixth block validates. */
    @Test
    void theCorpusHasTheFoldsOfThePaper() {
        int[] starts = {0, 71, 142, 213, 284, 356};
        for (int fold = 1; fold < Blocks.COUNT; fold++) {
            int validating = 5 - fold;
            assertThat(fold(fold).get(Split.VALIDATION))
                    .as("fold %d", fold)
                    .isEqualTo(TRAIN.subList(starts[validating], starts[validating + 1]));
            List<String> fitted = new ArrayList<>(TRAIN.subList(starts[validating + 1], 356));
            fitted.addAll(VALIDATION);
            fitted.addAll(TRAIN.subList(0, starts[validating]));
            assertThat(fold(fold).get(Split.TRAIN)).as("fold %d", fold).isEqualTo(fitted);
            assertThat(fold(fold).get(Split.TEST)).as("fold %d", fold).isEqualTo(TEST);
        }
    }

    @Test
    void foldZeroIsTheOfficialSplit() {
        assertThat(fold(0)).isEqualTo(Map.of(Split.TRAIN, TRAIN, Split.VALIDATION, VALIDATION, Split.TEST, TEST));
    }
}
