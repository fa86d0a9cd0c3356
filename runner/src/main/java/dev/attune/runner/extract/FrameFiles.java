package dev.attune.runner.extract;

import java.nio.file.Path;

/** Writes the features of frames and which of them are valid, as two arrays of a clip's folder. */
final class FrameFiles implements FrameSink, AutoCloseable {
    static final String ARRAY = ".npy";
    static final String MASK = ".mask.npy";
    static final String REGION = ".region.npy";

    private final NpyStream features;
    private final NpyStream mask;

    FrameFiles(Path folder, String modality, int frames, int width) {
        features = NpyStream.ofFloats(folder.resolve(modality + ARRAY), frames, width);
        mask = NpyStream.ofTruths(folder.resolve(modality + MASK), frames);
    }

    @Override
    public void frame(float[] values, boolean valid) {
        features.row(values);
        mask.row(valid);
    }

    @Override
    public void close() {
        try (mask) {
            features.close();
        }
    }
}
