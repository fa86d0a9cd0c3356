package dev.attune.api.media;

import dev.attune.api.PublicApi;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of pictures and sound whose clock is known.
 *
 * <p>All times are seconds on one clock, that of the file as a player shows it: zero is where the container begins, whichever of its
 * streams begins first. A picture's time is its own timestamp, never its number divided by a rate. Sound is placed on that clock by its
 * timestamps too, so that what starts late stays late.
 *
 * <p>A recording holds no file open; its streams do, until they are closed. Several streams may be read at once, each by one thread.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface Recording {
    /** Returns the file. */
    Path file();

    /**
     * Returns the clock: one frame a picture, or frames at a nominal rate where there are no pictures.
     */
    Timeline timeline();

    /** Returns whether there are pictures; cover art of a song is none. */
    boolean hasPictures();

    /** Returns the width of an upright picture in pixels; 0 without pictures. */
    int width();

    /** Returns the height of an upright picture in pixels; 0 without pictures. */
    int height();

    /** Returns where there is sound, digital silence included, in ascending order; empty without. */
    List<Span> soundSpans();

    /** Returns what is wrong with the file although it could be read, one sentence each; empty for a file without faults. */
    List<String> findings();

    /**
     * Opens the pictures, upright, in the order of their times.
     *
     * @param format their size and colours
     * @throws dev.attune.api.DataException if the file cannot be read any more
     */
    PictureStream pictures(PictureFormat format);

    /**
     * Opens the sound, mixed to one channel, from time zero to the end of the clock; silence stands where there is none.
     *
     * @param rate samples per second, such as 16,000
     * @throws dev.attune.api.DataException if the file cannot be read any more
     */
    SoundStream sound(int rate);
}
