/** Tests of the drawings. */
@NullMarked
package dev.attune.runner.report.chart;

import org.jspecify.annotations.NullMarked;
