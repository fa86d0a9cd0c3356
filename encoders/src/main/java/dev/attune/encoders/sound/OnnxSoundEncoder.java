package dev.attune.encoders.sound;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.Recording;
import dev.attune.encoders.onnx.OnnxModel;
import java.util.Optional;

/** Gives what a model says of windows of sound. */
final class OnnxSoundEncoder implements Encoder {
    private final OnnxSoundConfig config;
    private final Optional<OnnxModel> front;
    private final PatchModel model;
    private final int size;
    private final double window;
    private final double hop;

    OnnxSoundEncoder(OnnxSoundConfig config, Optional<OnnxModel> front, PatchModel model, int width) {
        this.config = config;
        this.front = front;
        this.model = model;
        size = config.length() * width;
        int step = switch (config.input()) {
            case WAVEFORM -> 1;
            case LOGMEL -> Spectrum.HOP;
            case MODEL -> config.frontHop();
        };
        int first = switch (config.input()) {
            case WAVEFORM -> 1;
            case LOGMEL -> Spectrum.WINDOW;
            case MODEL -> config.frontWindow();
        };
        window = (double) ((config.length() - 1) * step + first) / config.sampleRate();
        hop = (double) config.hop() * step / config.sampleRate();
    }

    @Override
    public int outputs() {
        return model.outputs();
    }

    @Override
    public void encode(EncoderInput input, FeatureSink sink) {
        Recording recording = input.recording();
        if (recording.soundSpans().isEmpty()) {
            return;
        }
        double end = recording.timeline().end();
        WindowRows rows = new WindowRows(new SoundRows(recording.soundSpans(), sink), window, hop, model);
        try (SampleWindows samples = new SampleWindows(recording.sound(config.sampleRate()))) {
            windows(source(samples), end, rows);
        }
        rows.finish(end);
    }

    private void windows(WindowSource source, double end, WindowRows rows) {
        float[] batch = new float[model.most() * size];
        int waiting = 0;
        long given = 0;
        boolean more = true;
        for (long number = 0; more; number++) {
            int read = source.read(number * config.hop(), batch, waiting * size);
            more = read == config.length();
            if (more || counts(read, number, end)) {
                waiting++;
            }
            if (waiting == model.most() || (!more && waiting > 0)) {
                for (float[] found : model.run(batch, waiting)) {
                    rows.window(given++ * hop, found);
                }
                waiting = 0;
            }
        }
    }

    /** Returns whether a window that the clip does not fill counts: of a sequence, what is too much can be left out. */
    private boolean counts(int read, long number, double end) {
        boolean middle = number * hop + (window - hop) / 2 < end;
        return read > 0 && (number == 0 || (model.positions() > 1 && middle));
    }

    private WindowSource source(SampleWindows samples) {
        if (config.input() == OnnxSoundConfig.Input.WAVEFORM) {
            float[] window = new float[config.length()];
            return (start, destination, offset) -> {
                int read = samples.read(start, window);
                for (int i = 0; i < window.length; i++) {
                    destination[offset + i] = (float) (window[i] * config.fullScale());
                }
                return read;
            };
        }
        FrameSource frames = front.isPresent()
                ? new ModelFrames(front.get(), config, samples)
                : new LogMelFrames(samples, config.mels(), false);
        return new FramePatches(frames, config.length())::read;
    }

    @Override
    public void close() {
        front.ifPresent(OnnxModel::close);
        model.close();
    }
}
