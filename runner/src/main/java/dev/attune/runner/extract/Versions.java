package dev.attune.runner.extract;

import dev.attune.api.ComponentFactory;
import dev.attune.runner.trial.Environment;
import java.util.Optional;

/** Knows of which version is what features are made with: another version may make others. */
interface Versions {
    /** Returns the version of the plugin that a component comes from. */
    String of(ComponentFactory<?> component);

    /** Returns the version of Attune, which places features on the clock and reads labels. */
    String attune();

    /** Returns what jars say of themselves. */
    static Versions ofJars() {
        return new Versions() {
            @Override
            public String of(ComponentFactory<?> component) {
                // A folder of classes, as developers have it, has no version.
                return Optional.ofNullable(component.getClass().getPackage().getImplementationVersion())
                        .orElse("unknown");
            }

            @Override
            public String attune() {
                return Environment.version();
            }
        };
    }
}
