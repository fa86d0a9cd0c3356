package dev.attune.datasets;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.Doc;
import dev.attune.api.data.Split;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Options of a feature store: a folder for each clip, beside store.json.
 *
 * @param root the folder with {@code store.json}
 * @param train makes the training split anew
 * @param validation makes the validation split anew
 * @param test makes the test split anew
 * @since 0.1
 */
public record FeaturesConfig(
        @Doc("The folder that holds store.json and one folder per clip.")
        Path root,

        @Doc("Makes the training split a fold of another split, instead of what the store says.")
        Optional<SplitRule> train,

        @Doc("Makes the validation split a fold of another split, instead of what the store says.")
        Optional<SplitRule> validation,

        @Doc("Makes the test split a fold of another split, instead of what the store says.")
        Optional<SplitRule> test) {
    /** Checks that nothing is missing. */
    public FeaturesConfig {
        requireNonNull(root, "root is null");
        requireNonNull(train, "train is null");
        requireNonNull(validation, "validation is null");
        requireNonNull(test, "test is null");
    }

    /**
     * Makes options that keep the splits of the store.
     *
     * @param root the folder
     */
    public static FeaturesConfig of(Path root) {
        return new FeaturesConfig(root, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the splits that are made anew. */
    Map<Split, SplitRule> rules() {
        Map<Split, SplitRule> rules = new EnumMap<>(Split.class);
        train.ifPresent(rule -> rules.put(Split.TRAIN, rule));
        validation.ifPresent(rule -> rules.put(Split.VALIDATION, rule));
        test.ifPresent(rule -> rules.put(Split.TEST, rule));
        return rules;
    }
}
