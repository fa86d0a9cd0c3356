package dev.attune.runner.submission;

import dev.attune.api.DataException;
import dev.attune.api.media.Media;
import dev.attune.api.media.Recording;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How many frames the video of each trial has, which is how many rows the organisers expect. */
public final class FrameCounts {
    private static final String HEADER = "trial,frames";
    /** More folders between a video and the one that is named than any release of the corpus has. */
    private static final int DEPTH = 4;

    private final String source;
    private final Map<String, Integer> frames;
    private final boolean complete;

    private FrameCounts(String source, Map<String, Integer> frames, boolean complete) {
        this.source = source;
        this.frames = frames;
        this.complete = complete;
    }

    /**
     * Reads a table.
     *
     * @param file comma-separated values with the header {@code trial,frames}, a line for each trial that is to be submitted
     * @throws DataException if it is not such a table; with all lines that are wrong
     */
    public static FrameCounts of(Path file) {
        List<String> lines = JsonFiles.readText(file)
                .orElseThrow(() -> new DataException(
                        file + " does not exist; --frames wants a table with the header " + HEADER + "."))
                .lines()
                .map(String::strip)
                .toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new DataException(file + ": found the header '" + (lines.isEmpty() ? "" : lines.get(0))
                    + "', wanted '" + HEADER + "'.");
        }
        Map<String, Integer> frames = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            if (lines.get(i).isEmpty()) {
                continue;
            }
            if (cells.length != 2 || cells[0].isBlank() || !cells[1].strip().matches("[1-9][0-9]{0,8}")) {
                problems.add("line " + (i + 1) + ": found '" + lines.get(i)
                        + "', wanted the name of a trial and a number of frames");
            } else if (frames.putIfAbsent(cells[0].strip(), Integer.valueOf(cells[1].strip())) != null) {
                problems.add("line " + (i + 1) + ": found " + cells[0].strip() + " a second time");
            }
        }
        Numbered.requireNone(file.toString(), problems);
        return new FrameCounts(file.toString(), frames, true);
    }

    /**
     * Counts the frames of videos, which reads through each of them once.
     *
     * @param folder has the video of each trial, by the trial's name without {@code _left} and {@code _right}, in it or in folders below
     * @param trials which
     * @param media opens videos
     * @throws DataException if a video is missing or broken; with all of them
     */
    public static FrameCounts ofVideos(Path folder, Collection<String> trials, Media media) {
        Map<String, List<Path>> videos = videos(folder);
        Map<Path, Integer> counted = new LinkedHashMap<>();
        Map<String, Integer> frames = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (String trial : trials) {
            List<Path> found = videos.getOrDefault(trial, videos.getOrDefault(video(trial), List.of()));
            if (found.size() != 1) {
                problems.add(trial + ": found " + (found.isEmpty() ? "no video" : found.size() + " videos")
                        + ", wanted one named " + video(trial));
                continue;
            }
            try {
                frames.put(trial, counted.computeIfAbsent(found.get(0), file -> count(file, media)));
            } catch (DataException e) {
                problems.add(trial + ": " + e.getMessage());
            }
        }
        Numbered.requireNone(folder.toString(), problems);
        return new FrameCounts(folder.toString(), frames, false);
    }

    /** Two people in one video are two trials of it. */
    private static String video(String trial) {
        return trial.replaceFirst("_(left|right)$", "");
    }

    private static int count(Path file, Media media) {
        Recording recording = media.open(file);
        if (!recording.hasPictures()) {
            throw new DataException(file + " has no pictures, wanted a video");
        }
        return recording.timeline().length();
    }

    private static Map<String, List<Path>> videos(Path folder) {
        Map<String, List<Path>> videos = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            files.filter(Files::isRegularFile).sorted().forEach(file -> {
                String name = String.valueOf(file.getFileName());
                int dot = name.lastIndexOf('.');
                if (dot > 0) {
                    videos.computeIfAbsent(name.substring(0, dot), key -> new ArrayList<>())
                            .add(file);
                }
            });
        } catch (IOException e) {
            throw new DataException(
                    folder + " cannot be read: " + JsonFiles.words(e) + "; --videos wants a folder.", e);
        }
        return videos;
    }

    /**
     * Checks that the trials are those that are predicted.
     *
     * @throws DataException if some are missing; with all of them
     */
    void requireSame(Set<String> predicted) {
        List<String> problems = new ArrayList<>();
        predicted.stream()
                .filter(trial -> !frames.containsKey(trial))
                .forEach(trial -> problems.add(trial + " is predicted, but has no number of frames"));
        Set<String> rest = new LinkedHashSet<>(frames.keySet());
        rest.removeAll(predicted);
        if (complete) {
            rest.forEach(trial ->
                    problems.add(trial + " is to be submitted, but the test split of the run has no such trial"));
        }
        Numbered.requireNone(source, problems);
    }

    /** Returns the number of frames of a trial. */
    int of(String trial) {
        return frames.getOrDefault(trial, 0);
    }
}
