package dev.attune.api;

/**
 * Names the version of this interface that a plugin was compiled against.
 *
 * <p>{@link #CURRENT} is a compile-time constant: {@code javac} copies its value into the plugin's class file, so
 * {@code return ApiVersion.CURRENT;} tells the host which version the author had, not which version the host has.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
public final class ApiVersion {
    /** The version of this artifact; rises when an old plugin could no longer run. */
    public static final int CURRENT = 1;

    /**
     * Counts the additions since {@link #CURRENT} last rose. A jar says {@code Attune-Api-Version: 1.0} in its manifest, so that a host
     * that is older than the additions which it may use can refuse it before a class of it is loaded.
     */
    public static final int MINOR = 0;

    private ApiVersion() {}
}
