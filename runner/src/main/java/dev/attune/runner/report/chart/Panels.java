package dev.attune.runner.report.chart;

import java.util.List;

/**
 * Draws several drawings beside and below each other.
 *
 * @param panels the drawings
 * @param least width of a panel; as many stand in a row as have room
 */
public record Panels(List<Drawing> panels, double least) implements Drawing {
    private static final double GAP = 20;

    /** Copies the list. */
    public Panels {
        panels = List.copyOf(panels);
    }

    @Override
    public Svg draw(double width, Theme theme) {
        int columns = (int) Math.max(1, Math.min(panels.size(), Math.floor((width + GAP) / (least + GAP))));
        double wide = (width - (columns - 1) * GAP) / columns;
        List<Svg> drawn = panels.stream().map(panel -> panel.draw(wide, theme)).toList();
        double[] tops = new double[(drawn.size() + columns - 1) / columns + 1];
        for (int i = 0; i < drawn.size(); i++) {
            int row = i / columns;
            tops[row + 1] = Math.max(tops[row + 1], tops[row] + drawn.get(i).height() + 12);
        }
        Svg svg = new Svg(width, tops[tops.length - 1], theme);
        for (int i = 0; i < drawn.size(); i++) {
            svg.place(drawn.get(i), i % columns * (wide + GAP), tops[i / columns]);
        }
        return svg;
    }
}
