package dev.attune.datasets.affwild2;

import dev.attune.api.DataException;
import dev.attune.datasets.npy.FileFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.razorvine.pickle.Unpickler;

/**
 * The index that the authors' preprocessing leaves beside its arrays, {@code dataset_info.pkl}: a dictionary with lists of equal length,
 * of which {@code trial} names the trials in the order of the folds, and {@code partition} says what each is for.
 *
 * <p>Reading makes lists, dictionaries, texts and numbers, and runs nothing that a pickle asks for.
 */
final class TrialIndex {
    static final String NAME = "dataset_info.pkl";
    static final String END = ".pkl";

    private static final String TRIALS = "trial";
    private static final String PARTITIONS = "partition";
    private static final String UNUSED = "unused";

    /** The authors call the challenge's test trials extra. */
    private static final Map<String, String> SPLITS =
            Map.of("train", "train", "validate", "validation", "extra", "test", "test", "test");

    private TrialIndex() {}

    /** Returns the index of a folder of trials, which lies in it or beside it. */
    static Optional<Path> find(Path root) {
        Path inside = root.resolve(NAME);
        Path beside = root.resolveSibling(NAME);
        return Files.isRegularFile(inside)
                ? Optional.of(inside)
                : Optional.of(beside).filter(Files::isRegularFile);
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
            String partition = String.valueOf(partitions.get(i));
            if (!partition.equals(UNUSED)) {
                rows.add(new SplitTable.Row(
                        name + ", trial " + i,
                        String.valueOf(trials.get(i)),
                        SPLITS.getOrDefault(partition, partition)));
            }
        }
        return rows;
    }

    private static Object load(Path file, String name) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return new Unpickler().load(in);
        } catch (IOException e) {
            throw new DataException(name + " cannot be read: " + FileFailure.reason(e), e);
        } catch (
                RuntimeException
                        e) { // whatever the reader stumbles over in bytes that are no pickle, or not a plain one
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
