package com.example.agreement;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.metric.MetricFactory;
import java.util.List;

/** Names what this plugin adds: one fusion, one encoder, one metric. */
public final class AgreementPlugin implements AttunePlugin {
    @Override
    public String id() {
        return "agreement";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<FusionFactory<?>> fusions() {
        return List.of(new AgreementFactory());
    }

    @Override
    public List<EncoderFactory<?>> encoders() {
        return List.of(new LoudnessFactory());
    }

    @Override
    public List<MetricFactory<?>> metrics() {
        return List.of(new HitRateFactory());
    }
}
