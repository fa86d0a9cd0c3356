package dev.attune.runner.extract;

import dev.attune.runner.config.LabelsConfig;
import dev.attune.runner.config.LabelsConfig.Kind;
import dev.attune.runner.config.LabelsConfig.Placement;
import dev.attune.runner.config.LabelsConfig.TargetConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The labels of a clip: moments, each with a value for every target, or none. */
final class LabelTrack {
    /** Times are often written with three digits. */
    private static final double ROUNDING = 0.001;

    private final LabelsConfig config;
    private final List<TargetConfig> targets;
    private final double[] times;
    private final float[][] values;

    private LabelTrack(LabelsConfig config, double[] times, float[][] values) {
        this.config = config;
        this.targets = List.copyOf(config.targets().values());
        this.times = times;
        this.values = values;
    }

    static LabelTrack read(Path file, LabelsConfig config) {
        Table table = Table.read(file);
        int time = table.column(config.time());
        int[] columns =
                config.targets().keySet().stream().mapToInt(table::column).toArray();
        int count = table.lines().size();
        double[] times = new double[count];
        float[][] values = new float[count][columns.length];
        for (int i = 0; i < count; i++) {
            Table.Line line = table.lines().get(i);
            times[i] = table.number(line, time);
            if (Double.isNaN(times[i]) || (i > 0 && times[i] <= times[i - 1])) {
                throw table.wrong(line, "found the time " + line.cell(time) + ", wanted times that ascend");
            }
            int target = 0;
            for (Map.Entry<String, TargetConfig> entry : config.targets().entrySet()) {
                values[i][target] = value(table, line, columns[target], entry, config);
                target++;
            }
        }
        return new LabelTrack(config, times, values);
    }

    private static float value(
            Table table, Table.Line line, int column, Map.Entry<String, TargetConfig> target, LabelsConfig config) {
        if (line.cell(column).isEmpty()) {
            return Float.NaN;
        }
        double value = table.number(line, column);
        if (Double.isNaN(value) || config.invalid().contains(value)) {
            return Float.NaN;
        }
        TargetConfig range = target.getValue();
        boolean fits =
                range.kind() == Kind.BINARY ? value == 0 || value == 1 : range.min() <= value && value <= range.max();
        if (!fits) {
            String wanted = range.kind() == Kind.BINARY ? "0 or 1" : range.min() + " to " + range.max();
            throw table.wrong(
                    line,
                    "found " + line.cell(column) + " for " + target.getKey() + ", wanted " + wanted
                            + "; a value that stands for no label belongs in labels.invalid");
        }
        return (float) value;
    }

    /**
     * Finds the labels of a moment.
     *
     * @param time in seconds
     * @param labels takes them, NaN where there is none
     */
    void at(double time, float[] labels) {
        int found = Arrays.binarySearch(times, time);
        int before = found >= 0 ? found : -found - 2;
        int after = found >= 0 ? found : before + 1;
        for (int target = 0; target < labels.length; target++) {
            labels[target] = label(time, before, after, target);
        }
    }

    /** Returns whether some target has a label. */
    static boolean isAny(float[] labels) {
        for (float label : labels) {
            if (!Float.isNaN(label)) {
                return true;
            }
        }
        return false;
    }

    private float label(double time, int before, int after, int target) {
        boolean first = before < 0;
        boolean last = after >= times.length;
        if (times.length == 0 || (first && config.align() == Placement.HOLD)) {
            return Float.NaN;
        }
        if (first || last) {
            int edge = first ? after : before;
            double reach = config.align() == Placement.INTERPOLATE ? ROUNDING : config.maxGap();
            return Math.abs(time - times[edge]) <= reach ? values[edge][target] : Float.NaN;
        }
        double gap = times[after] - times[before];
        boolean afterIsNearer = times[after] - time < time - times[before];
        if (config.align() != Placement.INTERPOLATE || targets.get(target).kind() == Kind.BINARY) {
            int chosen = afterIsNearer && config.align() != Placement.HOLD ? after : before;
            return Math.abs(time - times[chosen]) <= config.maxGap() ? values[chosen][target] : Float.NaN;
        }
        if (gap > config.maxGap()) {
            return Float.NaN;
        }
        double share = gap > 0 ? (time - times[before]) / gap : 0;
        // A line without a label has none on either side of it: NaN stays NaN.
        return (float) ((1 - share) * values[before][target] + share * values[after][target]);
    }
}
