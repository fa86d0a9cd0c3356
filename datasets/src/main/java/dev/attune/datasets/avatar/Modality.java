package dev.attune.datasets.avatar;

import java.util.Locale;

/** What tells a part of the truth. */
enum Modality {
    /** The face. */
    VISUAL,
    /** The voice. */
    AUDIO,
    /** The words. */
    TEXT;

    /** Returns the name that files use. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
