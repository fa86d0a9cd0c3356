package dev.attune.runner.data;

import dev.attune.api.data.Clip;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a clip.
 *
 * @param clip the clip
 * @param start first frame
 * @param end frame after the last
 */
public record Window(Clip clip, int start, int end) {
    /** Returns the number of frames that exist in it. */
    public int frames() {
        return end - start;
    }

    /**
     * Cuts a clip: windows every {@code stride} frames while they fit, and one anchored at the end if frames are left over. A clip
     * shorter than a window gives one window with all of it.
     *
     * @param clip the clip
     * @param length frames per window
     * @param stride frames from start to start
     */
    public static List<Window> cut(Clip clip, int length, int stride) {
        List<Window> windows = new ArrayList<>();
        int frames = clip.length();
        if (frames <= length) {
            if (frames > 0) {
                windows.add(new Window(clip, 0, frames));
            }
            return windows;
        }
        int start = 0;
        for (; start + length <= frames; start += stride) {
            windows.add(new Window(clip, start, start + length));
        }
        if (start - stride + length < frames) {
            windows.add(new Window(clip, frames - length, frames));
        }
        return windows;
    }

    /**
     * Cuts a clip so that each of its frames is in one window: the last window may be shorter than the others.
     *
     * @param clip the clip
     * @param length frames per window
     */
    public static List<Window> tile(Clip clip, int length) {
        List<Window> windows = new ArrayList<>();
        for (int start = 0; start < clip.length(); start += length) {
            windows.add(new Window(clip, start, Math.min(clip.length(), start + length)));
        }
        return windows;
    }
}
