package dev.attune.api.media;

import dev.attune.api.PublicApi;

/**
 * A rectangle of an upright picture, such as a face, in parts of the picture's width and height.
 *
 * @param x its left side; 0 is the picture's, 1 its right one
 * @param y its upper side; 0 is the picture's, 1 its lower one
 * @param width its width, above 0
 * @param height its height, above 0
 * @param score how sure its finder is, in [0, 1]
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record Region(double x, double y, double width, double height, double score) {
    /** Checks the numbers; a region may reach over the edges of its picture. */
    public Region {
        if (!(width > 0) || !(height > 0) || !(score >= 0 && score <= 1) || Double.isNaN(x) || Double.isNaN(y)) {
            throw new IllegalArgumentException("a region needs a place, a size above 0 and a score from 0 to 1, found "
                    + x + ", " + y + ", " + width + " x " + height + ", score " + score);
        }
    }
}
