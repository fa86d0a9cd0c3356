package dev.attune.api.config;

import dev.attune.api.PublicApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the value of an option that the file leaves out.
 *
 * <p>An option without this annotation is required, unless it is an {@link java.util.Optional} (absent), or a record
 * (all of its own defaults).
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
public @interface DefaultValue {
    /** Returns the value as it would stand in the YAML file, for example {@code "3"}, {@code "[a, b]"} or {@code "{}"}. */
    String value();
}
