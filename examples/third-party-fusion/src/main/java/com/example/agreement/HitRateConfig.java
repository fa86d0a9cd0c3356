package com.example.agreement;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;

/**
 * Options of the share of frames that are right.
 *
 * @param tolerance the error up to which a prediction counts as right
 */
public record HitRateConfig(
        @Doc("The error up to which a prediction counts as right, in the units of the labels.")
        @DefaultValue("0.1")
        @Range(min = 0)
        double tolerance) {}
