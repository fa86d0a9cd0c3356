package dev.attune.datasets.avatar;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * Draws one speaker's head, in units of half its height around the middle of the face, x to the right and y down.
 *
 * <p>Light comes from above, so that there is what detectors of faces look for: eyes and brows darker than forehead and cheeks, a bridge of
 * the nose lighter than the eyes, a shadow beneath the nose, a mouth darker than the chin.
 */
final class FacePainter {
    /** Half a head in parts of the smaller side of the picture. */
    private static final double HALF_HEAD = 0.35;

    private static final double EYE_HEIGHT = -0.12;
    private static final double MOUTH_HEIGHT = 0.54;

    /** How far a corner of the mouth goes up or down. */
    private static final double SMILE_REACH = 0.13;

    private static final double BROW_REACH = 0.075;

    private final Speaker speaker;
    private final Color shade;
    private final Color line;
    private final Color lip;

    FacePainter(Speaker speaker) {
        this.speaker = speaker;
        shade = Speaker.dimmed(speaker.skin(), 0.62);
        line = Speaker.dimmed(speaker.skin(), 0.35);
        lip = mixed(speaker.skin(), new Color(0xA03A3A), 0.6);
    }

    /** Draws over the whole image. */
    void paint(BufferedImage image, FaceState state) {
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            int width = image.getWidth();
            int height = image.getHeight();
            graphics.setPaint(new GradientPaint(0, 0, speaker.wall(), 0, height, Speaker.dimmed(speaker.wall(), 0.78)));
            graphics.fillRect(0, 0, width, height);
            double unit = HALF_HEAD * Math.min(width, height);
            graphics.translate(width / 2.0, height * 0.49);
            graphics.scale(unit, unit);
            paintBody(graphics, state);
            graphics.translate(state.shiftX(), state.shiftY());
            // About the neck, as heads do.
            graphics.translate(0, 1);
            graphics.rotate(state.tilt());
            graphics.translate(0, -1);
            graphics.scale(state.zoom(), state.zoom());
            paintHead(graphics, state);
        } finally {
            graphics.dispose();
        }
    }

    private void paintBody(Graphics2D graphics, FaceState state) {
        fill(graphics, ellipse(0.5 * state.shiftX(), 2.15, 1.35, 1.0), speaker.shirt());
        double middle = 0.7 * state.shiftX();
        Rectangle2D neck = new Rectangle2D.Double(middle - 0.33, 0.6, 0.66, 0.75);
        fill(graphics, neck, Speaker.dimmed(speaker.skin(), 0.78));
        fill(graphics, ellipse(middle, 1.34, 0.33, 0.14), Speaker.dimmed(speaker.skin(), 0.78));
        fill(graphics, ellipse(middle, 0.98, 0.42, 0.2), glow(middle, 0.98, 0.42, shade, 150));
    }

    private void paintHead(Graphics2D graphics, FaceState state) {
        paintHairBehind(graphics);
        double side = speaker.headWidth();
        for (int sign : new int[] {-1, 1}) {
            fill(graphics, ellipse(sign * (side + 0.01), 0.02, 0.09, 0.19), Speaker.dimmed(speaker.skin(), 0.85));
        }
        Shape head = head();
        fill(
                graphics,
                head,
                new RadialGradientPaint(new Point2D.Double(-0.05, -0.1), 1.2f, new float[] {0, 0.55f, 1}, new Color[] {
                    Speaker.dimmed(speaker.skin(), 1.05), speaker.skin(), Speaker.dimmed(speaker.skin(), 0.6)
                }));
        Shape clip = graphics.getClip();
        graphics.clip(head);
        paintShading(graphics, state);
        graphics.setClip(clip);
        paintFringe(graphics);
        for (int sign : new int[] {-1, 1}) {
            paintEye(graphics, state, sign);
            paintBrow(graphics, state, sign);
        }
        paintNose(graphics);
        paintMouth(graphics, state);
    }

    private void paintHairBehind(Graphics2D graphics) {
        double side = speaker.headWidth() + 0.1;
        fill(graphics, skullHair(), speaker.hair());
        if (speaker.hairLength() > 0.5) {
            Path2D.Double sides = new Path2D.Double();
            sides.moveTo(-side, -0.2);
            sides.curveTo(-side - 0.08, 0.4, -side, speaker.hairLength(), -0.45, speaker.hairLength());
            sides.lineTo(0.45, speaker.hairLength());
            sides.curveTo(side, speaker.hairLength(), side + 0.08, 0.4, side, -0.2);
            sides.closePath();
            fill(graphics, sides, Speaker.dimmed(speaker.hair(), 0.85));
            fill(graphics, new Rectangle2D.Double(-0.33, 0.6, 0.66, 0.75), Speaker.dimmed(speaker.skin(), 0.72));
        }
    }

    private Shape skullHair() {
        return ellipse(0, -0.2, speaker.headWidth() + 0.1, 0.93);
    }

    /** The outline: a round skull and a narrower chin. */
    private Shape head() {
        double side = speaker.headWidth();
        Path2D.Double path = new Path2D.Double();
        path.moveTo(0, -1);
        path.curveTo(0.62 * side, -1, side, -0.62, side, -0.1);
        path.curveTo(side, 0.42, 0.72 * side, 1, 0, 1);
        path.curveTo(-0.72 * side, 1, -side, 0.42, -side, -0.1);
        path.curveTo(-side, -0.62, -0.62 * side, -1, 0, -1);
        path.closePath();
        return path;
    }

    private void paintShading(Graphics2D graphics, FaceState state) {
        Color light = mixed(speaker.skin(), Color.WHITE, 0.45);
        glow(graphics, 0, -0.5, 0.55, 0.28, light, 110);
        for (int sign : new int[] {-1, 1}) {
            double eye = sign * speaker.eyeDistance();
            glow(graphics, eye, EYE_HEIGHT - 0.03, 0.27, 0.21, shade, 190);
            glow(graphics, sign * 0.38, 0.24, 0.24, 0.17, light, 120);
            // A smile lifts the cheeks.
            glow(graphics, sign * 0.42, 0.33 - 0.05 * state.smile(), 0.2, 0.14, lip, 55);
        }
        glow(graphics, 0, 0.83, 0.26, 0.13, light, 90);
        glow(graphics, 0, 0.7, 0.24, 0.07, shade, 110);
    }

    private void paintFringe(Graphics2D graphics) {
        double side = speaker.headWidth() + 0.1;
        Path2D.Double fringe = new Path2D.Double();
        fringe.moveTo(-side, -0.15);
        fringe.curveTo(-side + 0.16, -0.5, -0.45, -0.66, -0.15, -0.72);
        fringe.curveTo(0.15, -0.68, 0.5, -0.66, side, -0.15);
        fringe.lineTo(side, -1.1);
        fringe.lineTo(-side, -1.1);
        fringe.closePath();
        fill(graphics, within(fringe, skullHair()), speaker.hair());
    }

    private void paintEye(Graphics2D graphics, FaceState state, int sign) {
        double x = sign * speaker.eyeDistance();
        double half = speaker.eyeSize();
        double up = 0.02 + 0.115 * state.lids();
        double down = 0.015 + 0.055 * state.lids();
        Path2D.Double eye = new Path2D.Double();
        eye.moveTo(x - half, EYE_HEIGHT + 0.01);
        eye.curveTo(x - 0.5 * half, EYE_HEIGHT - 1.3 * up, x + 0.5 * half, EYE_HEIGHT - 1.3 * up, x + half, EYE_HEIGHT);
        eye.curveTo(
                x + 0.5 * half,
                EYE_HEIGHT + 1.3 * down,
                x - 0.5 * half,
                EYE_HEIGHT + 1.3 * down,
                x - half,
                EYE_HEIGHT + 0.01);
        eye.closePath();
        fill(graphics, eye, new Color(0xEDE8E2));
        double irisX = x + 0.25 * half * state.gazeX();
        double irisY = EYE_HEIGHT - 0.01 + 0.02 * state.gazeY();
        double iris = 0.56 * half;
        fill(graphics, within(ellipse(irisX, irisY, iris, iris), eye), speaker.iris());
        fill(graphics, within(ellipse(irisX, irisY, 0.5 * iris, 0.5 * iris), eye), new Color(0x120C0A));
        fill(graphics, within(ellipse(irisX - 0.02, irisY - 0.03, 0.018, 0.018), eye), Color.WHITE);
        Path2D.Double lid = new Path2D.Double();
        lid.moveTo(x - half - 0.01, EYE_HEIGHT + 0.015);
        lid.curveTo(
                x - 0.5 * half,
                EYE_HEIGHT - 1.3 * up,
                x + 0.5 * half,
                EYE_HEIGHT - 1.3 * up,
                x + half + 0.01,
                EYE_HEIGHT + 0.005);
        draw(graphics, lid, mixed(line, Color.BLACK, 0.5), 0.034);
        Path2D.Double fold = new Path2D.Double();
        fold.moveTo(x - half, EYE_HEIGHT + 0.01);
        fold.curveTo(
                x - 0.5 * half, EYE_HEIGHT + 1.3 * down, x + 0.5 * half, EYE_HEIGHT + 1.3 * down, x + half, EYE_HEIGHT);
        draw(graphics, fold, line, 0.012);
    }

    private void paintBrow(Graphics2D graphics, FaceState state, int sign) {
        double x = sign * speaker.eyeDistance();
        double y = EYE_HEIGHT - 0.235 - BROW_REACH * state.brows();
        double inner = x - sign * 0.19;
        double outer = x + sign * 0.21;
        Path2D.Double brow = new Path2D.Double();
        brow.moveTo(inner, y + 0.035);
        brow.quadTo(x + sign * 0.04, y - 0.055 - 0.02 * state.brows(), outer, y + 0.05);
        draw(graphics, brow, Speaker.dimmed(speaker.hair(), 0.8), speaker.browWeight());
    }

    private void paintNose(Graphics2D graphics) {
        double tip = EYE_HEIGHT + speaker.noseLength();
        Color light = mixed(speaker.skin(), Color.WHITE, 0.5);
        glow(graphics, 0, EYE_HEIGHT + 0.06, 0.07, 0.26, light, 150);
        glow(graphics, 0, tip - 0.03, 0.08, 0.07, light, 140);
        glow(graphics, 0.11, tip - 0.1, 0.07, 0.2, shade, 120);
        glow(graphics, 0, tip + 0.07, 0.19, 0.055, shade, 220);
        for (int sign : new int[] {-1, 1}) {
            fill(graphics, ellipse(sign * 0.065, tip + 0.045, 0.034, 0.019), line);
            Path2D.Double wing = new Path2D.Double();
            wing.moveTo(sign * 0.12, tip - 0.03);
            wing.quadTo(sign * 0.165, tip + 0.02, sign * 0.11, tip + 0.05);
            draw(graphics, wing, shade, 0.02);
        }
    }

    private void paintMouth(Graphics2D graphics, FaceState state) {
        double half = speaker.mouthWidth() * (1 + 0.1 * state.smile() - 0.1 * state.open());
        double corner = MOUTH_HEIGHT - SMILE_REACH * state.smile() * 0.6;
        double middle = MOUTH_HEIGHT + SMILE_REACH * state.smile() * 0.4;
        double gap = 0.012 + 0.15 * state.open();
        // A quadratic curve reaches half way to its control point.
        double upper = 2 * (middle - 0.35 * gap) - corner;
        double lower = 2 * (middle + 0.65 * gap) - corner;
        Path2D.Double lips = new Path2D.Double();
        lips.moveTo(-half, corner);
        lips.quadTo(-0.35 * half, upper - 0.085, 0, middle - 0.35 * gap - 0.045);
        lips.quadTo(0.35 * half, upper - 0.085, half, corner);
        lips.quadTo(0, lower + 0.13, -half, corner);
        lips.closePath();
        fill(graphics, lips, lip);
        Path2D.Double inside = new Path2D.Double();
        inside.moveTo(-0.92 * half, corner);
        inside.quadTo(0, upper, 0.92 * half, corner);
        inside.quadTo(0, lower, -0.92 * half, corner);
        inside.closePath();
        fill(graphics, inside, new Color(0x3A1214));
        if (state.open() > 0.25) {
            Rectangle2D teeth = new Rectangle2D.Double(-0.6 * half, middle - 0.35 * gap - 0.02, 1.2 * half, 0.045);
            fill(graphics, within(teeth, inside), new Color(0xEFEAE2));
        }
        Path2D.Double seam = new Path2D.Double();
        seam.moveTo(-half - 0.015, corner - 0.012 * state.smile());
        seam.quadTo(0, upper, half + 0.015, corner - 0.012 * state.smile());
        draw(graphics, seam, mixed(lip, Color.BLACK, 0.6), 0.022);
    }

    private static Shape within(Shape shape, Shape frame) {
        Area area = new Area(shape);
        area.intersect(new Area(frame));
        return area;
    }

    private static void fill(Graphics2D graphics, Shape shape, Paint paint) {
        graphics.setPaint(paint);
        graphics.fill(shape);
    }

    private static void draw(Graphics2D graphics, Shape shape, Paint paint, double thickness) {
        graphics.setStroke(new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setPaint(paint);
        graphics.draw(shape);
    }

    /** Lays a soft spot of a colour over what is there. */
    private static void glow(Graphics2D graphics, double x, double y, double rx, double ry, Color color, int alpha) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.scale(1, ry / rx);
        fill(graphics, ellipse(0, 0, rx, rx), glow(0, 0, rx, color, alpha));
        graphics.setTransform(before);
    }

    private static Paint glow(double x, double y, double radius, Color color, int alpha) {
        return new RadialGradientPaint(new Point2D.Double(x, y), (float) radius, new float[] {0, 1}, new Color[] {
            new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha),
            new Color(color.getRed(), color.getGreen(), color.getBlue(), 0)
        });
    }

    private static Ellipse2D ellipse(double x, double y, double rx, double ry) {
        return new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry);
    }

    private static Color mixed(Color first, Color second, double share) {
        return new Color(
                (int) Math.round(first.getRed() * (1 - share) + second.getRed() * share),
                (int) Math.round(first.getGreen() * (1 - share) + second.getGreen() * share),
                (int) Math.round(first.getBlue() * (1 - share) + second.getBlue() * share));
    }
}
