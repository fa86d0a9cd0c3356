package dev.attune.encoders.sound;

import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.Span;
import java.util.List;

/** Passes rows on where there is sound; digital silence is sound. */
final class SoundRows {
    private final List<Span> sound;
    private final FeatureSink sink;
    private int passed;

    SoundRows(List<Span> sound, FeatureSink sink) {
        this.sound = sound;
        this.sink = sink;
    }

    /** Passes a row on if at least half of its span has sound. */
    void row(Span span, float[] features) {
        while (passed < sound.size() && sound.get(passed).end() <= span.start()) {
            passed++;
        }
        double covered = 0;
        for (int i = passed; i < sound.size() && sound.get(i).start() < span.end(); i++) {
            covered += sound.get(i).overlap(span);
        }
        // A millionth of room for sums of times.
        if (covered > 0 && covered >= span.seconds() * (0.5 - 1e-6)) {
            sink.row(span, features);
        }
    }
}
