package dev.attune.api.stable;

import dev.attune.api.PublicApi;

@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Leg {}
