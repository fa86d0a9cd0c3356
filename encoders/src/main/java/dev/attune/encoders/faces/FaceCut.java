package dev.attune.encoders.faces;

import dev.attune.api.media.PictureFormat.Colour;

/**
 * What part of the picture an encoder is shown.
 *
 * @param aligned turned so that the landmarks lie in their usual places; otherwise upright round the box
 * @param side in pixels; the cut is a square
 * @param margin on each side, as a part of the cut without it
 * @param colour the channels of a pixel
 */
record FaceCut(boolean aligned, int side, double margin, Colour colour) {
    Alignment alignment(Face face) {
        return aligned ? Alignment.ofLandmarks(face, side, margin) : Alignment.ofBox(face.box(), side, margin);
    }
}
