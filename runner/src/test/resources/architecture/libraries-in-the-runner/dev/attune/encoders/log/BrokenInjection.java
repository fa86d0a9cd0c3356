package dev.attune.encoders.log;

import jakarta.inject.Inject;

final class BrokenInjection {
    @Inject
    BrokenInjection() {}
}
