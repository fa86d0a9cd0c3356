package dev.attune.runner.tensorboard;

import dev.attune.api.DataException;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.trial.JsonFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The event file of one trial: loss, learning rate and every validation figure of each epoch. */
final class EventFile {
    private static final double MILLIS = 1e3;

    private final Path path;

    private EventFile(Path path) {
        this.path = path;
    }

    /**
     * Writes a file, in place of those that an earlier run of the trial left.
     *
     * @param folder of event files
     * @param epochs what happened so far; the last of them ended now
     * @param now the present time
     */
    static EventFile write(Path folder, List<TrainingListener.Epoch> epochs, Instant now) {
        // TensorBoard reads the files of a folder in the order of their names, which begin with the time by convention.
        EventFile file = new EventFile(
                folder.resolve(String.format(Locale.ROOT, "events.out.tfevents.%010d.attune", now.getEpochSecond())));
        double end = now.toEpochMilli() / MILLIS;
        // How long epochs took is known, and not when they ended if the trial was interrupted.
        double time = end
                - epochs.stream().mapToDouble(TrainingListener.Epoch::seconds).sum();
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        records.writeBytes(EventRecords.version(time));
        for (TrainingListener.Epoch epoch : epochs) {
            time += epoch.seconds();
            records.writeBytes(EventRecords.scalars(time, epoch.number(), scalars(epoch)));
        }
        JsonFiles.writeBytes(file.path, records.toByteArray());
        file.deleteOthers();
        return file;
    }

    /** Adds an epoch. */
    void append(TrainingListener.Epoch epoch, Instant now) {
        try {
            Files.write(
                    path,
                    EventRecords.scalars(now.toEpochMilli() / MILLIS, epoch.number(), scalars(epoch)),
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new DataException(path + " cannot be written: " + JsonFiles.words(e), e);
        }
    }

    private static Map<String, Double> scalars(TrainingListener.Epoch epoch) {
        Map<String, Double> scalars = new LinkedHashMap<>();
        scalars.put("training/loss", epoch.loss());
        epoch.auxiliary().forEach((name, value) -> scalars.put("training/loss." + name, value));
        scalars.put("training/learning-rate", epoch.learningRate());
        epoch.validation().forEach(figure -> scalars.put("validation/" + figure.key(), figure.value()));
        return scalars;
    }

    private void deleteOthers() {
        try (Stream<Path> files = Files.list(path.toAbsolutePath().resolveSibling(""))) {
            for (Path file : files.filter(file -> !file.getFileName().equals(path.getFileName()))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new DataException("Event files beside " + path + " cannot be deleted: " + JsonFiles.words(e), e);
        }
    }
}
