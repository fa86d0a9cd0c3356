package dev.attune.runner.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the one component of a record that has no key of its own: its {@code type} and its options stand beside the other keys.
 *
 * <p>{@code {type: logmel, bands: 64, align: mean}} is a modality whose encoder is {@code logmel}, with the option {@code bands}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Beside {}
