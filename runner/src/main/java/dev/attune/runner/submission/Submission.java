package dev.attune.runner.submission;

import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.Scraps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes what the ABAW challenges ask for, valence and arousal of every frame of every test trial: a text file for each, or one for all.
 *
 * <p>The folder is there whole, read back and compared, or not at all.
 *
 * @param trials how many were written
 * @param rows of all files together
 * @param repeated rows that repeat the last prediction of their trial
 * @param cut predictions that no frame asked for
 */
public record Submission(int trials, long rows, long repeated, long cut) {
    private static final String ONE_FILE = "predictions.txt";

    /**
     * Writes a submission.
     *
     * @param trials what is predicted
     * @param frames how many rows each trial has
     * @param sample what is to be filled in as one file, if there is to be one
     * @param smoothing what becomes of the predictions first
     * @param folder where the files go; new, or empty
     * @throws DataException if trials and frames do not agree, or the folder is not empty or cannot be written
     */
    public static Submission write(
            TestTrials trials, FrameCounts frames, Optional<SampleFile> sample, Smoothing smoothing, Path folder) {
        frames.requireSame(trials.names());
        frames.requireNear(trials.lengths());
        requireNew(folder);
        Path place = folder.toAbsolutePath().normalize();
        Path draft = place.resolveSibling("." + place.getFileName() + ".part");
        try {
            if (!Scraps.discard(draft)) {
                throw new IOException("what an earlier attempt left in " + draft + " cannot be deleted");
            }
            Submission written = fill(trials, frames, sample, smoothing, draft);
            Files.deleteIfExists(place);
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } catch (IOException e) {
            throw new DataException(folder + " cannot be written: " + JsonFiles.words(e) + ".", e);
        } finally {
            Scraps.discard(draft);
        }
    }

    private static Submission fill(
            TestTrials trials, FrameCounts frames, Optional<SampleFile> sample, Smoothing smoothing, Path draft) {
        Submission written = new Submission(0, 0, 0, 0);
        Map<String, TrialSeries> series = new LinkedHashMap<>();
        for (String trial : trials.names()) {
            float[] valence = trials.series(trial, TrialText.TARGETS.get(0));
            float[] arousal = trials.series(trial, TrialText.TARGETS.get(1));
            int wanted = frames.of(trial);
            series.put(trial, new TrialSeries(smoothing.apply(valence, wanted), smoothing.apply(arousal, wanted)));
            written = written.plus(new Submission(
                    1, wanted, Math.max(0, wanted - valence.length), Math.max(0, valence.length - wanted)));
        }
        if (sample.isPresent()) {
            sample.get().write(draft.resolve(ONE_FILE), series);
            return new Submission(written.trials, sample.get().rows(), written.repeated, written.cut);
        }
        series.forEach((trial, values) -> {
            Path file = draft.resolve(TrialText.file(trial));
            TrialText.write(file, values.valence(), values.arousal());
            TrialText.check(file, values.valence(), values.arousal());
        });
        return written;
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
