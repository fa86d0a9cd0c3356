package dev.attune.runner.report;

import dev.attune.api.DataException;
import dev.attune.runner.report.chart.Raster;
import dev.attune.runner.study.StudyResult;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the report of a study.
 *
 * <pre>
 * report.html               everything on one page, which stands alone
 * plots/NAME.svg .png .csv  every figure, and its numbers
 * tables.tex, tables.md     tables for a paper, if they are asked for
 * </pre>
 */
public final class Report {
    private static final Logger log = LoggerFactory.getLogger(Report.class);

    /** What is written beside the page. */
    public enum Extra {
        /** Tables as LaTeX, for the package booktabs. */
        LATEX("tables.tex"),
        /** Tables as Markdown. */
        MARKDOWN("tables.md");

        private final String file;

        Extra(String file) {
            this.file = file;
        }
    }

    private Report() {}

    /**
     * Writes the page and its plots into the folder of the study.
     *
     * @param study what was found; figures of test are shown only if the study is unlocked
     * @return the page
     * @throws DataException if a file cannot be written
     */
    public static Path write(StudyResult study) {
        return write(study, study.folder(), Set.of()).get(0);
    }

    /**
     * Writes the page, its plots and whatever else is asked for.
     *
     * @param study what was found; figures of test are shown only if the study is unlocked
     * @param folder where files go; made if it does not exist
     * @param extras what else is written
     * @return the page, then what was written beside it; the plots are not listed
     * @throws DataException if a file cannot be written
     */
    public static List<Path> write(StudyResult study, Path folder, Set<Extra> extras) {
        ReportData data = StudyReader.read(study);
        if (folder.toAbsolutePath()
                .normalize()
                .equals(study.folder().toAbsolutePath().normalize())) {
            removeOldPlots(folder.resolve("plots")); // elsewhere, they may be somebody's own
        }
        return write(data, folder, extras);
    }

    /** A figure of an earlier start, which this one does not have, would seem to belong to it. */
    private static void removeOldPlots(Path plots) {
        if (!Files.isDirectory(plots)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(plots, "*.{svg,png,csv}")) {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new DataException(plots + " cannot be emptied: " + JsonFiles.words(e), e);
        }
    }

    static List<Path> write(ReportData data, Path folder, Set<Extra> extras) {
        List<Section> sections = sections(data);
        for (Section section : sections) {
            section.plots().forEach(plot -> write(plot, folder.resolve("plots")));
        }
        Path page = folder.resolve("report.html");
        JsonFiles.writeText(page, Page.html(data, sections));
        List<Path> written = new ArrayList<>(List.of(page));
        List<PaperTable> tables = extras.isEmpty() ? List.of() : PaperTable.all(data);
        for (Extra extra : extras) {
            Path file = folder.resolve(extra.file);
            JsonFiles.writeText(file, extra == Extra.LATEX ? LatexText.of(tables) : MarkdownText.of(tables));
            written.add(file);
        }
        return written;
    }

    static List<Section> sections(ReportData data) {
        List<Section> sections = new ArrayList<>();
        sections.add(SummarySection.of(data));
        if (data.lines().stream().anyMatch(line -> !line.runs().isEmpty())) {
            sections.add(ResultsSection.of(data));
        }
        List.of(
                        TableSection.ofPublished(data),
                        TableSection.ofFolds(data),
                        DifferencesSection.of(data),
                        SettingsSection.of(data),
                        SubsetsSection.of(data),
                        LearningSection.of(data),
                        CostSection.of(data),
                        ClipsSection.of(data),
                        PlaneSection.of(data),
                        ErrorsSection.of(data))
                .forEach(section -> section.ifPresent(sections::add));
        sections.add(ConfigurationSection.of(data));
        ProvenanceSection.of(data).ifPresent(sections::add);
        sections.add(MethodsSection.of(data));
        return sections;
    }

    private static void write(Plot plot, Path folder) {
        String svg = plot.document();
        JsonFiles.writeText(folder.resolve(plot.file() + ".svg"), svg);
        JsonFiles.writeText(folder.resolve(plot.file() + ".csv"), plot.data().toString());
        picture(plot, svg).ifPresent(png -> JsonFiles.writeBytes(folder.resolve(plot.file() + ".png"), png));
    }

    /** A Java without fonts or without a desktop cannot draw pixels; the report does not fail for that. */
    private static Optional<byte[]> picture(Plot plot, String svg) {
        try {
            return Optional.of(Raster.png(svg));
        } catch (IOException | RuntimeException | LinkageError e) {
            log.warn("{}.png was not written: {}", plot.file(), e.toString());
            return Optional.empty();
        }
    }
}
