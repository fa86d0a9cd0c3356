package dev.attune.datasets.affwild2;

import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The six folds of the paper.
 *
 * <p>Five blocks of the official training trials, in their order, and the official validation trials are the sixth. Training blocks are
 * as equal as can be, the longer ones last: 71, 71, 71, 71 and 72 of 356. Fold k moves every block k places on, the last ones to the
 * front; the sixth then validates.
 */
final class Blocks {
    static final int COUNT = 6;

    private Blocks() {}

    /**
     * Returns the trials of a fold.
     *
     * @param official the official split
     * @param fold 0 for the official split
     * @param corpus what messages call the corpus
     */
    static Map<Split, List<String>> fold(Map<Split, List<String>> official, int fold, String corpus) {
        if (fold == 0) {
            return official;
        }
        List<String> train = official.getOrDefault(Split.TRAIN, List.of());
        if (train.size() < COUNT - 1) {
            throw new DataException(corpus + ": found " + train.size() + " training trials, wanted at least "
                    + (COUNT - 1) + " to make the blocks of fold " + fold + "; fold 0 is the official split");
        }
        List<List<String>> blocks = blocks(train);
        blocks.add(official.getOrDefault(Split.VALIDATION, List.of()));
        Map<Split, List<String>> rolled = new EnumMap<>(official);
        List<String> fitted = new ArrayList<>();
        for (int place = 0; place < COUNT - 1; place++) {
            fitted.addAll(blocks.get(Math.floorMod(place - fold, COUNT)));
        }
        rolled.put(Split.TRAIN, List.copyOf(fitted));
        rolled.put(Split.VALIDATION, blocks.get(COUNT - 1 - fold));
        return rolled;
    }

    private static List<List<String>> blocks(List<String> train) {
        int count = COUNT - 1;
        int longer = train.size() % count;
        List<List<String>> blocks = new ArrayList<>();
        int from = 0;
        for (int block = 0; block < count; block++) {
            int to = from + train.size() / count + (block >= count - longer ? 1 : 0);
            blocks.add(List.copyOf(train.subList(from, to)));
            from = to;
        }
        return blocks;
    }
}
