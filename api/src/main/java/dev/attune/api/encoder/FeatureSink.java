package dev.attune.api.encoder;

import dev.attune.api.PublicApi;
import dev.attune.api.media.Region;
import dev.attune.api.media.Span;

/**
 * Takes the features of a clip as they come, so that nobody needs to hold those of hours.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface FeatureSink {
    /**
     * Takes one row.
     *
     * <p>Time that no row covers has no features: there, a frame is invalid. So an encoder gives no row for a picture without a face, a
     * stretch without sound, or a pause between words, and never a row of zeros in their place.
     *
     * @param span the stretch of time that the row describes; starts not before that of the row before
     * @param features as many finite numbers as the encoder has outputs; copied
     */
    void row(Span span, float[] features);

    /**
     * Takes the part of a picture that the features of that time describe, such as the face.
     *
     * @param span when
     * @param region where
     */
    default void region(Span span, Region region) {}

    /**
     * Takes what the user should know of this clip, one sentence.
     *
     * @param finding for example {@code two faces; the larger was followed}
     */
    default void finding(String finding) {}
}
