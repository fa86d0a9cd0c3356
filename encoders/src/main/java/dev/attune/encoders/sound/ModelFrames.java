package dev.attune.encoders.sound;

import dev.attune.api.DataException;
import dev.attune.encoders.onnx.OnnxArray;
import dev.attune.encoders.onnx.OnnxModel;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the frames that a model computes from samples, such as a mel front end that was exported together with its network.
 *
 * <p>The model sees pieces of a thousand frames, so that hours of sound need no more memory than seconds. A front end that looks at
 * all that it is given, such as one that cuts off what is 80 dB below the loudest, does so piece by piece.
 */
final class ModelFrames implements FrameSource {
    private static final int PIECE = 1000;

    private final OnnxModel model;
    private final OnnxSoundConfig config;
    private final SampleWindows samples;
    private final int width;
    private float[] values = {};
    private int given;
    private int held;
    private long read;
    private boolean ended;

    ModelFrames(OnnxModel model, OnnxSoundConfig config, SampleWindows samples) {
        this.model = model;
        this.config = config;
        this.samples = samples;
        width = width(model, config);
    }

    /** Returns the numbers of a frame, found by a run on silence. */
    static int width(OnnxModel model, OnnxSoundConfig config) {
        int count = config.frontWindow() + 3 * config.frontHop();
        OnnxArray frames = run(model, new float[count]);
        check(model, config, count, frames);
        return frames.lastLength();
    }

    private static OnnxArray run(OnnxModel model, float[] samples) {
        long[] shape = new long[model.onlyInput().shape().size()];
        Arrays.fill(shape, 1);
        if (shape.length > 0) {
            shape[shape.length - 1] = samples.length;
        }
        return model.run(Map.of(model.onlyInput().name(), OnnxArray.of(samples, shape)), Optional.empty());
    }

    private static void check(OnnxModel model, OnnxSoundConfig config, int count, OnnxArray frames) {
        int found = frames.floats().length / frames.lastLength();
        int wanted = 1 + (count - config.frontWindow()) / config.frontHop();
        if (found != wanted) {
            throw new DataException("The front end " + model.file() + " gave " + found + " frames for " + count
                    + " samples, wanted " + wanted + " by front-window " + config.frontWindow() + " and front-hop "
                    + config.frontHop() + "; set these to what it does.");
        }
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public boolean next(float[] frame) {
        if (given == held && !advance()) {
            return false;
        }
        for (int i = 0; i < width; i++) {
            frame[i] = (float) (values[given * width + i] * config.frontScale() + config.frontShift());
        }
        given++;
        return true;
    }

    private boolean advance() {
        if (ended) {
            return false;
        }
        float[] window = new float[config.frontWindow() + (PIECE - 1) * config.frontHop()];
        int count = samples.read(read * config.frontHop(), window);
        ended = count < window.length;
        if (count < config.frontWindow()) {
            return false;
        }
        float[] piece = Arrays.copyOf(window, count);
        for (int i = 0; i < count; i++) {
            piece[i] *= (float) config.fullScale();
        }
        OnnxArray frames = run(model, piece);
        check(model, config, count, frames);
        values = frames.floats();
        given = 0;
        held = values.length / width;
        read += held;
        return true;
    }
}
