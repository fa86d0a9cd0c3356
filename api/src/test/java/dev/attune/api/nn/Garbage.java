package dev.attune.api.nn;

import java.nio.ByteBuffer;

/** Forces what happens in a long training by itself, and rarely enough to be overlooked. */
final class Garbage {
    private Garbage() {}

    /** Frees unreachable buffers and writes over the memory they had, so that whoever still reads it reads something else. */
    static void collect() {
        System.gc();
        try {
            Thread.sleep(5); // buffers are freed by a thread of their own
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (int i = 0; i < 4000; i++) {
            ByteBuffer.allocateDirect(4 + i % 128).putFloat(0, 1e6f);
        }
    }
}
