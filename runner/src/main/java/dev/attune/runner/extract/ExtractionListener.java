package dev.attune.runner.extract;

import java.nio.file.Path;
import java.util.List;

/** Is told how an extraction goes; by one thread at a time. */
public interface ExtractionListener {
    /** Hears nothing. */
    ExtractionListener SILENT = new ExtractionListener() {};

    /**
     * The work begins.
     *
     * @param clips all recordings
     * @param store where features go
     */
    default void onBegin(List<ClipFile> clips, Path store) {}

    /** Somebody begins with a clip. */
    default void onStart(ClipFile clip) {}

    /**
     * A clip goes on.
     *
     * @param clip which
     * @param share of its work that is done, from 0 to 1
     */
    default void onProgress(ClipFile clip, double share) {}

    /** A clip is done, or has failed. */
    default void onEnd(ClipOutcome outcome) {}

    /**
     * There is something that the user should know.
     *
     * @param notice one sentence
     */
    default void onNotice(String notice) {}
}
