package dev.attune.bench.sidebyside;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a table must say of how it came about. */
final class Conditions {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final Path LOAD = Path.of("/proc/loadavg");

    private Conditions() {}

    static Map<String, String> of(Settings settings, Programs programs) {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        conditions.put("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " visible");
        conditions.put("load before", line(LOAD));
        conditions.put("Java", System.getProperty("java.version"));
        conditions.put("Python", python(programs));
        conditions.put("threads of each side", Integer.toString(settings.threads()));
        conditions.put(
                "alternation",
                settings.rounds() + " rounds of " + settings.steps() + " steps (tiny: of "
                        + settings.steps() * Case.TINY.stepsForOne()
                        + "), the order turned round each time, after " + Case.RJCMA.warmUp() + " (tiny: "
                        + Case.TINY.warmUp() + ") steps of warm-up on each side that do not count");
        conditions.put(
                "MKL", programs.preload().isPresent() ? "on its fast path in both (--unlock)" : "as it comes, in both");
        return conditions;
    }

    private static String python(Programs programs) {
        String code = "import platform, torch; print(platform.python_version() + ', PyTorch ' + torch.__version__)";
        try {
            Process process = new ProcessBuilder(List.of(programs.python().toString(), "-c", code))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new BenchmarkException(programs.python() + " cannot be started: " + e.getMessage() + ".", e);
        }
    }

    private static String processor() {
        try {
            return Files.readAllLines(PROCESSOR).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
