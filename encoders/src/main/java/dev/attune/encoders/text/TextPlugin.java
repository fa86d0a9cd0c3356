package dev.attune.encoders.text;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.media.TranscriberFactory;
import java.util.List;

/**
 * Contributes transcribers and encoders of words.
 *
 * @since 0.1
 */
public final class TextPlugin implements AttunePlugin {
    /** Makes the plugin. */
    public TextPlugin() {}

    @Override
    public String id() {
        return "text";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<TranscriberFactory<?>> transcribers() {
        return List.of(new SidecarFactory(), new AlignedFactory(), new VoskFactory(), new IemocapFactory());
    }

    @Override
    public List<EncoderFactory<?>> encoders() {
        return List.of(new MiniLmFactory(), new OnnxBertFactory());
    }
}
