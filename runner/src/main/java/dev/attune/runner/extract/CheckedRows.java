package dev.attune.runner.extract;

import dev.attune.api.DataException;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.Region;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes what an encoder gives for a clip, refuses what it must not give, and passes on the rest. */
final class CheckedRows implements FeatureSink, AutoCloseable {
    /** x, y, width, height, score. */
    private static final int REGION_NUMBERS = 5;
    /** An encoder that says something of every picture would fill the ledger. */
    private static final int MOST_FINDINGS = 5;

    private final String encoder;
    private final String clip;
    private final Timeline clock;
    private final int width;
    private final Alignment alignment;
    private final Path regionFile;
    private final List<String> findings = new ArrayList<>();
    private @Nullable Alignment regions;
    private @Nullable NpyStream regionArray;
    private double latest = Double.NEGATIVE_INFINITY;
    private double latestRegion = Double.NEGATIVE_INFINITY;
    private int unsaid;

    /**
     * Begins with no row.
     *
     * @param encoder its name, for messages
     * @param clip its name, for messages
     * @param clock the frames of the clip
     * @param width features a row
     * @param alignment takes rows
     * @param regionFile takes regions, if there are any
     */
    CheckedRows(String encoder, String clip, Timeline clock, int width, Alignment alignment, Path regionFile) {
        this.encoder = encoder;
        this.clip = clip;
        this.clock = clock;
        this.width = width;
        this.alignment = alignment;
        this.regionFile = regionFile;
    }

    @Override
    public void row(Span span, float[] features) {
        latest = checked("row", span, latest);
        if (features.length != width) {
            throw wrong(span, "found a row of " + features.length + " features, wanted " + width);
        }
        for (int i = 0; i < width; i++) {
            if (!Float.isFinite(features[i])) {
                throw wrong(span, "found " + features[i] + " as feature " + i + ", wanted a finite number");
            }
        }
        alignment.row(span, features);
    }

    @Override
    public void region(Span span, Region region) {
        latestRegion = checked("region", span, latestRegion);
        float[] numbers = {
            (float) region.x(),
            (float) region.y(),
            (float) region.width(),
            (float) region.height(),
            (float) region.score()
        };
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                throw wrong(span, "found " + region + ", wanted finite numbers");
            }
        }
        if (regions == null) {
            NpyStream array = NpyStream.ofFloats(regionFile, clock.length(), REGION_NUMBERS);
            regionArray = array;
            regions = new Alignment(clock, REGION_NUMBERS, new LastRow(true, 0), (values, valid) -> array.row(values));
        }
        regions.row(span, numbers);
    }

    private double checked(String what, Span span, double before) {
        if (!Double.isFinite(span.start()) || !Double.isFinite(span.end())) {
            throw wrong(span, "found a " + what + " from " + span.start() + " to " + span.end() + ", wanted times");
        }
        if (span.start() < before) {
            throw wrong(
                    span,
                    "found a " + what + " that begins there after one that begins at " + seconds(before)
                            + ", wanted them in the order of their beginnings");
        }
        return span.start();
    }

    private DataException wrong(Span span, String what) {
        return new DataException("The encoder " + encoder + " failed on " + clip + " at " + seconds(span.start()) + ": "
                + what + ". Report this to its author.");
    }

    private static String seconds(double time) {
        return String.format(Locale.ROOT, "%.3f s", time);
    }

    @Override
    public void finding(String finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        } else {
            unsaid++;
        }
    }

    /** Gives all frames that are left. */
    void end() {
        alignment.end();
        Optional.ofNullable(regions).ifPresent(Alignment::end);
    }

    List<String> findings() {
        List<String> all = new ArrayList<>(findings);
        if (unsaid > 0) {
            all.add("and " + unsaid + " more");
        }
        return all;
    }

    @Override
    public void close() {
        if (regionArray != null) {
            regionArray.close();
        }
    }
}
