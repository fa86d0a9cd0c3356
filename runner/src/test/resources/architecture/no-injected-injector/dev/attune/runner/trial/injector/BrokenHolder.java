package dev.attune.runner.trial.injector;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Provides;
import jakarta.inject.Inject;

final class BrokenHolder {
    private final Injector injector;

    @Inject
    BrokenHolder(Injector injector) {
        this.injector = injector;
    }

    String name() {
        return injector.getInstance(String.class);
    }
}

final class BrokenModule extends AbstractModule {
    @Provides
    String name(Injector injector) {
        return injector.toString();
    }
}
