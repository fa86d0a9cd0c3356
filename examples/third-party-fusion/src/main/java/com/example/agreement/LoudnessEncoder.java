package com.example.agreement;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.Recording;
import dev.attune.api.media.SoundStream;
import dev.attune.api.media.Span;

/** Gives, for each stretch of sound, its level in decibels and how often it crosses zero. */
final class LoudnessEncoder implements Encoder {
    private static final int RATE = 16_000;
    /** Digital silence is at -100 dB, not at minus infinity. */
    private static final double SILENCE = 1e-10;

    private final float[] stretch;

    LoudnessEncoder(LoudnessConfig config) {
        stretch = new float[RATE * config.milliseconds() / 1000];
    }

    @Override
    public int outputs() {
        return 2;
    }

    @Override
    public void encode(EncoderInput input, FeatureSink sink) {
        Recording recording = input.recording();
        if (recording.soundSpans().isEmpty()) {
            return;
        }
        try (SoundStream sound = recording.sound(RATE)) {
            for (long read = 0; sound.read(stretch) == stretch.length; read += stretch.length) {
                Span span = new Span((double) read / RATE, (double) (read + stretch.length) / RATE);
                if (isSound(recording, span)) {
                    sink.row(span, new float[] {decibels(), crossings()});
                }
            }
        }
    }

    /** Where a recording has no sound, the stream gives zeros: they are nothing that was heard. */
    private static boolean isSound(Recording recording, Span span) {
        double seconds =
                recording.soundSpans().stream().mapToDouble(span::overlap).sum();
        return seconds > span.seconds() / 2;
    }

    private float decibels() {
        double sum = 0;
        for (float sample : stretch) {
            sum += (double) sample * sample;
        }
        return (float) (10 * Math.log10(sum / stretch.length + SILENCE));
    }

    /** Returns in what share of neighbouring samples the sign changes. */
    private float crossings() {
        int changes = 0;
        for (int i = 1; i < stretch.length; i++) {
            if (stretch[i - 1] < 0 != stretch[i] < 0) {
                changes++;
            }
        }
        return (float) changes / (stretch.length - 1);
    }

    @Override
    public void close() {}
}
