package dev.attune.encoders.sound;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import java.util.ArrayList;
import java.util.List;

/** Gives what VGGish says of the 0.96 s at each row; where a model gives several positions, their mean. */
final class VggishEncoder implements Encoder {
    static final int FRAMES = 96;
    static final int BANDS = 64;

    private final VggishConfig config;
    private final PatchModel model;

    VggishEncoder(VggishConfig config, PatchModel model) {
        this.config = config;
        this.model = model;
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
        // The clip mostly ends before the last hop does.
        double end = recording.timeline().end();
        Timeline timeline = config.hop() == 0 ? recording.timeline() : Timeline.regular(0, end, 1 / config.hop());
        SoundRows rows = new SoundRows(recording.soundSpans(), sink);
        float[] batch = new float[model.most() * FRAMES * BANDS];
        List<Span> waiting = new ArrayList<>();
        try (SampleWindows samples = new SampleWindows(recording.sound(Spectrum.RATE))) {
            FramePatches patches = new FramePatches(new LogMelFrames(samples, BANDS, true), FRAMES);
            for (int frame = 0; frame < timeline.length(); frame++) {
                long start = config.patchAt().start(timeline.seconds(frame), FRAMES);
                patches.read(start, batch, waiting.size() * patches.size());
                waiting.add(new Span(timeline.seconds(frame), Math.min(timeline.end(frame), end)));
                if (waiting.size() == model.most() || frame == timeline.length() - 1) {
                    give(batch, waiting, rows);
                }
            }
        }
    }

    private void give(float[] batch, List<Span> waiting, SoundRows rows) {
        float[][] found = model.run(batch, waiting.size());
        for (int i = 0; i < found.length; i++) {
            rows.row(waiting.get(i), mean(found[i]));
        }
        waiting.clear();
    }

    private float[] mean(float[] values) {
        float[] mean = new float[model.outputs()];
        for (int i = 0; i < values.length; i++) {
            mean[i % mean.length] += values[i] / model.positions();
        }
        return mean;
    }

    @Override
    public void close() {
        model.close();
    }
}
