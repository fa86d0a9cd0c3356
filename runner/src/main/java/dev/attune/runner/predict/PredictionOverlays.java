package dev.attune.runner.predict;

import dev.attune.api.DataException;
import dev.attune.api.media.Media;
import dev.attune.runner.extract.ClipOutcome;
import dev.attune.runner.extract.ExtractionResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** Draws predictions onto their recordings: that of a single clip to a file, those of any number to a folder. */
public final class PredictionOverlays implements PredictionSink {
    private static final String SUFFIX = ".mp4";

    private final Path where;
    private final boolean replace;
    private final Media media;
    private final Path store;
    private final Map<String, Path> recordings = new LinkedHashMap<>();
    private final BiConsumer<Path, Double> progress;
    private final List<Path> written = new ArrayList<>();

    /**
     * Names the place.
     *
     * @param where a name that ends in {@code .mp4}, or a folder, which gets a video for each clip
     * @param replace whether files may exist
     * @param media opens the recordings and writes the videos
     * @param made says where recordings and their features are
     * @param progress is told the share of a video that is written
     */
    public PredictionOverlays(
            Path where, boolean replace, Media media, ExtractionResult made, BiConsumer<Path, Double> progress) {
        this.where = where;
        this.replace = replace;
        this.media = media;
        this.progress = progress;
        store = made.store();
        made.clips().stream()
                .filter(ClipOutcome::succeeded)
                .forEach(clip -> recordings.put(clip.clip().name(), clip.clip().file()));
    }

    @Override
    public void expect(List<String> clips) {
        if (isFile() && clips.size() > 1) {
            throw new DataException("One video shows one clip, found " + clips.size()
                    + "; give --overlay the name of a folder instead of " + where + ".");
        }
        if (!isFile() && Files.isRegularFile(where)) {
            throw new DataException(where + " is a file, wanted a folder, or a name that ends in " + SUFFIX + ".");
        }
        clips.forEach(clip -> PredictionOutput.requireFree(file(clip), replace));
    }

    @Override
    public void add(ClipPrediction prediction) {
        Path recording = recordings.get(prediction.clip());
        if (recording == null) {
            throw new IllegalArgumentException("no recording of the clip " + prediction.clip());
        }
        Path file = file(prediction.clip());
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        } catch (IOException e) {
            throw DraftFile.unwritable(file, e);
        }
        Regions regions = Regions.read(store.resolve(prediction.clip()), prediction.modalities(), prediction.length());
        new Overlay(media, media.open(recording), prediction, regions)
                .write(file, share -> progress.accept(file, share));
        written.add(file);
    }

    private boolean isFile() {
        return where.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX) && !Files.isDirectory(where);
    }

    private Path file(String clip) {
        return isFile() ? where : where.resolve(clip + SUFFIX);
    }

    @Override
    public List<Path> finish() {
        return List.copyOf(written);
    }

    @Override
    public void close() {
        // Each video is there whole or not at all.
    }
}
