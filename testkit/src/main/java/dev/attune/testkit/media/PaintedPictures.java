package dev.attune.testkit.media;

import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureFormat.Colour;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Gives drawn pictures, one for each frame of a clock. */
final class PaintedPictures implements PictureStream {
    private final Timeline timeline;
    private final @Nullable DoubleFunction<BufferedImage> painter;
    private final PictureFormat format;
    private int frame;

    PaintedPictures(Timeline timeline, @Nullable DoubleFunction<BufferedImage> painter, PictureFormat format) {
        this.timeline = timeline;
        this.painter = painter;
        this.format = format;
    }

    @Override
    public @Nullable Picture next() {
        if (painter == null || frame == timeline.length()) {
            return null;
        }
        Span span = new Span(timeline.seconds(frame), timeline.end(frame));
        BufferedImage drawn = painter.apply(span.start());
        frame++;
        int width = format.width() == 0 ? drawn.getWidth() : format.width();
        int height = format.height() == 0 ? drawn.getHeight() : format.height();
        Colour colour = format.colour();
        BufferedImage image = new BufferedImage(
                width, height, colour == Colour.GREY ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(drawn, 0, 0, width, height, null);
        graphics.dispose();
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        if (colour == Colour.RGB) {
            for (int i = 0; i < pixels.length; i += 3) {
                byte blue = pixels[i];
                pixels[i] = pixels[i + 2];
                pixels[i + 2] = blue;
            }
        }
        return new Picture(span, width, height, colour, ByteBuffer.wrap(pixels));
    }

    @Override
    public void close() {}
}
