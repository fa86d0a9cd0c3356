package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.data.Split;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.execute.Failure;
import dev.attune.runner.extract.ClipFile;
import dev.attune.runner.extract.ClipOutcome;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.train.Figure;
import dev.attune.runner.train.TrainingListener.Epoch;
import dev.attune.runner.trial.TrialResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Shows a study on a terminal that is a string, with a clock that is moved by hand. */
final class ProgressTest {
    private static final StudyPlan PLAN =
            new ConfigLoader(PluginHost.ofProcess()).studyFromYaml("""
                    name: small
                    base: {data: {type: synthetic, modalities: [visual], window: {length: 20, stride: 15}}}
                    seeds: [1, 2]
                    variants: {concat: {fusion: concat}, "情動 モデル": {fusion: late}}
                    compare: {primary: ccc.mean}
                    """, Path.of("small.yaml"));

    private final StringWriter text = new StringWriter();
    private long seconds;

    private Progress progress(@Nullable TerminalSize size) {
        Progress progress = new Progress(
                new PrintWriter(text),
                "ccc.mean",
                2,
                false,
                size == null ? null : () -> size,
                () -> seconds * 1_000_000_000L);
        progress.onBegin(Path.of("runs/small"));
        progress.onPhase("", PLAN.trials());
        return progress;
    }

    private static StudyPlan.Trial trial(int index) {
        return PLAN.trials().get(index);
    }

    private static Epoch epoch(int number) {
        return new Epoch(number, 10, 1e-3, 0.25, Map.of(), List.of(new Figure("ccc", "mean", 0.5)), number == 1, 1.25);
    }

    private static TrialResult result(int index) {
        return new TrialResult(
                trial(index).id(),
                1,
                10,
                7,
                10,
                1,
                Map.of(Split.VALIDATION, List.of(new Figure("ccc", "mean", 0.625))));
    }

    /** Returns what was printed since the last call, with escapes as words. */
    private String printed() {
        String printed = text.toString()
                .replaceAll("\u001b\\[(\\d+)A\r", "<up $1>")
                .replace("\u001b[J", "<clear>")
                .replace(System.lineSeparator(), "\n");
        text.getBuffer().setLength(0);
        assertThat(printed).doesNotContain("\u001b").doesNotContain("\r");
        return printed;
    }

    @Test
    void aTerminalShowsWhatRuns() {
        Progress progress = progress(new TerminalSize(24, 80));
        assertThat(printed()).isEqualTo("4 trials, 2 at once, results in runs/small\n");
        progress.onStart(trial(0));
        assertThat(printed()).isEqualTo("""
                  concat, seed 1  loading
                  0 of 4 done, 1 running, 3 waiting
                """);
        progress.onStart(trial(1));
        printed();
        seconds = 6;
        progress.onEpoch(trial(0), epoch(1));
        assertThat(printed()).isEqualTo("""
                <up 3><clear>  concat, seed 1  epoch 1/10  loss 0.2500  validation ccc.mean 0.500 *
                  情動 モデル, seed 1  loading
                  0 of 4 done, 2 running, 2 waiting
                """);
        seconds = 60;
        progress.onResult(trial(0), result(0), false);
        // What waits takes a minute each, what runs no longer than others did: two minutes of work for two jobs.
        assertThat(printed()).isEqualTo("""
                <up 3><clear>[1/4] concat, seed 1  validation ccc.mean 0.625  best epoch 7 of 10
                  concat, seed 1  epoch 1/10  loss 0.2500  validation ccc.mean 0.500 *
                  情動 モデル, seed 1  loading
                  0 of 4 done, 2 running, 2 waiting
                <up 3><clear>  情動 モデル, seed 1  loading
                  1 of 4 done, 1 running, 2 waiting, about 60 s left
                """);
        progress.onStart(trial(2));
        progress.onStart(trial(1));
        assertThat(printed())
                .contains("情動 モデル, seed 1  its worker process died; a new one goes on from the last epoch\n");
        progress.onFailure(trial(1), new Failure(Failure.Kind.WORKER, "It died twice."));
        assertThat(printed())
                .contains("[2/4] 情動 モデル, seed 1  FAILED: It died twice.\n")
                .endsWith("  1 of 4 done, 1 failed, 1 running, 1 waiting, about 60 s left\n");
        progress.end();
        assertThat(printed()).isEqualTo("<up 2><clear>");
        progress.onEpoch(trial(2), epoch(2));
        assertThat(printed()).isEmpty();
    }

    @Test
    void noLineIsWiderThanTheTerminalAndNoBlockHigher() {
        Progress progress = progress(new TerminalSize(3, 20));
        progress.onStart(trial(1));
        printed();
        progress.onStart(trial(0));
        // Wide characters take two columns; the last column stays free, or some terminals wrap.
        assertThat(printed()).isEqualTo("<up 2><clear>  情動 モデル, see…\n  0 of 4 done, 2 r…\n");
        assertThat(DisplayWidth.of("  情動 モデル, see…")).isEqualTo(19);
        assertThat(DisplayWidth.cut("a\tb\u001b[J", 10)).isEqualTo("a?b?[J");
        assertThat(DisplayWidth.of("e\u0301")).isOne();
        assertThat(TerminalSize.parse("50 132\n")).isEqualTo(new TerminalSize(50, 132));
        assertThat(TerminalSize.parse("0 0\n"))
                .isEqualTo(TerminalSize.parse(""))
                .isEqualTo(new TerminalSize(24, 100));
    }

    @Test
    void aLogGetsALineATrialAndOneAMinute() {
        Progress progress = progress(null);
        progress.onResult(trial(0), result(0), true);
        progress.onStart(trial(1));
        for (seconds = 20; seconds <= 180; seconds += 20) {
            progress.onEpoch(trial(1), epoch((int) seconds / 20));
        }
        progress.onResult(trial(1), result(1), false);
        assertThat(printed()).isEqualTo("""
                4 trials, 2 at once, results in runs/small
                1 of 4 trials was finished before and is kept.
                  情動 モデル, seed 1  epoch 3/10  loss 0.2500  validation ccc.mean 0.500
                  情動 モデル, seed 1  epoch 6/10  loss 0.2500  validation ccc.mean 0.500
                  情動 モデル, seed 1  epoch 9/10  loss 0.2500  validation ccc.mean 0.500
                [2/4] 情動 モデル, seed 1  validation ccc.mean 0.625  best epoch 7 of 10  about 3 min left
                """);
    }

    @Test
    void aPredictionSaysWhichFileGaveTheWords() {
        PredictProgress progress = new PredictProgress(new PrintWriter(text, true), null, () -> 0);
        ClipFile clip = ClipFile.of(Path.of("one.mp4"));
        ClipOutcome.Part words =
                new ClipOutcome.Part("text", ClipOutcome.Status.KEPT, 25, 20, 1, List.of("words from corpus/one.srt"));
        ClipOutcome.Part faces = new ClipOutcome.Part("visual", ClipOutcome.Status.OK, 25, 20, 1, List.of());
        progress.extraction().onEnd(new ClipOutcome(clip, List.of(faces, words), Optional.empty()));
        assertThat(text.toString().lines()).containsExactly("one, text: words from corpus/one.srt");
    }
}
