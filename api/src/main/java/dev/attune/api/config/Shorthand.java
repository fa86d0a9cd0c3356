package dev.attune.api.config;

import dev.attune.api.PublicApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a plain value stand for a record with that one component set: {@code train: a.npz} for {@code train: {file: a.npz}}.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
public @interface Shorthand {
    /** Returns the name of the record component that a plain value sets. */
    String value();
}
