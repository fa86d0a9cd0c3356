package dev.attune.api.config;

import dev.attune.api.PublicApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bounds a numeric option, or each element of a list of numbers; both ends are allowed values.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
public @interface Range {
    /** Returns the least allowed value. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Returns the greatest allowed value. */
    double max() default Double.POSITIVE_INFINITY;
}
