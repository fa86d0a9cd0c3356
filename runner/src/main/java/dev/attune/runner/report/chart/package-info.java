/**
 * Draws charts as SVG: scales, axes, marks, and the charts that are made of them. Knows nothing of studies.
 *
 * <p>A {@link dev.attune.runner.report.chart.Drawing} can be drawn at any width, so that a page may show one version on a wide and
 * another on a narrow screen, in the colours of the page or in fixed ones.
 */
@NullMarked
package dev.attune.runner.report.chart;

import org.jspecify.annotations.NullMarked;
