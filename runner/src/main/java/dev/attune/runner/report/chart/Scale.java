package dev.attune.runner.report.chart;

import java.util.List;

/** Maps values to pixels. */
interface Scale {
    /** Returns the pixel of a value. */
    double at(double value);

    /** Returns round values within the scale, in ascending order. */
    List<Double> ticks(int most);

    /** Returns a tick as text. */
    String label(double tick, List<Double> ticks);
}
