package dev.attune.runner.submission;

import static java.util.Objects.requireNonNull;

import dev.attune.api.DataException;
import dev.attune.api.media.Media;
import dev.attune.api.media.Recording;
import dev.attune.runner.extract.ClipFile;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How many frames the video of each trial has, which is how many rows the organisers expect. */
public final class FrameCounts {
    private static final String HEADER = "trial,frames";
    /** More folders between a video and the one that is named than any release of the corpus has. */
    private static final int DEPTH = 4;

    /** What no video that is half decoded lacks: an hour at 30 pictures a second. */
    private static final int MORE_FRAMES = 108_000;

    private static final int MORE_TIMES = 10;

    private final String source;
    private final Map<String, Integer> frames;
    private final boolean complete;
    private final List<Path> unused;

    /**
     * @param source what messages name
     * @param frames by trial
     * @param complete whether every trial is to be submitted
     * @param unused videos of no trial
     */
    FrameCounts(String source, Map<String, Integer> frames, boolean complete, List<Path> unused) {
        this.source = source;
        this.frames = frames;
        this.complete = complete;
        this.unused = unused;
    }

    /** Returns the videos that are of no trial of the corpus, which may have been forgotten when features were made. */
    public List<Path> unused() {
        return unused;
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
        return new FrameCounts(file.toString(), frames, true, List.of());
    }

    /**
     * Counts the frames of videos, which reads through each of them once.
     *
     * @param folder has the video of each trial, by the trial's name without {@code _left} and {@code _right}, in it or in folders below
     * @param trials which
     * @param annotated the other trials of the corpus, whose videos may be there too
     * @param opening opens videos, and says which files are any
     * @throws DataException if a video is missing or broken; with all of them
     */
    public static FrameCounts ofVideos(
            Path folder, Collection<String> trials, Collection<String> annotated, Opening opening) {
        Map<String, List<Path>> videos = videos(folder, opening.extensions());
        Map<Path, Integer> counted = new LinkedHashMap<>();
        Map<String, Integer> frames = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (String trial : trials) {
            List<Path> found = of(trial, videos);
            if (found.size() != 1) {
                problems.add(trial + ": found " + (found.isEmpty() ? "no video" : found.size() + " videos")
                        + ", wanted one named " + video(trial));
                continue;
            }
            try {
                frames.put(trial, counted.computeIfAbsent(found.get(0), file -> count(file, opening.media())));
            } catch (DataException e) {
                problems.add(trial + ": " + e.getMessage());
            }
        }
        Numbered.requireNone(folder.toString(), problems);
        Set<Path> rest = new TreeSet<>();
        videos.values().forEach(rest::addAll);
        trials.forEach(trial -> rest.removeAll(of(trial, videos)));
        annotated.forEach(trial -> rest.removeAll(of(trial, videos)));
        return new FrameCounts(folder.toString(), frames, false, List.copyOf(rest));
    }

    /**
     * How videos are known and opened.
     *
     * @param media opens them
     * @param extensions the ends of their names
     */
    public record Opening(Media media, List<String> extensions) {
        /** Copies the list. */
        public Opening {
            extensions = List.copyOf(extensions);
        }
    }

    /** Returns the videos that may be a trial's. */
    private static List<Path> of(String trial, Map<String, List<Path>> videos) {
        return videos.getOrDefault(trial, videos.getOrDefault(video(trial), List.of()));
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

    private static Map<String, List<Path>> videos(Path folder, List<String> extensions) {
        Map<String, List<Path>> videos = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> ClipFile.hasExtension(file, extensions))
                    // What systems leave beside files, such as ._video.mp4.
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .forEach(file -> {
                        String name = String.valueOf(file.getFileName());
                        videos.computeIfAbsent(name.substring(0, name.lastIndexOf('.')), key -> new ArrayList<>())
                                .add(file);
                    });
        } catch (UncheckedIOException e) { // a folder below it
            throw unreadable(folder, requireNonNull(e.getCause(), "an unchecked exception has a cause"));
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return videos;
    }

    private static DataException unreadable(Path folder, IOException problem) {
        String place =
                problem instanceof FileSystemException e && e.getFile() != null ? e.getFile() : folder.toString();
        return new DataException(
                place + " cannot be read: " + JsonFiles.words(problem) + "; --videos wants a folder of videos.",
                problem);
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

    /**
     * Checks that no trial has senselessly more frames than are predicted. Thousands at the end of a video may lack features, and repeat
     * the last prediction; beyond an hour of them and ten times the predictions, the number is a slip.
     *
     * @param predicted the number of predictions of each trial
     * @throws DataException if some have many more frames; with all of them
     */
    void requireNear(Map<String, Integer> predicted) {
        List<String> problems = new ArrayList<>();
        predicted.forEach((trial, predictions) -> {
            long most = Math.max(MORE_FRAMES, (long) MORE_TIMES * predictions);
            if (of(trial) > most) {
                problems.add(String.format(
                        Locale.ROOT,
                        "%s: found frame %,d, but only %,d frames are predicted, wanted at most frame %,d; a number that is mistyped, or"
                                + " features of another recording",
                        trial,
                        of(trial),
                        predictions,
                        most));
            }
        });
        Numbered.requireNone(source, problems);
    }

    /** Returns the number of frames of a trial. */
    int of(String trial) {
        return frames.getOrDefault(trial, 0);
    }
}
