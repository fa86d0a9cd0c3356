package dev.attune.api;

import static java.util.Objects.requireNonNull;

/**
 * Names the publication of a method.
 *
 * @param text authors, title, venue and year in one line
 * @param identifier a stable identifier such as {@code arXiv:2403.13659} or a DOI
 * @param bibtex a complete BibTeX entry
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
public record Citation(String text, String identifier, String bibtex) {
    /** Checks that nothing is missing. */
    public Citation {
        requireNonNull(text, "text is null");
        requireNonNull(identifier, "identifier is null");
        requireNonNull(bibtex, "bibtex is null");
        if (!bibtex.startsWith("@")) {
            throw new IllegalArgumentException("bibtex must start with @, found: " + bibtex);
        }
    }
}
