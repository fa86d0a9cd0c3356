package dev.attune.encoders.media;

import dev.attune.api.media.Span;
import java.util.ArrayList;
import java.util.List;

/** Joins the packets of a track of sound to the stretches without gaps. */
final class SoundSpans {
    private static final double GAP_SECONDS = 0.05;

    private final List<Span> spans = new ArrayList<>();

    void add(Span packet) {
        Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        if (last != null && packet.start() < last.end() + GAP_SECONDS) {
            spans.set(spans.size() - 1, new Span(last.start(), Math.max(last.end(), packet.end())));
        } else {
            spans.add(packet);
        }
    }

    /** Returns when the last ends; negative infinity without any. */
    double end() {
        return spans.isEmpty()
                ? Double.NEGATIVE_INFINITY
                : spans.get(spans.size() - 1).end();
    }

    /** Returns the stretches as far as they lie between time 0 and the end of a clock. */
    List<Span> within(double end) {
        return spans.stream()
                .filter(span -> span.end() > 0 && span.start() < end)
                .map(span -> new Span(Math.max(0, Ffmpeg.tidy(span.start())), Math.min(end, Ffmpeg.tidy(span.end()))))
                .toList();
    }
}
