package dev.attune.runner.trial;

import dev.attune.api.DataException;
import dev.attune.runner.train.CheckpointException;
import dev.attune.runner.train.Checkpoints;
import dev.attune.runner.train.Tensor;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.train.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a trial, in its folder.
 *
 * <p>An epoch is written in this order: the best parameters, if it has them; its line in {@code metrics.jsonl};
 * {@code last.safetensors}. A program that is killed in between leaves the last state of the epoch before, and what it wrote for the
 * next epoch is written again, to the same bytes.
 */
final class FolderCheckpoints implements Checkpoints {
    private static final Logger log = LoggerFactory.getLogger(FolderCheckpoints.class);

    private static final String FORMAT = "1";
    private static final String EPOCH = "epoch";

    private final TrialFolder folder;
    private final String trial;
    private final Header before;
    private final long start = System.nanoTime();
    private int threads;

    private FolderCheckpoints(TrialFolder folder, String trial, Header before) {
        this.folder = folder;
        this.trial = trial;
        this.before = before;
        threads = before.threads;
    }

    /**
     * What must be known of the last state before a model is built.
     *
     * @param epochs that were run; 0 if there is no state
     * @param threads of the engine
     * @param seconds that the trial has taken
     */
    private record Header(int epochs, int threads, double seconds) {
        private static final Header NONE = new Header(0, 0, 0);
    }

    /** Returns the checkpoints of a trial that starts. */
    static FolderCheckpoints empty(TrialFolder folder, String trial) {
        return new FolderCheckpoints(folder, trial, Header.NONE);
    }

    /**
     * Returns the checkpoints that an interrupted run left, and cuts {@code metrics.jsonl} to the same epoch.
     *
     * @throws CheckpointException if they cannot be used
     */
    static FolderCheckpoints open(TrialFolder folder, String trial) {
        try {
            Map<String, String> metadata = SafeTensors.readMetadata(folder.last());
            if (!FORMAT.equals(metadata.get("format"))) {
                throw new CheckpointException(folder.last() + " has format " + metadata.get("format")
                        + ", this version reads format " + FORMAT + ".");
            }
            if (!trial.equals(metadata.get("trial"))) {
                throw new CheckpointException(
                        folder.last() + " is of the trial " + metadata.get("trial") + ", wanted " + trial + ".");
            }
            Header header = new Header(
                    Integer.parseInt(metadata.getOrDefault("epochs", "")),
                    Integer.parseInt(metadata.getOrDefault("threads", "")),
                    Double.parseDouble(metadata.getOrDefault("seconds", "")));
            if (!folder.log().cut(header.epochs)) {
                throw new CheckpointException("metrics.jsonl has fewer lines than the " + header.epochs + " epochs of "
                        + folder.last() + ".");
            }
            return new FolderCheckpoints(folder, trial, header);
        } catch (DataException e) {
            throw new CheckpointException(e);
        } catch (NumberFormatException e) {
            throw new CheckpointException(folder.last() + " is damaged: " + e.getMessage() + ".", e);
        }
    }

    /** Returns how many epochs earlier runs made. */
    int epochsBefore() {
        return before.epochs;
    }

    /** Returns the threads of the engine that earlier runs used; 0 if there were none. */
    int threadsBefore() {
        return before.threads;
    }

    /** Says how many threads of the engine this run uses. */
    void useThreads(int number) {
        threads = number;
    }

    /** Returns how long the trial has taken: this run, and earlier ones as far as their epochs were kept. */
    double seconds() {
        return before.seconds + (System.nanoTime() - start) / 1e9;
    }

    @Override
    public Optional<TrainingState> last() {
        if (before.epochs == 0) {
            return Optional.empty();
        }
        try {
            SafeTensors last = SafeTensors.read(folder.last());
            TrainingState state = new TrainingState(before.epochs, last.tensors(), last.metadata());
            requireBest(Integer.parseInt(last.metadata().getOrDefault("best.epoch", "")));
            return Optional.of(state);
        } catch (DataException e) {
            throw new CheckpointException(e);
        } catch (NumberFormatException e) {
            throw new CheckpointException(folder.last() + " is damaged: " + e.getMessage() + ".", e);
        }
    }

    /** The best parameters may be those of the next epoch already, which will be written again; they are there in any case. */
    private void requireBest(int epoch) {
        String found = SafeTensors.readMetadata(folder.best()).getOrDefault(EPOCH, "none");
        if (!found.equals(Integer.toString(epoch)) && !found.equals(Integer.toString(before.epochs + 1))) {
            throw new CheckpointException(
                    folder.best() + " is of another training: found epoch " + found + ", wanted epoch " + epoch + ".");
        }
    }

    @Override
    public void saveBest(int epoch, Map<String, Tensor> parameters) {
        SafeTensors.write(folder.best(), Map.of(EPOCH, Integer.toString(epoch)), parameters);
    }

    @Override
    public Map<String, Tensor> best() {
        return SafeTensors.read(folder.best()).tensors();
    }

    @Override
    public void save(TrainingState state, TrainingListener.Epoch epoch) {
        folder.log().append(epoch);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        metadata.put("trial", trial);
        metadata.put("epochs", Integer.toString(state.epochs()));
        metadata.put("threads", Integer.toString(threads));
        metadata.put("seconds", Double.toString(seconds()));
        metadata.putAll(state.scalars());
        SafeTensors.write(folder.last(), metadata, state.tensors());
    }

    /** Deletes the last state, three times the size of the model, of a trial whose result is written. */
    void deleteLast() {
        Path file = folder.last();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} is not needed any more, but cannot be deleted: {}", file, JsonFiles.words(e));
        }
    }
}
