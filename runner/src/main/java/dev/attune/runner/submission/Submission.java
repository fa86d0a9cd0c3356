package dev.attune.runner.submission;

import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.Scraps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Writes what the ABAW challenges ask for: a text file for each test trial, with valence and arousal of every frame of its video.
 *
 * <p>The folder is there whole, read back and compared, or not at all.
 *
 * @param trials how many were written
 * @param rows of all files together
 * @param repeated rows that repeat the last prediction of their trial
 * @param cut predictions that no frame asked for
 */
public record Submission(int trials, long rows, long repeated, long cut) {
    /**
     * Writes a submission.
     *
     * @param trials what is predicted
     * @param frames how many rows each trial has
     * @param smoothing what becomes of the predictions first
     * @param folder where the files go; new, or empty
     * @throws DataException if trials and frames do not agree, or the folder is not empty or cannot be written
     */
    public static Submission write(TestTrials trials, FrameCounts frames, Smoothing smoothing, Path folder) {
        frames.requireSame(trials.names());
        requireNew(folder);
        Path place = folder.toAbsolutePath().normalize();
        Path draft = place.resolveSibling("." + place.getFileName() + ".part");
        try {
            if (!Scraps.discard(draft)) {
                throw new IOException("what an earlier attempt left in " + draft + " cannot be deleted");
            }
            Submission written = new Submission(0, 0, 0, 0);
            for (String trial : trials.names()) {
                written = written.plus(write(trial, trials, frames.of(trial), smoothing, draft));
            }
            Files.deleteIfExists(place);
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } catch (IOException e) {
            throw new DataException(folder + " cannot be written: " + JsonFiles.words(e) + ".", e);
        } finally {
            Scraps.discard(draft);
        }
    }

    private static Submission write(String trial, TestTrials trials, int frames, Smoothing smoothing, Path folder) {
        List<float[]> predicted = TrialText.TARGETS.stream()
                .map(target -> trials.series(trial, target))
                .toList();
        float[] valence = smoothing.apply(predicted.get(0), frames);
        float[] arousal = smoothing.apply(predicted.get(1), frames);
        Path file = folder.resolve(TrialText.file(trial));
        TrialText.write(file, valence, arousal);
        TrialText.check(file, valence, arousal);
        int have = predicted.get(0).length;
        return new Submission(1, frames, Math.max(0, frames - have), Math.max(0, have - frames));
    }

    private Submission plus(Submission other) {
        return new Submission(trials + other.trials, rows + other.rows, repeated + other.repeated, cut + other.cut);
    }

    /** Returns what was done, in one sentence. */
    public String words() {
        return String.format(
                Locale.ROOT,
                "%,d %s with %,d rows, read back and compared; %,d rows repeat the last prediction of their trial, %,d predictions after"
                        + " the last frame were cut.",
                trials,
                trials == 1 ? "trial" : "trials",
                rows,
                repeated,
                cut);
    }

    public static void requireNew(Path folder) {
        try (Stream<Path> content = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            if (content.findAny().isPresent() || Files.isRegularFile(folder)) {
                throw new DataException(folder + " is not empty; give a new folder with --out.");
            }
        } catch (IOException e) {
            throw new DataException(folder + " cannot be read: " + JsonFiles.words(e) + ".", e);
        }
    }
}
