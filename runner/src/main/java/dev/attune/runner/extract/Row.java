package dev.attune.runner.extract;

import dev.attune.api.media.Span;

/**
 * What an encoder gave for a stretch of time.
 *
 * @param span when
 * @param features what
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves this package, and nobody compares rows
record Row(Span span, float[] features) {
    double middle() {
        return span.start() + span.seconds() / 2;
    }

    boolean contains(double time) {
        return span.start() <= time && time < span.end();
    }
}
