package dev.attune.fusion.baselines;

import dev.attune.api.fusion.ModalityBatch;

/** Checks that a window has the length that the weights over time were made for. */
final class JcaWindow {
    private JcaWindow() {}

    static void checkLength(ModalityBatch batch, int length) {
        long found = batch.frames().getShape().get(1);
        if (found != length) {
            throw new IllegalArgumentException("jca was built for windows of " + length + " frames, found windows of "
                    + found + "; pad shorter windows and mask the padding");
        }
    }
}
