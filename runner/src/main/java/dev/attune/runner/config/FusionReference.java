package dev.attune.runner.config;

import dev.attune.api.Citation;
import dev.attune.api.ComponentFactory;
import dev.attune.api.Explanation;
import dev.attune.runner.plugin.ComponentKind;
import dev.attune.runner.plugin.ComponentRegistry;
import java.util.List;

/** Writes the reference of all fusions and temporal models from what their factories say, so that it cannot be out of date. */
public final class FusionReference {
    private static final String INTRODUCTION = """
            # Fusions and temporal models

            Generated from the program; do not edit. `attune describe fusion NAME` prints the same, also for plugins of your own.

            An experiment has n modalities. A window of modality m is a matrix with one row a frame: x_m is (L, D_m), L frames of D_m
            features, B windows make a batch, and D is the sum of all D_m. A temporal model works on each modality by itself; a fusion
            turns all of them into one sequence, of which the head makes predictions, or gives predictions itself. `[a ; b]` puts features
            side by side, `⊙` multiplies elementwise, and frames that do not exist influence nothing. Where weights are tied to the window
            length, a trained model works on windows of that length only.
            """;

    private FusionReference() {}

    /**
     * Writes the reference as Markdown.
     *
     * @param registry the components to include, in alphabetical order
     */
    public static String markdown(ComponentRegistry registry) {
        StringBuilder out = new StringBuilder(INTRODUCTION);
        contents(registry, out);
        for (ComponentKind kind : List.of(ComponentKind.FUSION, ComponentKind.TEMPORAL)) {
            registry.components(kind).values().forEach(factory -> section(kind, factory, registry, out));
        }
        return out.toString();
    }

    private static void contents(ComponentRegistry registry, StringBuilder out) {
        out.append("\n| fusion | modalities | windows | what it is |\n|---|---|---|---|\n");
        registry.components(ComponentKind.FUSION).values().forEach(factory -> {
            row(
                    out,
                    link(ComponentKind.FUSION, factory),
                    FusionTraits.modalities(factory, registry),
                    FusionTraits.windows(factory, registry),
                    prose(factory.summary()));
        });
        out.append("\n| temporal model | what it is |\n|---|---|\n");
        registry.components(ComponentKind.TEMPORAL)
                .values()
                .forEach(factory -> row(out, link(ComponentKind.TEMPORAL, factory), prose(factory.summary())));
    }

    private static void row(StringBuilder out, String... cells) {
        for (String cell : cells) {
            out.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        out.append("|\n");
    }

    private static String heading(ComponentKind kind, ComponentFactory<?> factory) {
        String phrase = kind.phrase();
        return Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1) + " `" + factory.name() + "`";
    }

    /** Links to the heading of a section as GitHub names it. */
    private static String link(ComponentKind kind, ComponentFactory<?> factory) {
        return "[`" + factory.name() + "`](#" + kind.phrase().replace(' ', '-') + "-" + factory.name() + ")";
    }

    private static void section(
            ComponentKind kind, ComponentFactory<?> factory, ComponentRegistry registry, StringBuilder out) {
        out.append("\n## ").append(heading(kind, factory)).append("\n\n");
        out.append(prose(factory.summary())).append('\n');
        factory.explanation().ifPresent(explanation -> explained(explanation, out));
        if (kind == ComponentKind.FUSION) {
            out.append("\nModalities: ").append(FusionTraits.modalities(factory, registry));
            out.append(". Windows: ")
                    .append(FusionTraits.windows(factory, registry))
                    .append(".\n");
        }
        factory.citation().ifPresent(citation -> cited(citation, out));
        List<OptionDoc> options = Describe.options(factory);
        if (options.isEmpty()) {
            out.append("\nNo options.\n");
        } else {
            ConfigReference.table(options, out);
        }
    }

    private static void explained(Explanation explanation, StringBuilder out) {
        fenced("text", explanation.formula(), out);
        out.append("\nShapes:\n");
        fenced("text", explanation.shapes(), out);
        out.append("\nUse: ").append(prose(explanation.use())).append('\n');
        out.append("\nAvoid: ").append(prose(explanation.avoid())).append('\n');
    }

    private static void cited(Citation citation, StringBuilder out) {
        out.append("\nPaper: ").append(prose(citation.text()));
        out.append(citation.text().endsWith(".") ? " " : ". ")
                .append(citation.identifier())
                .append('\n');
        fenced("bibtex", citation.bibtex(), out);
    }

    private static void fenced(String language, String text, StringBuilder out) {
        out.append("\n```")
                .append(language)
                .append('\n')
                .append(text.stripIndent().strip())
                .append("\n```\n");
    }

    private static String prose(String text) {
        return text.strip().replace("<", "&lt;").replace("*", "\\*");
    }
}
