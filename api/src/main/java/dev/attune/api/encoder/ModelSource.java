package dev.attune.api.encoder;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;
import dev.attune.api.config.Shorthand;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the file of a model comes from.
 *
 * <p>In a configuration: the path of a file, relative to the YAML file; {@code classpath:/name}, a resource of a plugin; or
 * {@code https://...}, which is downloaded once into a cache. With a {@code sha256}, any other content is refused.
 *
 * @param source a path, {@code file:}, {@code classpath:} or {@code https:}
 * @param sha256 64 hexadecimal digits that the content must have
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
@Shorthand("source")
public record ModelSource(String source, Optional<String> sha256) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** Checks the hash. */
    public ModelSource {
        if (requireNonNull(source, "source is null").isBlank()) {
            throw new IllegalArgumentException(
                    "found no source, wanted the path of a file, classpath:/name or https://...");
        }
        sha256 = sha256.map(hash -> hash.toLowerCase(Locale.ROOT));
        sha256.ifPresent(hash -> {
            if (!HASH.matcher(hash).matches()) {
                throw new IllegalArgumentException("sha256 must have 64 hexadecimal digits, found " + hash);
            }
        });
    }

    /**
     * Makes a source whose content is not checked.
     *
     * @param source a path, {@code file:}, {@code classpath:} or {@code https:}
     */
    public static ModelSource of(String source) {
        return new ModelSource(source, Optional.empty());
    }
}
