package dev.attune.testkit.media;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.Region;
import dev.attune.api.media.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps all that an encoder gives, and fails as soon as it breaks a rule of {@link FeatureSink}.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class FeatureCollector implements FeatureSink {
    private final int outputs;
    private final List<Span> spans = new ArrayList<>();
    private final List<float[]> rows = new ArrayList<>();
    private final List<Region> regions = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    /**
     * Waits for rows.
     *
     * @param outputs how many numbers each must have
     */
    public FeatureCollector(int outputs) {
        this.outputs = outputs;
    }

    @Override
    public void row(Span span, float[] features) {
        requireNonNull(span, "span is null");
        if (features.length != outputs) {
            throw new AssertionError("a row must have " + outputs + " numbers, found " + features.length
                    + "; give as many as outputs() says");
        }
        for (int column = 0; column < outputs; column++) {
            if (!Float.isFinite(features[column])) {
                throw new AssertionError("a row must be finite, found " + features[column] + " in column " + column
                        + " of the row of " + span + "; is a logarithm taken of 0, or a mean of nothing?");
            }
        }
        if (!spans.isEmpty() && span.start() < spans.get(spans.size() - 1).start()) {
            throw new AssertionError("rows must come in the order of their beginnings, found " + span + " after "
                    + spans.get(spans.size() - 1) + "; sort them");
        }
        spans.add(span);
        rows.add(features.clone());
    }

    @Override
    public void region(Span span, Region region) {
        regions.add(requireNonNull(region, "region is null"));
    }

    @Override
    public void finding(String finding) {
        findings.add(requireNonNull(finding, "finding is null"));
    }

    /** Returns the spans of the rows. */
    public List<Span> spans() {
        return List.copyOf(spans);
    }

    /** Returns the rows. */
    public List<float[]> rows() {
        return List.copyOf(rows);
    }

    /** Returns the regions. */
    public List<Region> regions() {
        return List.copyOf(regions);
    }

    /** Returns the findings. */
    public List<String> findings() {
        return List.copyOf(findings);
    }
}
