package dev.attune.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public type whose compatibility is promised to plugin authors and library users.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface PublicApi {
    /** Returns who may do what with the type. */
    Usage usage();

    /** Returns how firm the promise is. */
    State state();

    /** Returns the first version that had the type. */
    String since();

    /** Who may do what with a type. */
    enum Usage {
        /** Outsiders implement or extend the type: no abstract method is added to it within a major version. */
        IMPLEMENT,
        /** Outsiders call the type: methods may be added to it at any time. */
        CALL
    }

    /** How firm the promise is. */
    enum State {
        /** Incompatible changes come only with a new {@link ApiVersion}. */
        STABLE,
        /** May change in any release; the changelog says how. */
        EXPERIMENTAL
    }
}
