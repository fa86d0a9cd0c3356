package dev.attune.datasets.avatar;

import java.util.Locale;

/** What is to be told. */
enum Target {
    /** From unpleasant to pleasant. */
    VALENCE,
    /** From calm to excited. */
    AROUSAL;

    /** Returns the name that files use. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
