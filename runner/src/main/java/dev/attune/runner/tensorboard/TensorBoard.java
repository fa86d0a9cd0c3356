package dev.attune.runner.tensorboard;

import dev.attune.api.DataException;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.study.StudyFolder;
import dev.attune.runner.study.StudyListener;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.trial.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code tensorboard/events.out.tfevents.*} into the folder of each trial.
 *
 * <p>The log of epochs is what counts; an event file is made from it when the trial's first epoch of this run ends, so that it is whole
 * after an interruption, too. A file that cannot be written costs nothing but itself.
 */
public final class TensorBoard implements StudyListener {
    private static final Logger log = LoggerFactory.getLogger(TensorBoard.class);

    private final StudyFolder study;
    private final Map<String, EventFile> files = new HashMap<>();
    private final Set<String> broken = new HashSet<>();

    /**
     * Makes a writer.
     *
     * @param study the folder of the study
     */
    public TensorBoard(Path study) {
        this.study = new StudyFolder(study);
    }

    @Override
    public void onStart(StudyPlan.Trial trial) {
        files.remove(trial.id()); // a worker that died may have left less than it said
    }

    @Override
    public void onEpoch(StudyPlan.Trial trial, TrainingListener.Epoch epoch) {
        guarded(trial, () -> {
            EventFile file = files.get(trial.id());
            if (file == null) {
                files.put(trial.id(), write(trial, epoch.number()));
            } else {
                file.append(epoch, Instant.now());
            }
        });
    }

    @Override
    public void onResult(StudyPlan.Trial trial, TrialResult result, boolean kept) {
        if (result.epochs() > 0 && !files.containsKey(trial.id()) && !isComplete(trial)) {
            guarded(trial, () -> write(trial, result.epochs()));
        }
        files.remove(trial.id());
    }

    /** Writes the epochs up to one; further ones may be in the log already, and will be told of. */
    private EventFile write(StudyPlan.Trial trial, int last) {
        List<TrainingListener.Epoch> epochs = study.trial(trial).epochs().stream()
                .filter(epoch -> epoch.number() <= last)
                .toList();
        return EventFile.write(folder(trial), epochs, Instant.now());
    }

    private Path folder(StudyPlan.Trial trial) {
        return study.trial(trial).path().resolve("tensorboard");
    }

    /** Returns whether there is an event file that is newer than the log of epochs. */
    private boolean isComplete(StudyPlan.Trial trial) {
        Path epochs = study.trial(trial).path().resolve("metrics.jsonl");
        try (Stream<Path> events = Files.list(folder(trial))) {
            for (Path file : events.toList()) {
                if (Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(epochs)) >= 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false; // most often there is no such folder
        }
    }

    private void guarded(StudyPlan.Trial trial, Runnable work) {
        if (broken.contains(trial.id())) {
            return;
        }
        try {
            work.run();
        } catch (DataException e) {
            broken.add(trial.id());
            log.warn("Trial {} has no event file for TensorBoard: {}", trial.id(), e.getMessage());
        }
    }
}
