package dev.attune.runner.report.chart;

import java.util.Locale;

/**
 * The colours of a drawing, by what they are for.
 *
 * <p>The hues of lines follow Okabe and Ito's palette, which people with any kind of colour vision can tell apart; some are darkened
 * until they stand out from white by three to one.
 */
public enum Ink {
    /** Titles and values. */
    TEXT("#1b1f24", "#e6edf3"),
    /** What explains. */
    MUTED("#57606a", "#9aa6b2"),
    /** Axes and reference lines. */
    AXIS("#8c959f", "#6e7781"),
    /** Lines that guide the eye. */
    GRID("#e4e7eb", "#2a3139"),
    /** What the drawing lies on. */
    SURFACE("#ffffff", "#171c22"),
    /** First hue. */
    BLUE("#0072b2", "#5ab4f0"),
    /** Second hue. */
    VERMILION("#d55e00", "#ff8f52"),
    /** Third hue. */
    GREEN("#00875f", "#3fcf9f"),
    /** Fourth hue. */
    PURPLE("#b3568a", "#e59ac4"),
    /** Fifth hue. */
    ORANGE("#b87a00", "#f0b840"),
    /** Sixth hue. */
    SKY("#2c8fc9", "#8fd3f7"),
    /** The most of a heat map; less is less opaque. */
    HEAT("#0b4f8a", "#8ccbff"),
    /** Text on a dark cell of a heat map. */
    ON_HEAT("#ffffff", "#0f1318");

    private final String light;
    private final String dark;

    Ink(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /** Returns the colour on white paper, as {@code #rrggbb}. */
    public String light() {
        return light;
    }

    /** Returns the colour on a dark screen. */
    public String dark() {
        return dark;
    }

    /** Returns the name of the CSS variable that a page sets. */
    public String variable() {
        return "--ink-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
