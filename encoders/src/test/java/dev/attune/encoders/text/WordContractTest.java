package dev.attune.encoders.text;

import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.encoder.Models;
import dev.attune.api.media.Timeline;
import dev.attune.encoders.TestModels;
import dev.attune.encoders.onnx.OnnxWriter;
import dev.attune.testkit.EncoderContract;
import dev.attune.testkit.media.ArrayRecording;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Holds the encoders of words to what every encoder must do. */
final class WordContractTest {
    private static final int VOCABULARY = 30_522;

    @TempDir
    private Path folder;

    /** A transcript that goes on when the clip has ended, as one of a longer recording does. */
    private static EncoderInput words() {
        return ArrayRecording.builder(Timeline.regular(0, 2, 25))
                .word("What", 0.2, 0.5)
                .word("a", 0.5, 0.5)
                .word("day!", 0.9, 1.5)
                .word("Well,", 1.8, 2.3)
                .word("so", 1.995, 1.995)
                .word("long.", 2.0, 2.5)
                .word("Bye!", 3.1, 3.4)
                .build()
                .input();
    }

    @Nested
    final class MiniLm extends EncoderContract<MiniLmConfig> {
        @Override
        protected EncoderFactory<MiniLmConfig> factory() {
            return new MiniLmFactory();
        }

        @Override
        protected MiniLmConfig config() {
            return new MiniLmConfig(400);
        }

        @Override
        protected EncoderInput input() {
            return words();
        }

        @Override
        protected Models models() {
            return new TestModels(folder);
        }
    }

    @Nested
    final class OnnxBert extends EncoderContract<OnnxBertConfig> {
        @Override
        protected EncoderFactory<OnnxBertConfig> factory() {
            return new OnnxBertFactory();
        }

        /** Two numbers for each token, whatever stands round it. */
        @Override
        protected OnnxBertConfig config() {
            float[] table = new float[2 * VOCABULARY];
            for (int i = 0; i < table.length; i++) {
                table[i] = i / 1000f;
            }
            Path model = new OnnxWriter()
                    .longInput("input_ids", 1, -1)
                    .weights("table", table, VOCABULARY, 2)
                    .node("Gather", "hidden", "table", "input_ids")
                    .output("hidden", 1, -1, 2)
                    .write(folder.resolve("bert.onnx"));
            return new OnnxBertConfig(
                    ModelSource.of(model.toString()),
                    ModelSource.of("classpath:/all-minilm-l6-v2-q-tokenizer.json"),
                    List.of(),
                    400);
        }

        @Override
        protected EncoderInput input() {
            return words();
        }

        @Override
        protected Models models() {
            return new TestModels(folder);
        }
    }
}
