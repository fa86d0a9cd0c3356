package dev.attune.runner.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.runner.plugin.PluginState;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.testkit.ContractResult;
import dev.attune.testkit.ContractResult.Status;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is found when a plugin is verified. */
abstract sealed class VerificationReport {
    private final PrintWriter out;
    private int refused;
    private int checks;
    private int failed;
    private int skipped;
    private final Set<String> checked = new LinkedHashSet<>();
    private final Set<String> unchecked = new LinkedHashSet<>();

    private VerificationReport(PrintWriter out) {
        this.out = out;
    }

    PrintWriter out() {
        return out;
    }

    /** Begins with what the host says of a plugin. */
    void begin(PluginState plugin) {
        refused += plugin.reason().isPresent() ? 1 : 0;
    }

    /** Adds what a check of a contract came to. */
    void add(ContractResult result) {
        checks++;
        failed += result.status() == Status.FAILED ? 1 : 0;
        skipped += result.status() == Status.SKIPPED ? 1 : 0;
        (result.status() == Status.SKIPPED ? unchecked : checked).add(name(result));
    }

    static String name(ContractResult result) {
        return result.kind() + " " + result.component();
    }

    /** Returns the components of which nothing was checked. */
    List<String> unchecked() {
        return unchecked.stream().filter(name -> !checked.contains(name)).toList();
    }

    /** Ends the report. */
    abstract void end();

    boolean isSound() {
        return refused == 0 && failed == 0;
    }

    /** Returns the whole in one sentence. */
    String verdict() {
        if (refused > 0) {
            return "Attune would not use this plugin; mend what is said above, and verify it again.";
        }
        String counts = checks + " checks" + (skipped > 0 ? " (" + skipped + " skipped)" : "");
        String open = unchecked().isEmpty() ? "" : " Nothing is known of " + String.join(", ", unchecked()) + ".";
        return (failed == 0 ? "Nothing wrong was found in " + counts + "." : failed + " of " + counts + " failed.")
                + open;
    }

    /** Lines that a person reads, a component at a time. */
    static final class Text extends VerificationReport {
        private final List<ContractResult> component = new ArrayList<>();

        Text(PrintWriter out) {
            super(out);
        }

        @Override
        void begin(PluginState plugin) {
            super.begin(plugin);
            flush();
            out().println(plugin.id() + " (" + plugin.source() + ")");
            out().println(plugin.reason()
                    .map(reason -> "    REFUSED: " + reason)
                    .orElse("    Attune would use it."));
        }

        @Override
        void add(ContractResult result) {
            super.add(result);
            if (!component.isEmpty() && !name(component.get(0)).equals(name(result))) {
                flush();
            }
            component.add(result);
        }

        @Override
        void end() {
            flush();
            out().println(verdict());
        }

        private void flush() {
            if (component.isEmpty()) {
                return;
            }
            long passed = component.stream()
                    .filter(result -> result.status() == Status.PASSED)
                    .count();
            boolean skipped = component.stream().allMatch(result -> result.status() == Status.SKIPPED);
            out().println(name(component.get(0))
                    + (skipped ? ": not checked" : ": " + passed + " of " + component.size() + " checks passed"));
            component.stream()
                    .filter(result -> result.status() != Status.PASSED)
                    .forEach(this::print);
            out().flush();
            component.clear();
        }

        private void print(ContractResult result) {
            out().println("    " + result.status() + ": " + result.check());
            result.message().lines().forEach(line -> out().println("        " + line));
        }
    }

    /** An object that a script reads. */
    static final class Json extends VerificationReport {
        private final ObjectNode report = JsonFiles.object();
        private final ArrayNode plugins = report.putArray("plugins");
        private final ArrayNode results = report.putArray("checks");

        Json(PrintWriter out) {
            super(out);
        }

        @Override
        void begin(PluginState plugin) {
            super.begin(plugin);
            ObjectNode json = plugins.addObject();
            json.put("id", plugin.id()).put("source", plugin.source());
            plugin.reason().ifPresent(reason -> json.put("refused", reason));
        }

        @Override
        void add(ContractResult result) {
            super.add(result);
            ObjectNode json = results.addObject();
            json.put("kind", result.kind()).put("component", result.component()).put("check", result.check());
            json.put("status", result.status().name().toLowerCase(Locale.ROOT));
            if (!result.message().isEmpty()) {
                json.put("message", result.message());
            }
            json.put("seconds", result.duration().toMillis() / 1000.0);
        }

        @Override
        void end() {
            ArrayNode open = report.putArray("unchecked");
            unchecked().forEach(open::add);
            report.put("sound", isSound());
            out().println(report.toPrettyString());
        }
    }
}
