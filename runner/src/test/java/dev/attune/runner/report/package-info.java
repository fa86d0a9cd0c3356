/** Tests of the report. */
@NullMarked
package dev.attune.runner.report;

import org.jspecify.annotations.NullMarked;
