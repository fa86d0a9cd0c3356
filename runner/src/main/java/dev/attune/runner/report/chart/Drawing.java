package dev.attune.runner.report.chart;

/** Something that can be drawn at any width. */
@FunctionalInterface
public interface Drawing {
    /**
     * Draws.
     *
     * @param width in pixels, at least 240
     * @param theme where colours come from
     * @return a drawing of that width, as high as it needs
     */
    Svg draw(double width, Theme theme);
}
