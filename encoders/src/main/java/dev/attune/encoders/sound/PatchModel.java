package dev.attune.encoders.sound;

import dev.attune.api.DataException;
import dev.attune.encoders.onnx.OnnxArray;
import dev.attune.encoders.onnx.OnnxInput;
import dev.attune.encoders.onnx.OnnxModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model that describes patches of sound of one size, whatever the order of axes in which it takes them.
 *
 * <p>It is run once on silence when it is opened, so that a model that does not fit is found before any clip is read.
 */
final class PatchModel implements AutoCloseable {
    /** Enough to keep the threads busy, and few megabytes. */
    private static final int MOST_PATCHES = 16;

    /** Stands for the number of patches in a shape. */
    private static final long PATCHES = -2;

    private final OnnxModel model;
    private final OnnxInput input;
    private final Optional<String> tensor;
    private final long[] layout;
    private final int frames;
    private final int width;
    private final boolean transposed;
    private final int outputs;
    private final int positions;

    private PatchModel(OnnxModel model, Optional<String> tensor, int frames, int width) {
        this.model = model;
        this.tensor = tensor;
        this.frames = frames;
        this.width = width;
        input = model.onlyInput();
        List<long[]> layouts = layouts(frames, width);
        int found = 0;
        while (found < layouts.size() && !fits(layouts.get(found))) {
            found++;
        }
        if (found == layouts.size() || input.type() != OnnxInput.Type.FLOAT) {
            throw new DataException("The model " + model.file() + " takes " + input + ", which has no place for "
                    + (width == 1 ? frames + " samples" : frames + " frames of " + width + " numbers")
                    + "; set the options to what it takes.");
        }
        layout = layouts.get(found);
        transposed = width > 1 && found > 3;
        OnnxArray silence = answer(new float[frames * width], 1);
        outputs = silence.lastLength();
        positions = silence.floats().length / outputs;
    }

    /**
     * Opens a model.
     *
     * @param tensor what is read of it; its first output if empty
     * @param frames of a patch, or samples
     * @param width numbers of a frame; 1 for samples
     */
    static PatchModel open(Path file, Optional<String> tensor, int frames, int width, int threads) {
        OnnxModel model = OnnxModel.open(file, tensor.stream().toList(), threads);
        try {
            return new PatchModel(model, tensor, frames, width);
        } catch (DataException e) {
            model.close();
            throw e;
        }
    }

    private static List<long[]> layouts(long frames, long width) {
        List<long[]> layouts = new ArrayList<>();
        if (width == 1) {
            layouts.add(new long[] {PATCHES, frames});
            layouts.add(new long[] {PATCHES, 1, frames});
            layouts.add(new long[] {frames});
            layouts.add(new long[] {PATCHES, frames, 1});
            return layouts;
        }
        layouts.add(new long[] {PATCHES, frames, width});
        layouts.add(new long[] {PATCHES, 1, frames, width});
        layouts.add(new long[] {PATCHES, frames, width, 1});
        layouts.add(new long[] {frames, width});
        // Frequency before time, only where the model's own lengths leave no other reading.
        layouts.add(new long[] {PATCHES, width, frames});
        layouts.add(new long[] {PATCHES, 1, width, frames});
        layouts.add(new long[] {PATCHES, width, frames, 1});
        layouts.add(new long[] {width, frames});
        return layouts;
    }

    private boolean fits(long[] candidate) {
        List<Long> shape = input.shape();
        if (shape.size() != candidate.length) {
            return false;
        }
        for (int axis = 0; axis < candidate.length; axis++) {
            long wanted = candidate[axis] == PATCHES ? 1 : candidate[axis];
            if (shape.get(axis) >= 0 && shape.get(axis) != wanted) {
                return false;
            }
        }
        return true;
    }

    /** Returns the features that it gives for each position. */
    int outputs() {
        return outputs;
    }

    /** Returns how many rows it gives for a patch: 1, or more for a model that gives a sequence. */
    int positions() {
        return positions;
    }

    /** Returns how many patches it takes at once. */
    int most() {
        return layout[0] == PATCHES && input.shape().get(0) < 0 ? MOST_PATCHES : 1;
    }

    /**
     * Runs the model.
     *
     * @param patches one after the other, each frame by frame
     * @param count how many
     * @return the numbers of each patch: its positions, one after the other
     */
    float[][] run(float[] patches, int count) {
        int each = positions * outputs;
        float[] values = answer(patches, count).floats();
        if (values.length != count * each) {
            throw new DataException("The model " + model.file() + " gave " + values.length + " numbers for " + count
                    + " patches, wanted " + each + " for each.");
        }
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = Arrays.copyOfRange(values, i * each, (i + 1) * each);
        }
        return rows;
    }

    private OnnxArray answer(float[] patches, int count) {
        int size = frames * width;
        float[] given = new float[count * size];
        for (int patch = 0; patch < count; patch++) {
            for (int i = 0; i < size; i++) {
                int place = transposed ? i % width * frames + i / width : i;
                given[patch * size + place] = patches[patch * size + i];
            }
        }
        long[] shape = layout.clone();
        if (shape[0] == PATCHES) {
            shape[0] = count;
        }
        return model.run(Map.of(input.name(), OnnxArray.of(given, shape)), tensor);
    }

    @Override
    public void close() {
        model.close();
    }
}
