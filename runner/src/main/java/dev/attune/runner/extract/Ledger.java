package dev.attune.runner.extract;

import dev.attune.runner.study.Csv;
import dev.attune.runner.trial.JsonFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The file that says what became of each modality of each clip. */
final class Ledger {
    /** Its name in the store. */
    static final String FILE = "extract.csv";

    private Ledger() {}

    static void write(Path store, List<ClipOutcome> clips) {
        Csv csv = new Csv("clip", "modality", "frames", "valid", "seconds", "status", "reason");
        for (ClipOutcome clip : clips) {
            for (ClipOutcome.Part part : clip.parts()) {
                csv.row(List.of(
                        clip.clip().name(),
                        part.name(),
                        Integer.toString(part.frames()),
                        String.format(Locale.ROOT, "%.4f", part.validShare()),
                        String.format(Locale.ROOT, "%.2f", part.seconds()),
                        part.status().name().toLowerCase(Locale.ROOT),
                        String.join("; ", part.findings())));
            }
        }
        JsonFiles.writeText(store.resolve(FILE), csv.toString());
    }
}
