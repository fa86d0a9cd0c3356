package dev.attune.runner.report.chart;

import java.util.List;

/**
 * Draws how many points lie in each cell of a plane, one panel for each set of points.
 *
 * @param xTitle what the horizontal axis counts
 * @param yTitle what the vertical axis counts
 * @param x range of the horizontal axis
 * @param y range of the vertical axis
 * @param panels sets of points on one scale of shades
 */
public record PlaneChart(String xTitle, String yTitle, Range x, Range y, List<Panel> panels) implements Drawing {
    private static final double GAP = 18;
    private static final double WIDEST = 340;

    /** Copies the list. */
    public PlaneChart {
        panels = List.copyOf(panels);
    }

    /**
     * A set of points.
     *
     * @param title what they are
     * @param counts of points in each cell
     */
    public record Panel(String title, Counts counts) {}

    @Override
    public Svg draw(double width, Theme theme) {
        int columns = width < 520 ? 1 : Math.min(panels.size(), 3);
        double wide = Math.min(WIDEST, (width - (columns - 1) * GAP) / columns);
        double most = panels.stream()
                .mapToDouble(panel -> panel.counts().greatestShare())
                .max()
                .orElse(1);
        List<Svg> drawn =
                panels.stream().map(panel -> draw(panel, wide, most, theme)).toList();
        int rows = (drawn.size() + columns - 1) / columns;
        double high = drawn.isEmpty() ? 0 : drawn.get(0).height();
        Svg svg = new Svg(width, rows * high, theme);
        for (int i = 0; i < drawn.size(); i++) {
            int row = i / columns;
            svg.place(drawn.get(i), i % columns * (wide + GAP), row * high);
        }
        return svg;
    }

    private Svg draw(Panel panel, double width, double most, Theme theme) {
        double top = 48;
        double left = 46;
        double side = width - left - 12;
        Box box = new Box(left, top, left + side, top + side);
        Svg svg = new Svg(width, box.bottom() + Axes.BELOW, theme);
        svg.text(
                2,
                14,
                TextSize.fitBold(panel.title(), Axes.NORMAL, width - 4),
                Axes.NORMAL,
                Ink.TEXT,
                Svg.Anchor.START,
                true);
        LinearScale across = new LinearScale(x.low(), x.high(), box.left(), box.right());
        LinearScale up = new LinearScale(y.low(), y.high(), box.bottom(), box.top());
        Axes.up(svg, box, up, yTitle);
        Axes.across(svg, box, across, xTitle);
        Counts counts = panel.counts();
        double cellWide = box.width() / counts.columns();
        double cellHigh = box.height() / counts.rows();
        for (int row = 0; row < counts.rows(); row++) {
            for (int column = 0; column < counts.columns(); column++) {
                double share = counts.share(column, row);
                if (share > 0) {
                    // The root keeps rare cells in sight beside frequent ones.
                    double shade = .1 + .9 * Math.sqrt(share / most);
                    svg.rectangle(
                            box.left() + column * cellWide,
                            box.bottom() - (row + 1) * cellHigh,
                            cellWide - .4,
                            cellHigh - .4,
                            Ink.HEAT,
                            shade);
                }
            }
        }
        zeroLines(svg, box, across, up);
        return svg;
    }

    private void zeroLines(Svg svg, Box box, Scale across, Scale up) {
        Stroke stroke = new Stroke(Ink.AXIS, 1.2, Dash.DASHED, 1);
        if (x.low() < 0 && x.high() > 0) {
            svg.line(across.at(0), box.top(), across.at(0), box.bottom(), stroke);
        }
        if (y.low() < 0 && y.high() > 0) {
            svg.line(box.left(), up.at(0), box.right(), up.at(0), stroke);
        }
    }
}
