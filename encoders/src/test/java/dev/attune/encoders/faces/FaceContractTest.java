package dev.attune.encoders.faces;

import dev.attune.api.AttunePlugin;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.encoder.Models;
import dev.attune.api.media.Timeline;
import dev.attune.encoders.TestModels;
import dev.attune.encoders.onnx.OnnxWriter;
import dev.attune.testkit.EncoderContract;
import dev.attune.testkit.PluginContract;
import dev.attune.testkit.media.ArrayRecording;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Holds the encoders of faces to what every encoder must do. */
final class FaceContractTest {
    @TempDir
    private Path folder;

    /** A face that talks for a second and is away for the last part of it. */
    private static EncoderInput face() {
        return ArrayRecording.builder(Timeline.regular(0, 1, 10))
                .pictures(time -> {
                    BufferedImage image = DrawnFace.wall(320, 240);
                    if (time < 0.75) {
                        DrawnFace.draw(image, 150 + 10 * time, 120, 75, Math.sin(3 * time));
                    }
                    return image;
                })
                .build()
                .input();
    }

    @Nested
    final class FaceHog extends EncoderContract<FaceHogConfig> {
        @Override
        protected EncoderFactory<FaceHogConfig> factory() {
            return new FaceHogFactory();
        }

        @Override
        protected FaceHogConfig config() {
            return new FaceHogConfig(FaceConfig.DEFAULT, 64, 0);
        }

        @Override
        protected EncoderInput input() {
            return face();
        }
    }

    @Nested
    final class OnnxFace extends EncoderContract<OnnxFaceConfig> {
        @Override
        protected EncoderFactory<OnnxFaceConfig> factory() {
            return new OnnxFaceFactory();
        }

        /** The brightness of the face, twice. */
        @Override
        protected OnnxFaceConfig config() {
            Path model = new OnnxWriter()
                    .input("x", -1, 1, 32, 32)
                    .weights("ones", new float[] {1, 1}, 2, 1, 1, 1)
                    .node("Conv", "planes", "x", "ones")
                    .node("GlobalAveragePool", "pooled", "planes")
                    .node("Flatten", "y", "pooled")
                    .output("y", -1, 2)
                    .write(folder.resolve("face.onnx"));
            return OnnxFaceConfig.of(ModelSource.of(model.toString()));
        }

        @Override
        protected EncoderInput input() {
            return face();
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
            return new FacesPlugin();
        }
    }
}
