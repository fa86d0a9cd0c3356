package dev.attune.runner.cli;

import dev.attune.runner.predict.ClipPrediction;
import dev.attune.runner.predict.ClipPredictor;
import dev.attune.runner.predict.PredictionSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gives predictions to several takers. */
final class SinkGroup implements PredictionSink {
    private final List<PredictionSink> sinks = new ArrayList<>();

    void add(PredictionSink sink) {
        sinks.add(sink);
    }

    /** Returns what lets all takers see the names of clips before somebody else hears of them. */
    ClipPredictor.Listener checking(ClipPredictor.Listener next) {
        return new ClipPredictor.Listener() {
            @Override
            public void onNotice(String sentence) {
                next.onNotice(sentence);
            }

            @Override
            public void onClips(List<String> clips) {
                expect(clips);
                next.onClips(clips);
            }

            @Override
            public void onProgress(double share) {
                next.onProgress(share);
            }
        };
    }

    @Override
    public void expect(List<String> clips) {
        sinks.forEach(sink -> sink.expect(clips));
    }

    @Override
    public void add(ClipPrediction prediction) {
        sinks.forEach(sink -> sink.add(prediction));
    }

    @Override
    public List<Path> finish() {
        return sinks.stream().flatMap(sink -> sink.finish().stream()).toList();
    }

    @Override
    public void close() {
        sinks.forEach(PredictionSink::close);
    }
}
