package dev.attune.api.media;

import dev.attune.api.PublicApi;
import java.nio.file.Path;

/**
 * Opens and writes files of pictures and sound.
 *
 * <p>Safe for use by several threads, and holds nothing that would need closing: what it opens does.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface Media {
    /**
     * Opens a recording: reads through the file once, to learn its clock and what is wrong with it.
     *
     * @param file a file of pictures, sound or both
     * @throws dev.attune.api.DataException if there is no such file, or it is not a recording
     */
    Recording open(Path file);

    /**
     * Begins to write a video.
     *
     * @param file is replaced if it exists, and stands under its name only when the writer is closed
     * @param format size and rates
     * @throws dev.attune.api.DataException if it cannot be written
     */
    VideoWriter write(Path file, VideoFormat format);
}
