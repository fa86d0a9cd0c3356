package dev.attune.encoders.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.DataException;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.encoders.TestModels;
import dev.attune.encoders.onnx.OnnxArray;
import dev.attune.encoders.onnx.OnnxModel;
import dev.attune.encoders.onnx.OnnxWriter;
import dev.attune.encoders.sound.OnnxSoundConfig.Input;
import dev.attune.testkit.media.ArrayRecording;
import dev.attune.testkit.media.FeatureCollector;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxSoundTest {
    private static final int RATE = 1000;

    @TempDir
    private Path folder;

    private static ArrayRecording clip(float[] samples, int rate) {
        double seconds = (double) samples.length / rate;
        return ArrayRecording.builder(Timeline.regular(0, seconds, samples.length / seconds))
                .sound(samples, rate)
                .build();
    }

    private static OnnxSoundConfig waveform(Path model, int window, int hop) {
        return new OnnxSoundConfig(
                ModelSource.of(model.toString()),
                Input.WAVEFORM,
                window,
                hop,
                Optional.empty(),
                RATE,
                10,
                64,
                Optional.empty(),
                400,
                160,
                1,
                0);
    }

    private FeatureCollector encode(OnnxSoundConfig config, ArrayRecording clip) {
        try (Encoder encoder = new OnnxSoundFactory().create(config, TestModels.context(folder))) {
            FeatureCollector rows = new FeatureCollector(encoder.outputs());
            encoder.encode(clip.input(), rows);
            return rows;
        }
    }

    private static float[] ramp(int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = i / 1000f;
        }
        return samples;
    }

    /** The sum and the last of four samples. */
    private Path sums(long... shape) {
        return new OnnxWriter()
                .input("samples", shape)
                .weights("W", new float[] {1, 0, 1, 0, 1, 0, 1, 1}, 4, 2)
                .node("MatMul", "y", "samples", "W")
                .output("y", -1, 2)
                .write(folder.resolve("sums.onnx"));
    }

    @Test
    void aRowDescribesOneHopRoundTheMiddleOfItsWindow() {
        // 41 samples: windows at 0, 2, ... 36; more than one batch where the model takes several.
        for (Path model : List.of(sums(-1, 4), sums(1, 4))) {
            FeatureCollector rows = encode(waveform(model, 4, 2), clip(ramp(41), RATE));
            assertThat(rows.rows()).hasSize(19);
            for (int i = 0; i < 19; i++) {
                double sum = 10 * (4 * 2 * i + 6) / 1000.0;
                assertThat((double) rows.rows().get(i)[0]).isCloseTo(sum, within(1e-5));
                assertThat((double) rows.rows().get(i)[1]).isCloseTo(10 * (2 * i + 3) / 1000.0, within(1e-6));
                Span span = rows.spans().get(i);
                // The first begins with the clip, the last ends with it.
                assertThat(span.start()).isCloseTo(i == 0 ? 0 : (2 * i + 1) / 1000.0, within(1e-9));
                assertThat(span.end()).isCloseTo(i == 18 ? 0.041 : (2 * i + 3) / 1000.0, within(1e-9));
            }
        }
    }

    @Test
    void aClipShorterThanAWindowHasOneRow() {
        FeatureCollector rows = encode(waveform(sums(-1, 4), 4, 4), clip(new float[] {0.1f, 0.2f}, RATE));
        assertThat(rows.spans()).containsExactly(new Span(0, 0.002));
        // The last sample is repeated.
        assertThat(rows.rows().get(0)[0]).isCloseTo(10 * 0.7f, within(1e-5f));
    }

    /** A model that gives its eight samples back as four positions of two: whatever the hop, each comes once and in its place. */
    @Test
    void sequencesAreJoinedInTheMiddleOfTheirOverlap() {
        Path model = new OnnxWriter()
                .input("samples", -1, 8)
                .longWeights("shape", -1, 4, 2)
                .node("Reshape", "y", "samples", "shape")
                .output("y", -1, 4, 2)
                .write(folder.resolve("sequence.onnx"));
        for (int hop : new int[] {8, 4}) {
            for (int length : new int[] {8, 20, 38, 40}) {
                FeatureCollector rows = encode(waveform(model, 8, hop), clip(ramp(length), RATE));
                assertThat(rows.rows()).as("%s samples, hop %s", length, hop).hasSize(length / 2);
                for (int i = 0; i < length / 2; i++) {
                    assertThat(rows.rows().get(i)[0]).isCloseTo(10 * 2 * i / 1000f, within(1e-5f));
                    assertThat(rows.spans().get(i).start()).isCloseTo(2 * i / 1000.0, within(1e-9));
                    assertThat(rows.spans().get(i).end()).isCloseTo((2 * i + 2) / 1000.0, within(1e-9));
                }
            }
        }
    }

    @Test
    void refusesAModelForOtherWindows() {
        Path model = sums(1, 4);
        assertThatThrownBy(() -> encode(waveform(model, 5, 5), clip(ramp(10), RATE)))
                .isInstanceOf(DataException.class)
                .hasMessage("The model " + model + " takes samples: float [1, 4], which has no place for 5 samples; "
                        + "set the options to what it takes.");
    }

    /** Numbers 5 of the first frame and 63 of the last, wherever the model's axes put them. */
    private Path corners(boolean frequencyFirst, long... shape) {
        float[] weights = new float[96 * 64 * 2];
        weights[2 * (frequencyFirst ? 5 * 96 : 5)] = 1;
        weights[2 * (96 * 64 - 1) + 1] = 1;
        return new OnnxWriter()
                .input("patches", shape)
                .weights("W", weights, 96 * 64, 2)
                .node("Flatten", "flat", "patches")
                .node("MatMul", "features", "flat", "W")
                .node("Relu", "scores", "features")
                .output("scores", -1, 2)
                .write(folder.resolve("vggish-" + shape.length + "-" + shape[1] + "-" + shape[2] + ".onnx"));
    }

    @Test
    void vggishHearsThePatchOfEachFrameWhateverTheOrderOfAxes() {
        ArrayRecording clip = ArrayRecording.builder(Timeline.regular(0, 2, 25))
                .sound(Signals.tone(2, 200), Spectrum.RATE)
                .build();
        LogMelEncoder patches = new LogMelEncoder(new LogMelConfig(64, 96, PatchAt.AHEAD));
        FeatureCollector wanted = new FeatureCollector(patches.outputs());
        patches.encode(clip.input(), wanted);
        for (Path model : List.of(
                corners(false, -1, 96, 64),
                corners(false, -1, 1, 96, 64),
                corners(false, 1, 96, 64, 1),
                corners(true, -1, 64, 96))) {
            VggishConfig config =
                    new VggishConfig(ModelSource.of(model.toString()), 0, PatchAt.AHEAD, Optional.of("features"));
            FeatureCollector rows = vggish(config, clip);
            assertThat(rows.spans()).isEqualTo(wanted.spans()).hasSize(50);
            for (int i = 0; i < 50; i++) {
                float[] patch = wanted.rows().get(i);
                assertThat(rows.rows().get(i)).as("%s, row %s", model, i).containsExactly(patch[5], patch[96 * 64 - 1]);
            }
        }
        VggishConfig rare = new VggishConfig(
                ModelSource.of(folder.resolve("vggish-3-96-64.onnx").toString()),
                0.48,
                PatchAt.CENTRE,
                Optional.empty());
        // The fifth is cut off where the clip ends.
        List<Span> spans = vggish(rare, clip).spans();
        assertThat(spans).hasSize(5);
        assertThat(spans.get(4).start()).isCloseTo(1.92, within(1e-9));
        assertThat(spans.get(4).end()).isEqualTo(2);
    }

    private FeatureCollector vggish(VggishConfig config, ArrayRecording clip) {
        try (Encoder encoder = new VggishFactory().create(config, TestModels.context(folder))) {
            FeatureCollector rows = new FeatureCollector(encoder.outputs());
            encoder.encode(clip.input(), rows);
            return rows;
        }
    }

    /** Google's speech embedding with its own front end, against one run over the whole clip. */
    @Test
    void runsAModelAfterItsFrontEnd() {
        Path front = TestModels.real("speech_melspectrogram.onnx");
        Path model = TestModels.real("speech_embedding.onnx");
        // 17 s: the front end runs in two pieces. It cuts off what is 80 dB below the loudest of a piece; noise keeps
        // clear of that.
        float[] noise = Signals.noise(17, 4);
        float[] sound = Signals.of(17, time -> 0.3 * Math.sin(2 * Math.PI * (150 + 40 * Math.sin(5 * time)) * time));
        for (int i = 0; i < sound.length; i++) {
            sound[i] += 0.02f * noise[i];
        }
        OnnxSoundConfig config = new OnnxSoundConfig(
                ModelSource.of(model.toString()),
                Input.MODEL,
                76,
                8,
                Optional.empty(),
                16_000,
                32_768,
                64,
                Optional.of(ModelSource.of(front.toString())),
                512,
                160,
                0.1,
                2);
        FeatureCollector rows = encode(config, clip(sound, 16_000));
        float[] frames = frames(front, sound);
        int count = frames.length / 32;
        assertThat(count).isEqualTo(1 + (sound.length - 512) / 160);
        assertThat(rows.rows()).hasSize(1 + (count - 76) / 8);
        try (OnnxModel embedding = OnnxModel.open(model, 1)) {
            for (int row : new int[] {0, 57, 123, 124, 125, rows.rows().size() - 1}) {
                float[] window = Arrays.copyOfRange(frames, row * 8 * 32, (row * 8 + 76) * 32);
                float[] wanted = embedding
                        .run(Map.of(embedding.onlyInput().name(), OnnxArray.of(window, 1, 76, 32, 1)), Optional.empty())
                        .floats();
                assertThat(wanted).hasSize(96);
                for (int i = 0; i < 96; i++) {
                    assertThat(rows.rows().get(row)[i]).as("row %s", row).isCloseTo(wanted[i], within(1e-3f));
                }
            }
        }
        assertThat(rows.spans().get(1).seconds()).isCloseTo(0.08, within(1e-9));
    }

    private static float[] frames(Path front, float[] sound) {
        float[] loud = sound.clone();
        for (int i = 0; i < loud.length; i++) {
            loud[i] *= 32_768;
        }
        try (OnnxModel model = OnnxModel.open(front, 1)) {
            float[] frames = model.run(
                            Map.of(model.onlyInput().name(), OnnxArray.of(loud, 1, loud.length)), Optional.empty())
                    .floats();
            for (int i = 0; i < frames.length; i++) {
                frames[i] = frames[i] / 10 + 2;
            }
            return frames;
        }
    }

    @Test
    void saysWhichFramesTheFrontEndGives() {
        Path front = TestModels.real("speech_melspectrogram.onnx");
        OnnxSoundConfig config = new OnnxSoundConfig(
                ModelSource.of(TestModels.real("speech_embedding.onnx").toString()),
                Input.MODEL,
                76,
                8,
                Optional.empty(),
                16_000,
                32_768,
                64,
                Optional.of(ModelSource.of(front.toString())),
                400,
                160,
                0.1,
                2);
        assertThatThrownBy(() -> encode(config, clip(new float[16_000], 16_000)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("wanted 4 by front-window 400 and front-hop 160");
    }

    @Test
    void refusesOptionsThatDoNotBelongTogether() {
        assertThatThrownBy(() -> waveform(Path.of("a.onnx"), 4, 5))
                .hasMessage("hop must be at most length, found 5 and 4");
        assertThatThrownBy(() -> new OnnxSoundConfig(
                        ModelSource.of("a.onnx"),
                        Input.MODEL,
                        76,
                        8,
                        Optional.empty(),
                        16_000,
                        1,
                        64,
                        Optional.empty(),
                        400,
                        160,
                        1,
                        0))
                .hasMessage("input model needs a front, found none");
    }

    @Test
    void refusesOptionsThatTheInputDoesNotUse() {
        assertThatThrownBy(() -> config(Input.WAVEFORM, 1, 40, 400, 160, 1, 0))
                .hasMessage("mels is used where input is logmel only, found input waveform; leave mels out");
        assertThatThrownBy(() -> config(Input.LOGMEL, 32_768, 64, 400, 160, 1, 0))
                .hasMessage(
                        "full-scale is used where input is waveform or model only, found input logmel; leave full-scale out");
        assertThatThrownBy(() -> config(Input.LOGMEL, 1, 40, 512, 160, 1, 0))
                .hasMessage(
                        "front-window is used where input is model only, found input logmel; leave front-window out");
        assertThatThrownBy(() -> config(Input.WAVEFORM, 1, 64, 400, 80, 1, 0)).hasMessageStartingWith("front-hop is");
        assertThatThrownBy(() -> config(Input.WAVEFORM, 1, 64, 400, 160, 0.1, 0))
                .hasMessageStartingWith("front-scale is");
        assertThatThrownBy(() -> config(Input.WAVEFORM, 1, 64, 400, 160, 1, 2))
                .hasMessageStartingWith("front-shift is");
    }

    private static OnnxSoundConfig config(
            Input input,
            double fullScale,
            int mels,
            int frontWindow,
            int frontHop,
            double frontScale,
            double frontShift) {
        return new OnnxSoundConfig(
                ModelSource.of("a.onnx"),
                input,
                76,
                8,
                Optional.empty(),
                16_000,
                fullScale,
                mels,
                Optional.empty(),
                frontWindow,
                frontHop,
                frontScale,
                frontShift);
    }
}
