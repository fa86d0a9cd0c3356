package dev.attune.runner.cli;

import dev.attune.runner.extract.ClipOutcome;
import dev.attune.runner.extract.ClipOutcome.Part;
import dev.attune.runner.extract.ClipOutcome.Status;
import dev.attune.runner.extract.ExtractionResult;
import java.util.List;
import java.util.Locale;

/** Sums up an extraction. */
final class ExtractionTable {
    private static final String LABELS = "labels";

    private ExtractionTable() {}

    static String text(ExtractionResult result) {
        StringBuilder out = new StringBuilder("\n");
        int width = Math.max(
                "modality".length(),
                result.dimensions().keySet().stream()
                        .mapToInt(String::length)
                        .max()
                        .orElse(0));
        String row = "%-" + width + "s  %8s  %8s  %8s  %7s  %9s%n";
        out.append(String.format(Locale.ROOT, row, "modality", "features", "new", "kept", "valid", "seconds"));
        result.dimensions().forEach((name, features) -> out.append(row(row, name, features.toString(), result)));
        if (!parts(LABELS, result).isEmpty()) {
            out.append(row(row, LABELS, "", result));
        }
        out.append('\n');
        result.failures()
                .forEach(clip -> out.append("FAILED ")
                        .append(clip.clip().name())
                        .append(": ")
                        .append(clip.failure().orElse(""))
                        .append('\n'));
        result.dimensions().keySet().stream()
                .filter(name -> hasNone(name, result))
                .forEach(name -> out.append("No frame of any clip has features of ")
                        .append(name)
                        .append("; the ledger may say why.\n"));
        out.append(verdict(result));
        if (result.failures().size() < result.clips().size()) {
            out.append("Store:  ").append(result.store()).append('\n');
        }
        return out.append("Ledger: ").append(result.ledger()).append('\n').toString();
    }

    private static List<Part> parts(String name, ExtractionResult result) {
        return result.clips().stream()
                .filter(ClipOutcome::succeeded)
                .flatMap(clip -> clip.parts().stream())
                .filter(part -> part.name().equals(name))
                .toList();
    }

    private static String row(String row, String name, String features, ExtractionResult result) {
        List<Part> parts = parts(name, result);
        long made = parts.stream().filter(part -> part.status() == Status.OK).count();
        long frames = parts.stream().mapToLong(Part::frames).sum();
        long valid = parts.stream().mapToLong(Part::valid).sum();
        double seconds = parts.stream()
                .filter(part -> part.status() == Status.OK)
                .mapToDouble(Part::seconds)
                .sum();
        String share = frames == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * valid / frames);
        return String.format(
                Locale.ROOT,
                row,
                name,
                features,
                made,
                parts.size() - made,
                share,
                String.format(Locale.ROOT, "%.1f", seconds));
    }

    private static boolean hasNone(String name, ExtractionResult result) {
        List<Part> parts = parts(name, result);
        return !parts.isEmpty() && parts.stream().allMatch(part -> part.valid() == 0);
    }

    private static String verdict(ExtractionResult result) {
        int failed = result.failures().size();
        if (failed == 0) {
            return "";
        }
        String count = failed + " of " + result.clips().size() + " clips failed";
        if (result.isAcceptable()) {
            return count + ", and allow-failed lets " + result.allowFailed() + " fail; the store has the others.\n";
        }
        return failed == result.clips().size()
                ? count + ": there is no store.\n"
                : count + ", more than allow-failed, which is " + result.allowFailed()
                        + "; the store has the others. Mend or remove the recordings, and run the command again.\n";
    }
}
