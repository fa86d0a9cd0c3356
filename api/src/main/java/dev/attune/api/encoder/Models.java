package dev.attune.api.encoder;

import dev.attune.api.PublicApi;
import java.nio.file.Path;

/**
 * Gives encoders their model files.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface Models {
    /**
     * Returns a model as a file: downloads it if it must, checks it, and notes its hash in what is written about the features.
     *
     * @param source where it comes from
     * @throws dev.attune.api.DataException if there is none, or its content is not the wanted one
     */
    Path file(ModelSource source);
}
