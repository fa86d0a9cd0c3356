package dev.attune.encoders.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.DataException;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.Word;
import dev.attune.encoders.TestModels;
import dev.attune.encoders.text.Passages.Passage;
import dev.attune.testkit.media.ArrayRecording;
import dev.attune.testkit.media.FeatureCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WordEncoderTest {
    private static final String MODEL = "classpath:/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "classpath:/all-minilm-l6-v2-q-tokenizer.json";

    @TempDir
    private Path folder;

    /** Each word takes 0.4 s of half a second. */
    private static ArrayRecording say(String text) {
        List<String> words = WordList.split(text);
        double seconds = Math.max(1, words.size() * 0.5);
        ArrayRecording.Builder builder = ArrayRecording.builder(Timeline.regular(0, seconds, 25));
        for (int i = 0; i < words.size(); i++) {
            builder.word(words.get(i), i * 0.5, i * 0.5 + 0.4);
        }
        return builder.build();
    }

    private static FeatureCollector encode(Encoder encoder, ArrayRecording recording) {
        FeatureCollector rows = new FeatureCollector(encoder.outputs());
        encoder.encode(recording.input(), rows);
        return rows;
    }

    private Encoder miniLm(int passage) {
        return new MiniLmFactory().create(new MiniLmConfig(passage), TestModels.context(folder));
    }

    private Encoder bert(String... layers) {
        OnnxBertConfig config =
                new OnnxBertConfig(ModelSource.of(MODEL), ModelSource.of(TOKENIZER), List.of(layers), 400);
        return new OnnxBertFactory().create(config, TestModels.context(folder));
    }

    private static double cosine(float[] left, float[] right) {
        double product = 0;
        double squares = 0;
        double others = 0;
        for (int i = 0; i < left.length; i++) {
            product += left[i] * right[i];
            squares += left[i] * left[i];
            others += right[i] * right[i];
        }
        return product / Math.sqrt(squares * others);
    }

    @Test
    void aRowForEachWordOverItsTime() {
        try (Encoder encoder = miniLm(400)) {
            assertThat(encoder.outputs()).isEqualTo(384);
            // Several tokens in a word, letters that Java counts as two, a word without any time.
            ArrayRecording recording = ArrayRecording.builder(Timeline.regular(0, 1, 25))
                    .word("Unbelievably,", 0.1, 0.5)
                    .word("caf\u00e9\uD83D\uDE00!", 0.5, 0.5)
                    .word("I'm", 0.5, 0.7)
                    .word("thrilled.", 0.8, 0.9)
                    .build();
            FeatureCollector rows = encode(encoder, recording);
            assertThat(rows.spans())
                    .containsExactly(new Span(0.1, 0.5), new Span(0.5, 0.51), new Span(0.5, 0.7), new Span(0.8, 0.9));
            List<float[]> again = encode(encoder, recording).rows();
            for (int i = 0; i < 4; i++) {
                assertThat(rows.rows().get(i)).isEqualTo(again.get(i));
            }
            assertThat(encode(encoder, say("")).rows()).isEmpty();
        }
    }

    /** The words of a clip that was cut off still stand in its transcript. */
    @Test
    void wordsEndWithTheClip() {
        ArrayRecording recording = ArrayRecording.builder(Timeline.regular(0, 1, 25))
                .word("Well,", 0.8, 1.3)
                .word("so", 0.995, 0.995)
                .word("long.", 1.0, 1.4)
                .word("Bye!", 2.0, 2.0)
                .build();
        try (Encoder encoder = miniLm(400)) {
            FeatureCollector rows = encode(encoder, recording);
            assertThat(rows.spans()).containsExactly(new Span(0.8, 1), new Span(0.995, 1));
            assertThat(rows.findings())
                    .containsExactly("2 of 4 words are not said within the clip, which ends at 1.00 s, and have no "
                            + "features; see whether the transcript is of this clip");
        }
    }

    @Test
    void similarWordsAreCloser() {
        try (Encoder encoder = miniLm(400)) {
            float[] happy = encode(encoder, say("I am happy")).rows().get(2);
            float[] glad = encode(encoder, say("I am glad")).rows().get(2);
            float[] carpet = encode(encoder, say("the old carpet")).rows().get(2);
            assertThat(cosine(happy, glad)).isGreaterThan(cosine(happy, carpet) + 0.2);
            // The same word after other words is another vector.
            float[] unhappy = encode(encoder, say("never was happy")).rows().get(2);
            assertThat(cosine(happy, unhappy)).isLessThan(0.999);
        }
    }

    /** A word's vector must be its own, also behind letters that take more than one byte or Java char. */
    @Test
    void tokensFindTheirWordsBehindRareLetters() {
        try (TokenModel model = TokenModel.open(
                new TestModels(folder).file(ModelSource.of(MODEL)),
                new TestModels(folder).file(ModelSource.of(TOKENIZER)),
                List.of(),
                1)) {
            List<String> words = List.of("\uD83D\uDE00\uD83D\uDE00", "na\u00efve", "\u4f60\u597d", "fish", "swim");
            float[] @Nullable [] vectors = model.vectors(words);
            assertThat(Arrays.asList(vectors)).hasSize(5).doesNotContainNull();
            float[] @Nullable [] plain = model.vectors(List.of("x", "naive", "y", "fish", "swim"));
            for (int word : new int[] {3, 4}) {
                int other = 7 - word;
                assertThat(cosine(vectors[word], plain[word])).isGreaterThan(cosine(vectors[word], plain[other]));
            }
            // Marks of a word belong to it, so it differs; blanks that are letters to Java are nothing to the
            // tokenizer.
            assertThat(model.vectors(List.of("fish", "\u200b", "swim"))[1]).isNull();
            assertThat(model.tokens(List.of("fish", "unbelievably"))).containsExactly(1, 5);
        }
    }

    @Test
    void layersAreSummed() {
        String layer = "/encoder/layer.%s/output/LayerNorm/Add_1_output_0";
        ArrayRecording recording = say("I am happy.");
        float[] sum;
        try (Encoder encoder = bert()) {
            sum = encode(encoder, recording).rows().get(2);
        }
        try (Encoder encoder = bert("last_hidden_state")) {
            assertClose(encode(encoder, recording).rows().get(2), sum);
        }
        for (int number = 3; number <= 4; number++) {
            try (Encoder encoder = bert(String.format(layer, number))) {
                float[] inner = encode(encoder, recording).rows().get(2);
                assertThat(cosine(inner, sum)).isLessThan(0.99);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += inner[i];
                }
            }
        }
        try (Encoder encoder = bert("last_hidden_state", String.format(layer, "{3..4}"))) {
            assertClose(encode(encoder, recording).rows().get(2), sum);
        }
        assertThatThrownBy(() -> bert("/encoder/layer.6/output/LayerNorm/Add_1_output_0"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the nearest are [/encoder/layer.0/output/LayerNorm/Add_1_output_0");
    }

    private static void assertClose(float[] found, float[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            assertThat(found[i]).isCloseTo(wanted[i], within(1e-4f));
        }
    }

    @Test
    void longTranscriptsAreReadInPassages() {
        String text = "We went out. It was cold and grey, but nobody minded. ".repeat(40);
        try (Encoder whole = miniLm(400);
                Encoder parts = miniLm(60)) {
            FeatureCollector some = encode(parts, say(text));
            assertThat(some.spans()).hasSize(40 * 11);
            List<float[]> all = encode(whole, say(text)).rows();
            // Where a passage begins hardly matters, since it is read with what is round it.
            double least = 1;
            for (int i = 0; i < all.size(); i++) {
                least = Math.min(least, cosine(all.get(i), some.rows().get(i)));
            }
            assertThat(least).isGreaterThan(0.6);
        }
    }

    @Test
    void passagesEndWithSentences() {
        List<Word> words = new ArrayList<>();
        String[] texts = "A b c. D e f g h i j k l m. N o".split(" ", -1);
        for (int i = 0; i < texts.length; i++) {
            // A pause after "e".
            double start = i + (i > 4 ? 2 : 0);
            words.add(new Word(texts[i], new Span(start, start + 1)));
        }
        int[] tokens = new int[words.size()];
        Arrays.fill(tokens, 1);
        // "A b c. D e" ends with a pause; what follows does not fit and is cut.
        assertThat(Passages.of(words, tokens, 6))
                .extracting(Passage::from, Passage::to)
                .containsExactly(tuple(0, 5), tuple(5, 11), tuple(11, 15));
        tokens[7] = 49;
        tokens[9] = 1000;
        List<Passage> passages = Passages.of(words, tokens, 6);
        // A word that is too long stands alone, and is nobody's context.
        assertThat(passages).contains(new Passage(9, 10, 7, 15));
        assertThat(passages).allMatch(passage -> passage.readFrom() <= passage.from());
        assertThat(passages.get(0)).isEqualTo(new Passage(0, 5, 0, 7));
        assertThat(passages.stream()
                        .mapToInt(passage -> passage.to() - passage.from())
                        .sum())
                .isEqualTo(15);
    }

    @Test
    void refusesWhatIsNoTokenizer() throws IOException {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), "{}");
        OnnxBertConfig config =
                new OnnxBertConfig(ModelSource.of(MODEL), ModelSource.of(file.toString()), List.of(), 400);
        assertThatThrownBy(() -> new OnnxBertFactory().create(config, TestModels.context(folder)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "The file " + file + " is no tokenizer, wanted the tokenizer.json of the model");
    }
}
