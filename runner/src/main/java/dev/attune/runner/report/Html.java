package dev.attune.runner.report;

import dev.attune.runner.report.chart.Xml;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML whose elements are all closed and whose texts are all escaped. */
final class Html {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param tag its name
     * @param attributes names and values in turn
     */
    Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            out.append(Xml.escape(attributes[i + 1])).append('"');
        }
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Closes the element that was opened last. */
    Html close() {
        String tag = open.pop();
        out.append("</").append(tag).append('>');
        if (!INLINE.contains(" " + tag + " ")) {
            out.append('\n');
        }
        return this;
    }

    private static final String INLINE = " span code b td th strong a em time ";

    /** Writes an element that holds a text alone. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    Html text(String text) {
        out.append(Xml.escape(text));
        return this;
    }

    /** Writes what is HTML already. */
    Html raw(String html) {
        out.append(html);
        return this;
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("elements are still open: " + open);
        }
        return out.toString();
    }
}
