/**
 * The service provider interface of Attune: what a plugin is and which kinds of component it may contribute.
 *
 * <p>Start at {@link dev.attune.api.AttunePlugin}. Each kind of component has a package of its own
 * ({@code fusion}, {@code temporal}, {@code data}, {@code loss}, {@code metric}, {@code encoder}); options are records described
 * with the annotations of {@code config}; models are put together from the layers of {@code nn}.
 */
@NullMarked
package dev.attune.api;

import org.jspecify.annotations.NullMarked;
