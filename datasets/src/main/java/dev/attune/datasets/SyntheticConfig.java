package dev.attune.datasets;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.data.Split;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Options of the synthetic corpus: how much of the label is carried how, and how hard it is to see.
 *
 * @param dims features of each modality
 * @param additive share of what one modality carries alone
 * @param redundant share of what every modality carries
 * @param synergistic share of what only two modalities together carry
 * @param noise deviation of the noise on a feature
 * @param lag frames by which the label comes after the last modality
 * @param hold frames for which the last modality keeps its value
 * @param missing share of frames at which a modality is missing
 * @param train clips to train on
 * @param validation clips to select on
 * @param test clips to report on
 * @param frames least and greatest length of a clip
 * @param seed of everything random
 * @since 0.1
 */
public record SyntheticConfig(
        @Doc("The modalities, in order, each with its number of features; see the documentation for the least number.")
        @DefaultValue("{visual: 12, audio: 10, text: 8}")
        @Range(min = 2, max = 4096)
        Map<String, Integer> dims,

        @Doc("Share of the label's variance that modalities carry each alone, divided equally; shares are relative.")
        @DefaultValue("0.45")
        @Range(min = 0, max = 1000)
        double additive,

        @Doc("Share of the label's variance that every modality carries, each with noise of its own.")
        @DefaultValue("0.1")
        @Range(min = 0, max = 1000)
        double redundant,

        @Doc("Share of the label's variance that only pairs of modalities carry, one gating the other.")
        @DefaultValue("0.45")
        @Range(min = 0, max = 1000)
        double synergistic,

        @Doc("Standard deviation of the white noise on a feature; what the feature tells has about 2.")
        @DefaultValue("0.8")
        @Range(min = 0, max = 100)
        double noise,

        @Doc("Frames by which the label comes after the last modality; the first has no lag, those between in between.")
        @DefaultValue("4")
        @Range(min = 0, max = 1000)
        int lag,

        @Doc("Mean frames for which the last modality keeps its value, as a word does; 1 for a new value each frame.")
        @DefaultValue("6")
        @Range(min = 1, max = 1000)
        int hold,

        @Doc("Share of frames, in stretches of about ten, at which a modality is missing.")
        @DefaultValue("0.05")
        @Range(min = 0, max = 0.9)
        double missing,

        @Doc("Clips to train on.") @DefaultValue("24") @Range(min = 1, max = 100_000)
        int train,

        @Doc("Clips to select on.") @DefaultValue("8") @Range(min = 0, max = 100_000)
        int validation,

        @Doc("Clips to report on.") @DefaultValue("8") @Range(min = 0, max = 100_000)
        int test,

        @Doc("Least and greatest number of frames of a clip.")
        @DefaultValue("[120, 200]")
        @Range(min = 1, max = 1_000_000)
        List<Integer> frames,

        @Doc("Seed of the corpus; another seed is another corpus.") @DefaultValue("0")
        long seed) {
    /** Checks that the corpus can be made. */
    public SyntheticConfig {
        dims = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(dims, "dims is null")));
        frames = List.copyOf(requireNonNull(frames, "frames is null"));
        requireShares(dims.size(), additive, redundant, synergistic);
        if (frames.size() != 2 || frames.get(0) < 1 || frames.get(0) > frames.get(1)) {
            throw new IllegalArgumentException(
                    "frames must be two whole numbers from 1 on, the lesser first, found " + frames);
        }
        requireAtLeast("noise", noise, 0);
        requireAtLeast("lag", lag, 0);
        requireAtLeast("hold", hold, 1);
        requireAtLeast("train", train, 1);
        requireAtLeast("validation", validation, 0);
        requireAtLeast("test", test, 0);
        if (!(missing >= 0 && missing <= 0.9)) {
            throw new IllegalArgumentException("missing must be between 0 and 0.9, found " + missing);
        }
        SyntheticPlan.requireRoom(dims);
    }

    private static void requireShares(int modalities, double additive, double redundant, double synergistic) {
        if (modalities == 0) {
            throw new IllegalArgumentException("dims must name at least one modality, found none");
        }
        requireAtLeast("additive", additive, 0);
        requireAtLeast("redundant", redundant, 0);
        requireAtLeast("synergistic", synergistic, 0);
        if (!(additive + redundant + synergistic > 0)) {
            throw new IllegalArgumentException("one of additive, redundant and synergistic must be more than 0");
        }
        if (modalities == 1 && synergistic > 0) {
            throw new IllegalArgumentException(
                    "synergistic must be 0 where there is one modality, found " + synergistic);
        }
    }

    private static void requireAtLeast(String name, double value, double least) {
        if (!(value >= least)) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", found " + value);
        }
    }

    /** Makes the options that a file without any of them means. */
    public static SyntheticConfig defaults() {
        Map<String, Integer> dims = new LinkedHashMap<>();
        dims.put("visual", 12);
        dims.put("audio", 10);
        dims.put("text", 8);
        return new SyntheticConfig(dims, 0.45, 0.1, 0.45, 0.8, 4, 6, 0.05, 24, 8, 8, List.of(120, 200), 0);
    }

    /** Returns the number of clips of a split. */
    int clips(Split split) {
        return switch (split) {
            case TRAIN -> train;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }
}
