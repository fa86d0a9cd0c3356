package dev.attune.encoders.sound;

import dev.attune.api.AttunePlugin;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.encoder.Models;
import dev.attune.encoders.TestModels;
import dev.attune.encoders.onnx.OnnxWriter;
import dev.attune.encoders.sound.OnnxSoundConfig.Input;
import dev.attune.testkit.EncoderContract;
import dev.attune.testkit.PluginContract;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Holds the encoders of sound to what every encoder must do. */
final class SoundContractTest {
    @TempDir
    private Path folder;

    /** Writes a model that gives the sum of what it takes, twice. */
    private ModelSource sums(int numbers, long... shape) {
        float[] ones = new float[2 * numbers];
        Arrays.fill(ones, 1);
        Path model = new OnnxWriter()
                .input("x", shape)
                .weights("ones", ones, numbers, 2)
                .node("Flatten", "flat", "x")
                .node("MatMul", "y", "flat", "ones")
                .output("y", -1, 2)
                .write(folder.resolve("sums.onnx"));
        return ModelSource.of(model.toString());
    }

    @Nested
    final class LogMel extends EncoderContract<LogMelConfig> {
        @Override
        protected EncoderFactory<LogMelConfig> factory() {
            return new LogMelFactory();
        }

        @Override
        protected LogMelConfig config() {
            return new LogMelConfig(20, 0, PatchAt.AHEAD);
        }
    }

    @Nested
    final class LogMelPatches extends EncoderContract<LogMelConfig> {
        @Override
        protected EncoderFactory<LogMelConfig> factory() {
            return new LogMelFactory();
        }

        @Override
        protected LogMelConfig config() {
            return new LogMelConfig(20, 96, PatchAt.CENTRE);
        }
    }

    @Nested
    final class Prosody extends EncoderContract<ProsodyConfig> {
        @Override
        protected EncoderFactory<ProsodyConfig> factory() {
            return new ProsodyFactory();
        }

        @Override
        protected ProsodyConfig config() {
            return new ProsodyConfig(13, 2, 60, 500, 0.8);
        }
    }

    /** A model whose windows end neither with the frames nor with the clip. */
    @Nested
    final class OnnxOfSamples extends EncoderContract<OnnxSoundConfig> {
        @Override
        protected EncoderFactory<OnnxSoundConfig> factory() {
            return new OnnxSoundFactory();
        }

        @Override
        protected OnnxSoundConfig config() {
            return onnx(sums(700, -1, 700), Input.WAVEFORM, 700, 300);
        }

        @Override
        protected Models models() {
            return new TestModels(folder);
        }
    }

    /** A model that is given one patch at a time. */
    @Nested
    final class OnnxOfLogMel extends EncoderContract<OnnxSoundConfig> {
        @Override
        protected EncoderFactory<OnnxSoundConfig> factory() {
            return new OnnxSoundFactory();
        }

        @Override
        protected OnnxSoundConfig config() {
            return onnx(sums(50 * 64, 1, 50, 64), Input.LOGMEL, 50, 15);
        }

        @Override
        protected Models models() {
            return new TestModels(folder);
        }
    }

    private static OnnxSoundConfig onnx(ModelSource model, Input input, int window, int hop) {
        return new OnnxSoundConfig(
                model, input, window, hop, Optional.empty(), Spectrum.RATE, 1, 64, Optional.empty(), 400, 160, 1, 0);
    }

    @Nested
    final class Vggish extends EncoderContract<VggishConfig> {
        @Override
        protected EncoderFactory<VggishConfig> factory() {
            return new VggishFactory();
        }

        @Override
        protected VggishConfig config() {
            ModelSource model = sums(VggishEncoder.FRAMES * VggishEncoder.BANDS, -1, 1, 96, 64);
            // No divisor of the clip's length, so that the last row is cut off.
            return new VggishConfig(model, 0.3, PatchAt.AHEAD, Optional.empty());
        }

        @Override
        protected Models models() {
            return new TestModels(folder);
        }
    }

    @Nested
    final class Plugin extends PluginContract {
        @Override
        protected AttunePlugin plugin() {
            return new SoundPlugin();
        }
    }
}
