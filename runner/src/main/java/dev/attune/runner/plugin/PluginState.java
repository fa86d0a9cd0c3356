package dev.attune.runner.plugin;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What became of one plugin when the host looked at it.
 *
 * @param id its identifier; the name of its class where it has not told a valid one
 * @param source the jar or folder it comes from
 * @param jars all of its jars where it is not on the class path; else empty
 * @param status whether its components can be used
 * @param reason what is wrong and what to do, one line; empty for a plugin that is ready
 * @param components what it offers, as far as it could be asked
 */
public record PluginState(
        String id,
        String source,
        List<Path> jars,
        Status status,
        Optional<String> reason,
        List<OfferedComponent> components) {
    /** Checks that a broken plugin, and no other, has a reason. */
    public PluginState {
        requireNonNull(id, "id is null");
        requireNonNull(source, "source is null");
        jars = List.copyOf(jars);
        requireNonNull(status, "status is null");
        requireNonNull(reason, "reason is null");
        components = List.copyOf(components);
        if (reason.isPresent() != (status == Status.BROKEN)) {
            throw new IllegalArgumentException("a plugin has a reason if, and only if, it is broken, found " + status
                    + " and " + reason.orElse("no reason"));
        }
    }

    /** Whether the components of a plugin can be used. */
    public enum Status {
        /** They can. */
        READY,
        /** None of them can. */
        BROKEN
    }

    /**
     * A component that a plugin offers.
     *
     * @param kind its kind
     * @param name its name
     */
    public record OfferedComponent(ComponentKind kind, String name) {}
}
