package dev.attune.api.data;

import dev.attune.api.PublicApi;
import java.util.Locale;

/**
 * The parts of a corpus: fitted on, selected on, reported on.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
public enum Split {
    /** Parameters are fitted on it. */
    TRAIN,
    /** Epochs, settings and models are selected on it. */
    VALIDATION,
    /** Nothing is selected on it. */
    TEST;

    /** Returns the name used in files and tables: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
