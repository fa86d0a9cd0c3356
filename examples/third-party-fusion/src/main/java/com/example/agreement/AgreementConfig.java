package com.example.agreement;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * Options of the fusion by agreement.
 *
 * @param width features that each modality is projected to
 * @param sharpness how much a modality that agrees outweighs one that does not
 */
public record AgreementConfig(
        @Width @Doc("Features that each modality is projected to.") @DefaultValue("64") @Range(min = 1, max = 65536)
        int width,

        @Doc("How much a modality that agrees outweighs one that does not: 0 gives each the same weight.")
        @DefaultValue("4")
        @Range(min = 0, max = 100)
        double sharpness) {}
