/**
 * Reports on a study: a page that stands alone, its figures and their numbers as files, and tables for a paper.
 *
 * <p>{@link dev.attune.runner.report.StudyReader} turns a study into {@link dev.attune.runner.report.ReportData}, which knows no file and
 * no trial; all sections are made from that alone.
 */
@NullMarked
package dev.attune.runner.report;

import org.jspecify.annotations.NullMarked;
