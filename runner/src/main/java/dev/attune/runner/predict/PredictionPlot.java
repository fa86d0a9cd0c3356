package dev.attune.runner.predict;

import dev.attune.api.DataException;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.report.chart.Range;
import dev.attune.runner.report.chart.Raster;
import dev.attune.runner.report.chart.Style;
import dev.attune.runner.report.chart.Svg;
import dev.attune.runner.report.chart.Theme;
import dev.attune.runner.report.chart.TimelineChart;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws the prediction of a clip over time, and when each modality was there. */
public final class PredictionPlot {
    private static final double WIDTH = 760;
    private static final double LONE_FRAME = .04; // seconds; any other number would do

    private PredictionPlot() {}

    /**
     * Writes a drawing.
     *
     * @param prediction of one clip
     * @param file ends in {@code .svg} or {@code .png}; appears whole or not at all
     * @throws DataException if it cannot be written
     */
    public static void write(ClipPrediction prediction, Path file) {
        String svg = chart(prediction)
                .document(
                        "Prediction for " + prediction.clip(),
                        "What is predicted over time; below, the shares of frames in which each modality was there.");
        if (isPng(file)) {
            try {
                JsonFiles.writeBytes(file, Raster.png(svg));
            } catch (IOException | LinkageError e) {
                throw new DataException(
                        file + " cannot be drawn: " + e.getMessage() + "; a name that ends in .svg needs no fonts.", e);
            }
        } else {
            JsonFiles.writeText(file, svg);
        }
    }

    /** Returns whether a name is one of a drawing. */
    public static boolean isDrawing(Path file) {
        return isPng(file) || name(file).endsWith(".svg");
    }

    private static boolean isPng(Path file) {
        return name(file).endsWith(".png");
    }

    private static String name(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }

    private static Svg chart(ClipPrediction prediction) {
        int frames = prediction.length();
        double[] seconds = new double[frames];
        for (int frame = 0; frame < frames; frame++) {
            seconds[frame] = prediction.seconds(frame);
        }
        double last = frames > 1 ? seconds[frames - 1] - seconds[frames - 2] : LONE_FRAME;
        List<TimelineChart.Curve> curves = new ArrayList<>();
        for (int target = 0; target < prediction.targets().size(); target++) {
            curves.add(curve(prediction, target));
        }
        List<TimelineChart.Strip> strips = new ArrayList<>();
        for (String modality : prediction.modalities()) {
            BitSet present = new BitSet(frames);
            for (int frame = 0; frame < frames; frame++) {
                present.set(frame, prediction.isValid(modality, frame));
            }
            strips.add(new TimelineChart.Strip(modality, present));
        }
        return new TimelineChart(
                        new TimelineChart.Clock(seconds, seconds[frames - 1] + last), "seconds", curves, strips)
                .draw(WIDTH, Theme.FILE);
    }

    /** The axis is that of the labels, so that the drawings of several clips can be compared. */
    private static TimelineChart.Curve curve(ClipPrediction prediction, int target) {
        TargetInfo info = prediction.targets().get(target);
        double[] values = new double[prediction.length()];
        boolean inside = true;
        for (int frame = 0; frame < values.length; frame++) {
            values[frame] = prediction.value(frame, target);
            inside &= values[frame] >= info.min() && values[frame] <= info.max();
        }
        return new TimelineChart.Curve(
                info.name(),
                Style.of(target).solid(),
                values,
                inside ? Optional.of(new Range(info.min(), info.max())) : Optional.empty());
    }
}
