package dev.attune.api.config;

import dev.attune.api.PublicApi;

/**
 * The options of a component that has none.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
public record NoOptions() {}
