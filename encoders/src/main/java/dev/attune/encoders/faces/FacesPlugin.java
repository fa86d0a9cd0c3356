package dev.attune.encoders.faces;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.encoder.EncoderFactory;
import java.util.List;

/**
 * Contributes encoders of faces.
 *
 * @since 0.1
 */
public final class FacesPlugin implements AttunePlugin {
    /** Makes the plugin. */
    public FacesPlugin() {}

    @Override
    public String id() {
        return "faces";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<EncoderFactory<?>> encoders() {
        return List.of(new FaceHogFactory(), new OnnxFaceFactory());
    }
}
