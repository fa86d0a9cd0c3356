package dev.attune.encoders.sound;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;

/**
 * Gives log-mel features: a row each 10 ms, or a patch for each frame of the clip.
 *
 * <p>A row of 10 ms describes those round the middle of the 25 ms that it is computed from. A patch describes its frame, whatever it
 * looks ahead; where the clip ends inside a patch, its last sample is repeated.
 */
final class LogMelEncoder implements Encoder {
    private final LogMelConfig config;

    LogMelEncoder(LogMelConfig config) {
        this.config = config;
    }

    @Override
    public int outputs() {
        return config.mels() * Math.max(1, config.patch());
    }

    @Override
    public void encode(EncoderInput input, FeatureSink sink) {
        Recording recording = input.recording();
        if (recording.soundSpans().isEmpty()) {
            return;
        }
        SoundRows rows = new SoundRows(recording.soundSpans(), sink);
        try (SampleWindows samples = new SampleWindows(recording.sound(Spectrum.RATE))) {
            if (config.patch() == 0) {
                frames(new LogMelFrames(samples, config.mels(), false), rows);
            } else {
                patches(new LogMelFrames(samples, config.mels(), true), recording.timeline(), rows);
            }
        }
    }

    private static void frames(LogMelFrames frames, SoundRows rows) {
        float[] row = new float[frames.width()];
        for (long frame = 0; frames.next(row); frame++) {
            rows.row(span(frame), row);
        }
    }

    /** Returns the 10 ms in the middle of the 25 ms of a frame. */
    static Span span(long frame) {
        double start = (double) (frame * Spectrum.HOP + (Spectrum.WINDOW - Spectrum.HOP) / 2) / Spectrum.RATE;
        return new Span(start, start + (double) Spectrum.HOP / Spectrum.RATE);
    }

    private void patches(LogMelFrames frames, Timeline timeline, SoundRows rows) {
        FramePatches patches = new FramePatches(frames, config.patch());
        float[] row = new float[patches.size()];
        for (int frame = 0; frame < timeline.length(); frame++) {
            patches.read(config.patchAt().start(timeline.seconds(frame), config.patch()), row, 0);
            rows.row(new Span(timeline.seconds(frame), timeline.end(frame)), row);
        }
    }

    @Override
    public void close() {}
}
