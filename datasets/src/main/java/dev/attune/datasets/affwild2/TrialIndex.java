package dev.attune.datasets.affwild2;

import dev.attune.api.DataException;
import dev.attune.datasets.npy.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.razorvine.pickle.Unpickler;

/**
 * The index that the authors' preprocessing leaves beside its arrays: a pickled dictionary with lists of equal length, of which
 * {@code trial} names the trials in the order of the folds, and {@code partition} says what each is for.
 *
 * <p>Reading makes lists, dictionaries, texts and numbers, and runs nothing that a pickle asks for.
 */
final class TrialIndex {
    static final String END = ".pkl";

    /** What the authors' trainer reads, and what their preprocessing writes if it is run in one part. */
    private static final List<String> NAMES = List.of("dataset_info" + END, "dataset_info_-1" + END);

    private static final String TRIALS = "trial";
    private static final String PARTITIONS = "partition";
    private static final String UNUSED = "unused";

    /** That of 594 trials has some 100 kB. */
    private static final int LARGEST = 1 << 24;

    /** The authors call the challenge's test trials extra. */
    private static final Map<String, String> SPLITS =
            Map.of("train", "train", "validate", "validation", "extra", "test", "test", "test");

    private TrialIndex() {}

    /** Returns the index of a folder of trials, which lies in it or beside it. */
    static Optional<Path> find(Path root) {
        return NAMES.stream()
                .flatMap(name -> Stream.of(root.resolve(name), root.resolveSibling(name)))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * Reads the trials that are used, in the order of the file.
     *
     * @throws DataException if the file is no such index
     */
    static List<SplitTable.Row> rows(Path file) {
        String name = String.valueOf(file.getFileName());
        Object index = load(file, name);
        List<?> trials = list(index, TRIALS, name);
        List<?> partitions = list(index, PARTITIONS, name);
        if (trials.size() != partitions.size()) {
            throw new DataException(name + ": found " + trials.size() + " names in " + TRIALS + " and "
                    + partitions.size() + " in " + PARTITIONS + ", wanted as many");
        }
        List<SplitTable.Row> rows = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            String place = name + ", trial " + i;
            String partition = text(partitions.get(i), PARTITIONS, place);
            if (!partition.equals(UNUSED)) {
                String split = SPLITS.getOrDefault(partition, partition);
                rows.add(new SplitTable.Row(place, text(trials.get(i), TRIALS, place), split));
            }
        }
        return rows;
    }

    private static String text(Object value, String list, String place) {
        if (value instanceof String text) {
            return text;
        }
        throw new DataException(place + ": found no text in " + list + ", wanted one");
    }

    private static Object load(Path file, String name) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new DataException(name + ": found " + Files.size(file)
                        + " bytes, wanted an index of trials, which has fewer than " + LARGEST);
            }
            return new Unpickler().loads(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new DataException(name + " cannot be read: " + FileFailure.reason(e), e);
        } catch (DataException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            // Whatever the reader stumbles over in bytes that are no pickle, or not a plain one: it also believes their
            // lengths.
            throw new DataException(
                    name
                            + ": found no pickle of plain lists and texts, wanted that of the authors' preprocessing; a csv"
                            + " file with the columns clip and split tells the same",
                    e);
        }
    }

    private static List<?> list(Object index, String key, String name) {
        if (index instanceof Map<?, ?> entries && entries.get(key) instanceof List<?> list) {
            return list;
        }
        throw new DataException(name + ": found no list " + key + ", wanted a dictionary with the lists " + TRIALS
                + " and " + PARTITIONS);
    }
}
