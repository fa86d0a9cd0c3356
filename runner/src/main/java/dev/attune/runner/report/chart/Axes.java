package dev.attune.runner.report.chart;

import java.util.List;

/** Draws what is round a chart: the grid, the ticks, and what they count. */
final class Axes {
    static final double SMALL = 11.5;
    static final double NORMAL = 12.5;
    /** Below the box: ticks, then the title. */
    static final double BELOW = 40;

    private static final double PIXELS_A_TICK_ACROSS = 60;
    private static final double PIXELS_A_TICK_UP = 30;

    private Axes() {}

    /** Returns the room that the labels of a vertical axis need. */
    static double leftMargin(Scale scale, double height) {
        List<Double> ticks = scale.ticks(ticksUp(height));
        return 12
                + ticks.stream()
                        .mapToDouble(tick -> TextSize.width(scale.label(tick, ticks), SMALL))
                        .max()
                        .orElse(0);
    }

    static void across(Svg svg, Box box, Scale scale, String title) {
        across(svg, box, scale, title, scale.ticks(Math.max(2, (int) (box.width() / PIXELS_A_TICK_ACROSS))));
    }

    static void across(Svg svg, Box box, Scale scale, String title, List<Double> ticks) {
        for (double tick : ticks) {
            double x = scale.at(tick);
            svg.line(x, box.top(), x, box.bottom(), Stroke.solid(Ink.GRID, 1));
            svg.text(x, box.bottom() + 16, scale.label(tick, ticks), SMALL, Ink.MUTED, Svg.Anchor.MIDDLE);
        }
        svg.line(box.left(), box.bottom(), box.right(), box.bottom(), Stroke.solid(Ink.AXIS, 1));
        double middle = (box.left() + box.right()) / 2;
        double room = 2 * Math.min(middle, svg.width() - middle);
        svg.text(middle, box.bottom() + 34, TextSize.fit(title, SMALL, room), SMALL, Ink.TEXT, Svg.Anchor.MIDDLE);
    }

    /** The title lies above the axis, where it can be read without turning the head. */
    static void up(Svg svg, Box box, Scale scale, String title) {
        List<Double> ticks = scale.ticks(ticksUp(box.height()));
        for (double tick : ticks) {
            double y = scale.at(tick);
            svg.line(box.left(), y, box.right(), y, Stroke.solid(Ink.GRID, 1));
            svg.text(box.left() - 6, y + 4, scale.label(tick, ticks), SMALL, Ink.MUTED, Svg.Anchor.END);
        }
        svg.text(2, box.top() - 9, TextSize.fit(title, SMALL, svg.width() - 4), SMALL, Ink.TEXT, Svg.Anchor.START);
    }

    private static int ticksUp(double height) {
        return Math.max(2, (int) (height / PIXELS_A_TICK_UP));
    }
}
