package dev.attune.runner.report.chart;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Turns drawings into pictures made of pixels. */
public final class Raster {
    private static final double PIXELS = 2; // a pixel of a drawing, for screens and printers finer than 96 per inch

    private Raster() {}

    /**
     * Returns a PNG.
     *
     * @param svg a whole document
     * @throws IOException if it cannot be drawn
     */
    public static byte[] png(String svg) throws IOException {
        SVGDocument document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)),
                        null,
                        LoaderContext.createDefault());
        if (document == null) {
            throw new IOException("the drawing is no SVG that can be read");
        }
        int width = (int) Math.ceil(document.size().width * PIXELS);
        int height = (int) Math.ceil(document.size().height * PIXELS);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(PIXELS, PIXELS);
            document.render((Component) null, graphics, null);
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.setUseCache(false); // it would write to the disk
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
