package dev.attune.api.config;

import dev.attune.api.PublicApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an option, a whole number or a list of them, that says how wide a part of the model is.
 *
 * <p>A study that compares models of equal size ({@code match: parameters}) scales all of them by one factor until the number of
 * parameters fits. Mark hidden sizes; do not mark numbers of layers, heads, kernels or frames.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public @interface Width {
    /** Returns the record component, a whole number such as {@code heads}, of which the width must be a multiple; empty for none. */
    String multipleOf() default "";
}
