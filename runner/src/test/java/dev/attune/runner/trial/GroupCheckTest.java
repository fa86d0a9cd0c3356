package dev.attune.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.data.Clip;
import dev.attune.api.data.Split;
import dev.attune.runner.trial.DataReport.Finding;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Groups that lie in two splits are told, and those that lie in one are not. */
final class GroupCheckTest {
    /** A clip of which only the names matter. */
    private record NamedClip(String id, String group) implements Clip {
        @Override
        public int length() {
            return 0;
        }

        @Override
        public void readFeatures(String modality, int from, int to, FloatBuffer destination) {}

        @Override
        public void readMask(String modality, int from, int to, boolean[] destination, int offset) {}

        @Override
        public void readLabels(int from, int to, FloatBuffer destination) {}
    }

    private static List<Clip> clips(String... names) {
        return Stream.of(names)
                .<Clip>map(name -> new NamedClip(name, name.replaceFirst("_.*", "")))
                .toList();
    }

    private static List<String> texts(Map<Split, List<Clip>> clips) {
        List<Finding> findings = GroupCheck.of(clips);
        assertThat(findings).noneMatch(Finding::stops);
        return findings.stream().map(Finding::text).toList();
    }

    @Test
    void namesTheFirstGroupsOfTwoSplits() {
        assertThat(texts(Map.of(
                        Split.TRAIN, clips("a_left", "b_left", "b_middle", "c_left", "d_left", "e", "f_1", "f_2"),
                        Split.VALIDATION, clips("a_right", "b_right", "c_right", "d_right", "g_1", "g_2"),
                        Split.TEST, clips("e", "g_3", "h"))))
                .containsExactly(
                        "train and validation share 4 groups (a: a_left, a_right; b: b_left, b_right; c: c_left, c_right; ...): "
                                + "what is measured on validation is partly of recordings that were trained on",
                        "train and test share 1 group (e: e, e): what is measured on test is partly of recordings that were trained on",
                        "validation and test share 1 group (g: g_1, g_3): what is measured on test is partly of recordings by which"
                                + " epochs were chosen");
    }

    @Test
    void splitsOfTheirOwnGroupsAreNotWorthAWord() {
        assertThat(texts(Map.of(
                        Split.TRAIN, clips("a_1", "a_2"), Split.VALIDATION, clips("b_1"), Split.TEST, clips("c"))))
                .isEmpty();
    }
}
