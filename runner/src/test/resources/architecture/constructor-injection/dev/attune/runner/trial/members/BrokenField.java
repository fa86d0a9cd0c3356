package dev.attune.runner.trial.members;

import com.google.inject.Inject;

final class BrokenField {
    @Inject
    String name = "";
}

final class BrokenSetter {
    private String name = "";

    @jakarta.inject.Inject
    void name(String name) {
        this.name = name;
    }
}
