package dev.attune.runner.trial;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.trial.DataReport.Finding;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Reads one clip from end to end, in chunks, and keeps what is wrong with it instead of stopping at the first fault. */
final class ClipCheck {
    private static final int CHUNK = 4096;

    private final Clip clip;
    private final DatasetInfo info;
    private final List<Finding> findings = new ArrayList<>();

    private ClipCheck(Clip clip, DatasetInfo info) {
        this.clip = clip;
        this.info = info;
    }

    /**
     * What a clip has of something.
     *
     * @param counts valid frames of a modality, or labels of each target; none if the dataset refuses to give them
     * @param findings what is wrong with it
     */
    record Result(List<Long> counts, List<Finding> findings) {
        Result {
            counts = List.copyOf(counts);
            findings = List.copyOf(findings);
        }
    }

    /** Reads all features of a modality; the only count is that of valid frames. */
    static Result features(Clip clip, DatasetInfo info, String modality) {
        ClipCheck check = new ClipCheck(clip, info);
        return check.guarded(() -> {
            long valid = check.readFeatures(modality, Lookup.required(info.modalities(), modality));
            if (valid == 0) {
                check.findings.add(
                        new Finding(false, "clip " + clip.id() + ": " + modality + " is missing in every frame"));
            }
            return List.of(valid);
        });
    }

    /** Reads all labels; the counts are those of each target. */
    static Result labels(Clip clip, DatasetInfo info) {
        ClipCheck check = new ClipCheck(clip, info);
        return check.guarded(check::readLabels);
    }

    /** What a dataset itself refuses is one finding more; the rest of the corpus is still read. */
    private Result guarded(Supplier<List<Long>> reading) {
        try {
            return new Result(reading.get(), findings);
        } catch (DataException e) {
            e.findings().forEach(finding -> findings.add(new Finding(true, finding)));
            return new Result(List.of(), findings);
        }
    }

    /** Returns the number of valid frames. */
    private long readFeatures(String modality, int width) {
        Faults faults = new Faults();
        boolean allZero = true;
        long validFrames = 0;
        for (int from = 0; from < clip.length(); from += CHUNK) {
            int to = Math.min(clip.length(), from + CHUNK);
            float[] values = new float[(to - from) * width];
            boolean[] valid = new boolean[to - from];
            clip.readFeatures(modality, from, to, FloatBuffer.wrap(values));
            clip.readMask(modality, from, to, valid, 0);
            for (int row = 0; row < valid.length; row++) {
                validFrames += valid[row] ? 1 : 0;
                for (int column = 0; valid[row] && column < width; column++) {
                    float value = values[row * width + column];
                    allZero &= value == 0;
                    if (!Float.isFinite(value)) {
                        faults.add(modality, from + row, column, String.valueOf(value));
                    }
                }
            }
        }
        faults.report("wanted a finite number; mask the frame if the feature is missing");
        if (allZero && validFrames > 0) {
            findings.add(new Finding(
                    false,
                    "clip " + clip.id() + ", " + modality + ": all features of its " + validFrames
                            + " valid frames are 0; if the modality is missing, the mask should say so"));
        }
        return validFrames;
    }

    private List<Long> readLabels() {
        int width = info.targets().size();
        long[] counts = new long[width];
        List<Faults> faults = new ArrayList<>();
        info.targets().forEach(target -> faults.add(new Faults()));
        for (int from = 0; from < clip.length(); from += CHUNK) {
            int to = Math.min(clip.length(), from + CHUNK);
            float[] values = new float[(to - from) * width];
            clip.readLabels(from, to, FloatBuffer.wrap(values));
            for (int i = 0; i < values.length; i++) {
                TargetInfo target = info.targets().get(i % width);
                if (Float.isNaN(values[i])) {
                    continue; // no label here
                }
                counts[i % width]++;
                if (!target.accepts(values[i])) {
                    faults.get(i % width).add("labels", from + i / width, i % width, target.name() + " " + values[i]);
                }
            }
        }
        for (int i = 0; i < width; i++) {
            faults.get(i).report(wanted(info.targets().get(i)));
        }
        return Arrays.stream(counts).boxed().toList();
    }

    private static String wanted(TargetInfo target) {
        return target.kind() == TargetInfo.Kind.BINARY
                ? "wanted 0 or 1"
                : "wanted a value between " + target.min() + " and " + target.max();
    }

    /** Values of one kind that are wrong in the same way: the first is named, the others are counted. */
    private final class Faults {
        private String first = "";
        private long count;

        void add(String what, int frame, int column, String value) {
            if (count++ == 0) {
                first = clip.describe(what, frame, column) + ": found " + value;
            }
        }

        void report(String wanted) {
            if (count > 0) {
                String more = count == 1
                        ? ""
                        : String.format(Locale.ROOT, " (the first of %,d such values in this clip)", count);
                findings.add(new Finding(true, first + more + ", " + wanted));
            }
        }
    }
}
