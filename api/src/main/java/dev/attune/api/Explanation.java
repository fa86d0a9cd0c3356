package dev.attune.api;

import static java.util.Objects.requireNonNull;

/**
 * Explains a component to somebody who has to choose one: {@code attune describe} and the generated reference print it.
 *
 * @param formula the equations, a line each, in plain text
 * @param shapes what goes in and comes out, for example {@code n x (B, L, D_m) -> (B, L, 128)}
 * @param use when it is a good choice, in a sentence
 * @param avoid when it is not, in a sentence
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
public record Explanation(String formula, String shapes, String use, String avoid) {
    /** Checks that nothing is missing. */
    public Explanation {
        formula = requireText("formula", formula).stripTrailing();
        requireText("shapes", shapes);
        requireText("use", use);
        requireText("avoid", avoid);
    }

    private static String requireText(String name, String text) {
        if (requireNonNull(text, () -> name + " is null").isBlank()) {
            throw new IllegalArgumentException(name + " must say something, found nothing");
        }
        return text;
    }
}
