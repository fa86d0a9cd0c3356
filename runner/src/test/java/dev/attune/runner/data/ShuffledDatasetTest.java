package dev.attune.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.Split;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ShuffledDatasetTest {
    /** A clip that writes its number and the frame into all that it gives; every third frame, counted from its number, is invalid. */
    private record NumberedClip(int number, int length) implements Clip {
        @Override
        public String id() {
            return "clip-" + number;
        }

        @Override
        public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
            for (int frame = from; frame < to; frame++) {
                destination.put(1000 * number + frame);
            }
        }

        @Override
        public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
            for (int frame = from; frame < to; frame++) {
                destination[offset + frame - from] = (frame + number) % 3 != 0;
            }
        }

        @Override
        public void readLabels(int from, int to, FloatBuffer destination) {
            for (int frame = from; frame < to; frame++) {
                destination.put(-number);
            }
        }
    }

    private record Corpus(Map<Split, List<Clip>> splits) implements Dataset {
        @Override
        public DatasetInfo info() {
            return new DatasetInfo(Map.of("text", 1, "audio", 1), List.of());
        }

        @Override
        public List<Clip> clips(Split split) {
            return splits.getOrDefault(split, List.of());
        }

        @Override
        public String fingerprint() {
            return "abc";
        }

        @Override
        public void close() {}
    }

    private static Corpus corpus(List<Clip> train) {
        return new Corpus(Map.of(Split.TRAIN, train));
    }

    private static ShuffledDataset shuffled(List<Clip> train, long seed) {
        return new ShuffledDataset(corpus(train), Set.of("text"), seed);
    }

    private static float[] text(Clip clip, int from, int to) {
        float[] values = new float[to - from];
        clip.readFeatures("text", from, to, FloatBuffer.wrap(values));
        return values;
    }

    /** Returns which clip each clip takes from. */
    private static Map<String, Integer> sources(ShuffledDataset dataset) {
        Map<String, Integer> sources = new LinkedHashMap<>();
        dataset.clips(Split.TRAIN).forEach(clip -> sources.put(clip.id(), (int) text(clip, 0, 1)[0] / 1000));
        return sources;
    }

    @Property(tries = 300)
    void everyClipGetsThatOfAnotherAndEachIsGivenOnce(
            @ForAll @Size(min = 2, max = 40) Set<@IntRange(min = 1, max = 9999) Integer> numbers, @ForAll long seed) {
        List<Clip> clips = new ArrayList<>();
        numbers.forEach(number -> clips.add(new NumberedClip(number, 5)));
        Map<String, Integer> sources = sources(shuffled(clips, seed));

        assertThat(sources.keySet())
                .containsExactlyElementsOf(clips.stream().map(Clip::id).toList());
        assertThat(sources.values()).containsExactlyInAnyOrderElementsOf(numbers);
        sources.forEach((id, source) -> assertThat(id).isNotEqualTo("clip-" + source));

        List<Clip> backwards = new ArrayList<>(clips);
        Collections.reverse(backwards);
        assertThat(sources(shuffled(backwards, seed))).isEqualTo(sources);
    }

    @Test
    void theSeedDecides() {
        List<Clip> clips = IntStream.range(1, 31)
                .<Clip>mapToObj(number -> new NumberedClip(number, 5))
                .toList();
        assertThat(sources(shuffled(clips, 1)))
                .isEqualTo(sources(shuffled(clips, 1)))
                .isNotEqualTo(sources(shuffled(clips, 2)));
    }

    @Test
    void theOtherSequenceIsRepeatedOrCutWithItsMask() {
        List<Clip> clips = List.of(new NumberedClip(1, 8), new NumberedClip(2, 3));
        ShuffledDataset dataset = shuffled(clips, 1);
        Clip longer = dataset.clips(Split.TRAIN).get(0);
        Clip shorter = dataset.clips(Split.TRAIN).get(1);

        assertThat(text(longer, 0, 8)).containsExactly(2000, 2001, 2002, 2000, 2001, 2002, 2000, 2001);
        assertThat(text(longer, 4, 7)).containsExactly(2001, 2002, 2000);
        assertThat(text(shorter, 0, 3)).containsExactly(1000, 1001, 1002);
        boolean[] mask = new boolean[6];
        longer.readMask("text", 2, 7, mask, 1);
        // Frames 2, 0, 1, 2, 0 of clip 2, of which frame 1 is invalid.
        assertThat(mask).containsExactly(false, true, true, false, true, true);
        assertThat(longer.describe("text", 4, 0)).isEqualTo("clip clip-2, text, frame 1, column 0");
    }

    @Test
    void labelsLengthAndOtherModalitiesStay() {
        Clip clip = shuffled(List.of(new NumberedClip(1, 8), new NumberedClip(2, 3)), 1)
                .clips(Split.TRAIN)
                .get(0);
        float[] labels = new float[2];
        clip.readLabels(3, 5, FloatBuffer.wrap(labels));
        float[] audio = new float[2];
        clip.readFeatures("audio", 3, 5, FloatBuffer.wrap(audio));
        boolean[] mask = new boolean[3];
        clip.readMask("audio", 0, 3, mask, 0);

        assertThat(clip.id()).isEqualTo("clip-1");
        assertThat(clip.length()).isEqualTo(8);
        assertThat(labels).containsExactly(-1, -1);
        assertThat(audio).containsExactly(1003, 1004);
        assertThat(mask).containsExactly(true, true, false);
        assertThat(clip.describe("audio", 4, 0)).isEqualTo("clip clip-1, audio, frame 4, column 0");
    }

    @Test
    void aSplitOfOneClipCannotBeShuffled() {
        ShuffledDataset dataset = shuffled(List.of(new NumberedClip(7, 4), new NumberedClip(8, 0)), 1);
        assertThatThrownBy(() -> dataset.clips(Split.TRAIN))
                .isInstanceOf(DataException.class)
                .hasMessage("The train split has one clip, clip-7, but data.shuffled needs at least two: each takes its"
                        + " sequences of text from another.");
        assertThat(shuffled(List.of(new NumberedClip(8, 0)), 1).clips(Split.TRAIN))
                .as("a clip without frames asks for nothing")
                .hasSize(1);
    }

    @Test
    void aSplitOfOneClipDoesNotStandInTheWayOfOthers() {
        List<Clip> train = List.of(new NumberedClip(1, 8), new NumberedClip(2, 3));
        Corpus corpus = new Corpus(Map.of(Split.TRAIN, train, Split.TEST, List.of(new NumberedClip(7, 4))));
        ShuffledDataset dataset = new ShuffledDataset(corpus, Set.of("text"), 1);

        assertThat(dataset.clips(Split.TRAIN)).hasSize(2);
        assertThat(dataset.clips(Split.VALIDATION)).isEmpty();
        assertThatThrownBy(() -> dataset.clips(Split.TEST))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The test split has one clip, clip-7,");
    }

    @Test
    void theFingerprintTellsWhatWasShuffled() {
        List<Clip> clips = List.of(new NumberedClip(1, 8), new NumberedClip(2, 3));
        assertThat(Set.of(
                        "abc",
                        shuffled(clips, 1).fingerprint(),
                        shuffled(clips, 2).fingerprint(),
                        new ShuffledDataset(corpus(clips), Set.of("audio"), 1).fingerprint()))
                .hasSize(4);
        assertThat(shuffled(clips, 1).fingerprint())
                .matches("[0-9a-f]{64}")
                .isEqualTo(shuffled(clips, 1).fingerprint());
    }
}
