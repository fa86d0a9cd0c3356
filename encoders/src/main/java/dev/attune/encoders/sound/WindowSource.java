package dev.attune.encoders.sound;

/** Cuts equal windows, of samples or of frames, out of the sound of a clip. */
interface WindowSource {
    /**
     * Writes a window.
     *
     * @param start the number of its first item; does not fall from call to call
     * @return how many of its items the clip has; what is missing is filled up; with 0, nothing is written
     */
    int read(long start, float[] destination, int offset);
}
