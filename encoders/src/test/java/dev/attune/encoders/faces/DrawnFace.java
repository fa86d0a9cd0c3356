package dev.attune.encoders.faces;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;

/** Draws faces that a cascade for faces of people finds: lit from above, with eyes darker than cheeks and a shadow under the nose. */
final class DrawnFace {
    private static final double EYE_SIDE = 0.36;
    private static final double EYE_HEIGHT = -0.12;

    private DrawnFace() {}

    /** Returns a grey wall. */
    static BufferedImage wall(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0x6F7F90));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    /**
     * Draws a face.
     *
     * @param image takes it
     * @param x of the middle between chin and crown
     * @param y of the middle between chin and crown
     * @param half of the height of the head in pixels
     * @param smile from -1, the corners of the mouth down, to 1
     */
    static void draw(BufferedImage image, double x, double y, double half, double smile) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.translate(x, y);
        graphics.scale(half, half);
        graphics.setColor(new Color(0x3A2A20));
        graphics.fill(ellipse(0, -0.2, 0.86, 0.95));
        graphics.setPaint(
                new RadialGradientPaint(new Point2D.Double(0, -0.1), 1.1f, new float[] {0, 0.6f, 1}, new Color[] {
                    new Color(0xF0C8A8), new Color(0xDDB090), new Color(0x9A7458)
                }));
        graphics.fill(ellipse(0, 0.03, 0.74, 0.97));
        soft(graphics, 0, 0.42, 0.2, 0.07, new Color(0x8A5A44));
        soft(graphics, 0, 0.75, 0.25, 0.06, new Color(0x9A6A54));
        for (int side : new int[] {-1, 1}) {
            eye(graphics, side * EYE_SIDE);
        }
        mouth(graphics, smile);
        graphics.dispose();
    }

    /** Returns where an eye of a drawn face is: -1 for the left one of the picture, 1 for the right one. */
    static Point eye(double x, double y, double half, int side) {
        return new Point(x + side * EYE_SIDE * half, y + EYE_HEIGHT * half);
    }

    private static void eye(Graphics2D graphics, double x) {
        soft(graphics, x, EYE_HEIGHT - 0.02, 0.28, 0.2, new Color(0x7A5440));
        graphics.setColor(new Color(0xEEE8E0));
        graphics.fill(ellipse(x, EYE_HEIGHT, 0.16, 0.075));
        graphics.setColor(new Color(0x20140E));
        graphics.fill(ellipse(x, EYE_HEIGHT, 0.075, 0.075));
        graphics.setStroke(new BasicStroke(0.04f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(arc(x - 0.17, x + 0.17, EYE_HEIGHT, EYE_HEIGHT - 0.2));
        graphics.setStroke(new BasicStroke(0.075f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(arc(x - 0.2, x + 0.2, EYE_HEIGHT - 0.23, EYE_HEIGHT - 0.36));
    }

    private static void mouth(Graphics2D graphics, double smile) {
        double corner = 0.56 - 0.09 * smile;
        graphics.setColor(new Color(0x9A3A3A));
        graphics.setStroke(new BasicStroke(0.09f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(arc(-0.27, 0.27, corner, 0.58 + 0.16 * smile));
    }

    private static Shape arc(double left, double right, double ends, double control) {
        Path2D.Double path = new Path2D.Double();
        path.moveTo(left, ends);
        path.quadTo((left + right) / 2, control, right, ends);
        return path;
    }

    private static void soft(Graphics2D graphics, double x, double y, double rx, double ry, Color color) {
        Graphics2D own = (Graphics2D) graphics.create();
        own.translate(x, y);
        own.scale(1, ry / rx);
        own.setPaint(new RadialGradientPaint(new Point2D.Double(0, 0), (float) rx, new float[] {0, 1}, new Color[] {
            color, new Color(color.getRed(), color.getGreen(), color.getBlue(), 0)
        }));
        own.fill(ellipse(0, 0, rx, rx));
        own.dispose();
    }

    private static Ellipse2D ellipse(double x, double y, double rx, double ry) {
        return new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry);
    }
}
