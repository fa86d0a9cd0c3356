package dev.attune.runner.report.chart;

import java.util.Locale;

/**
 * A drawing in the making. Coordinates are in pixels, from the upper left corner.
 *
 * <p>Lines are written with one decimal place, which no screen or printer resolves, and which keeps files small.
 */
public final class Svg {
    /** Where a text lies with respect to its point. */
    enum Anchor {
        /** It begins there. */
        START,
        /** It is centred there. */
        MIDDLE,
        /** It ends there. */
        END
    }

    private final double width;
    private final double height;
    private final Theme theme;
    private final StringBuilder body = new StringBuilder();

    Svg(double width, double height, Theme theme) {
        this.width = width;
        this.height = height;
        this.theme = theme;
    }

    /** Returns the width in pixels. */
    public double width() {
        return width;
    }

    /** Returns the height in pixels. */
    public double height() {
        return height;
    }

    Svg line(double x1, double y1, double x2, double y2, Stroke stroke) {
        body.append("<path d=\"M").append(at(x1, y1)).append('L').append(at(x2, y2));
        body.append("\" fill=\"none\"").append(attributes(stroke)).append("/>");
        return this;
    }

    /** Draws a line through points; it is interrupted where one is not finite. */
    Svg polyline(double[] xs, double[] ys, Stroke stroke) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < xs.length; i++) {
            boolean here = Double.isFinite(xs[i]) && Double.isFinite(ys[i]);
            if (here) {
                path.append(pen ? 'L' : 'M').append(at(xs[i], ys[i]));
            }
            boolean alone = here && !pen && (i + 1 == xs.length || !Double.isFinite(ys[i + 1]));
            if (alone) {
                path.append("h.1"); // a point between two gaps would not be seen
            }
            pen = here;
        }
        if (path.length() > 0) {
            body.append("<path d=\"").append(path).append("\" fill=\"none\" stroke-linejoin=\"round\"");
            body.append(" stroke-linecap=\"round\"").append(attributes(stroke)).append("/>");
        }
        return this;
    }

    /** Fills the area between two curves over the same points. */
    Svg band(double[] xs, double[] lows, double[] highs, Ink ink, double opacity) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            path.append(i == 0 ? 'M' : 'L').append(at(xs[i], highs[i]));
        }
        for (int i = xs.length - 1; i >= 0; i--) {
            path.append('L').append(at(xs[i], lows[i]));
        }
        body.append("<path d=\"")
                .append(path)
                .append("Z\"")
                .append(fill(ink, opacity))
                .append("/>");
        return this;
    }

    Svg rectangle(double x, double y, double wide, double high, Ink ink, double opacity) {
        body.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y));
        body.append("\" width=\"").append(number(wide)).append("\" height=\"").append(number(high));
        body.append('"').append(fill(ink, opacity)).append("/>");
        return this;
    }

    /** Draws a point; one that is not filled shows what it lies on inside its outline. */
    Svg marker(Marker marker, double x, double y, double radius, Ink ink, boolean filled) {
        double[] corners = marker.corners();
        if (corners.length == 0) {
            body.append("<circle cx=\"").append(number(x)).append("\" cy=\"").append(number(y));
            body.append("\" r=\"").append(number(radius)).append('"');
        } else {
            body.append("<path d=\"");
            for (int i = 0; i < corners.length; i += 2) {
                body.append(i == 0 ? 'M' : 'L').append(at(x + radius * corners[i], y + radius * corners[i + 1]));
            }
            body.append("Z\"");
        }
        body.append(fill(filled ? ink : Ink.SURFACE, 1));
        body.append(attributes(Stroke.solid(ink, filled ? 1 : 1.6))).append("/>");
        return this;
    }

    Svg text(double x, double y, String text, double size, Ink ink, Anchor anchor) {
        return text(x, y, text, size, ink, anchor, false);
    }

    Svg text(double x, double y, String text, double size, Ink ink, Anchor anchor, boolean bold) {
        body.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
        body.append("\" font-size=\"").append(number(size)).append('"').append(fill(ink, 1));
        if (anchor != Anchor.START) {
            body.append(" text-anchor=\"")
                    .append(anchor.name().toLowerCase(Locale.ROOT))
                    .append('"');
        }
        body.append(bold ? " font-weight=\"bold\">" : ">")
                .append(Xml.escape(text))
                .append("</text>");
        return this;
    }

    /** Begins a group that shows a text when the pointer rests on it. */
    Svg begin(String tip) {
        body.append("<g><title>").append(Xml.escape(tip)).append("</title>");
        return this;
    }

    Svg end() {
        body.append("</g>");
        return this;
    }

    /** Puts another drawing into this one. */
    Svg place(Svg inner, double x, double y) {
        body.append("<g transform=\"translate(").append(at(x, y)).append(")\">");
        body.append(inner.body).append("</g>");
        return this;
    }

    /**
     * Returns the drawing for a page.
     *
     * @param type value of its class attribute
     * @param title what it shows
     * @param description what is to be seen in it
     */
    public String inline(String type, String title, String description) {
        return "<svg class=\"" + type + "\" role=\"img\" aria-label=\"" + Xml.escape(title) + "\" " + size() + "><desc>"
                + Xml.escape(description) + "</desc>" + body + "</svg>";
    }

    /**
     * Returns the drawing as a file, on white.
     *
     * @param title what it shows
     * @param description what is to be seen in it
     */
    public String document(String title, String description) {
        // No font by name: where jsvg does not find the first of several, it takes one with serifs.
        Svg ground = new Svg(width, height, theme).rectangle(0, 0, width, height, Ink.SURFACE, 1);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                + size()
                + " font-family=\"sans-serif\"><title>"
                + Xml.escape(title) + "</title><desc>" + Xml.escape(description) + "</desc>" + ground.body + body
                + "</svg>\n";
    }

    private String size() {
        String wide = number(width);
        String high = number(height);
        return "width=\"" + wide + "\" height=\"" + high + "\" viewBox=\"0 0 " + wide + " " + high + "\"";
    }

    private String fill(Ink ink, double opacity) {
        return " fill=\"" + theme.colour(ink) + '"'
                + (opacity < 1 ? " fill-opacity=\"" + Math.round(opacity * 100) / 100.0 + '"' : "");
    }

    private String attributes(Stroke stroke) {
        return " stroke=\"" + theme.colour(stroke.ink()) + "\" stroke-width=\"" + number(stroke.width()) + '"'
                + (stroke.dash().pattern().isEmpty()
                        ? ""
                        : " stroke-dasharray=\"" + stroke.dash().pattern() + '"')
                + (stroke.opacity() < 1 ? " stroke-opacity=\"" + stroke.opacity() + '"' : "");
    }

    private static String at(double x, double y) {
        return number(x) + ' ' + number(y);
    }

    /** Writes a coordinate with at most one decimal place. */
    static String number(double value) {
        long tenths = Math.round(value * 10);
        String sign = tenths < 0 ? "-" : "";
        long rest = Math.abs(tenths);
        return sign + rest / 10 + (rest % 10 == 0 ? "" : "." + rest % 10);
    }
}
