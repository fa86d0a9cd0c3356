package dev.attune.runner.predict;

import dev.attune.api.data.TargetInfo;
import dev.attune.api.media.Region;
import dev.attune.runner.report.chart.Ink;
import dev.attune.runner.report.chart.Style;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** Draws what is predicted onto a picture: the region, the plane of valence and arousal, the traces. */
final class OverlayPainter {
    private static final double TRACE_SECONDS = 20;
    private static final double PAST = .75; // of the traces lies before the present
    private static final double TRAIL_SECONDS = 3;
    private static final Color GROUND = Color.decode(Ink.SURFACE.dark());
    private static final Color LETTERS = Color.decode(Ink.TEXT.dark());
    private static final Color MUTED = Color.decode(Ink.MUTED.dark());
    private static final Color AXIS = Color.decode(Ink.AXIS.dark());
    private static final Color REGION = Color.decode(Ink.GREEN.dark());
    private static final Color POINT = Color.decode(Ink.ORANGE.dark());

    private final OverlayLayout layout;
    private final ClipPrediction prediction;
    private final Regions regions;
    private final int valence;
    private final int arousal;
    private final double begin;
    private final double end;

    OverlayPainter(OverlayLayout layout, ClipPrediction prediction, Regions regions) {
        this.layout = layout;
        this.prediction = prediction;
        this.regions = regions;
        List<String> names = prediction.targets().stream().map(TargetInfo::name).toList();
        valence = names.indexOf("valence");
        arousal = names.indexOf("arousal");
        begin = prediction.seconds(0);
        end = prediction.seconds(prediction.length() - 1);
    }

    /**
     * Draws.
     *
     * @param canvas the picture, with room for the traces below
     * @param frame of the prediction
     */
    void paint(BufferedImage canvas, int frame) {
        Graphics2D graphics = canvas.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, layout.text()));
            regions.at(frame).ifPresent(region -> paint(graphics, region));
            paintModalities(graphics, frame);
            if (valence >= 0 && arousal >= 0) {
                paintPlane(graphics, frame);
            }
            paintTraces(graphics, frame);
        } finally {
            graphics.dispose();
        }
    }

    private void paint(Graphics2D graphics, Region region) {
        Rectangle picture = layout.picture();
        Rectangle2D box = new Rectangle2D.Double(
                region.x() * picture.width,
                region.y() * picture.height,
                region.width() * picture.width,
                region.height() * picture.height);
        graphics.clip(picture);
        graphics.setColor(GROUND);
        graphics.setStroke(new BasicStroke(layout.text() / 4f));
        graphics.draw(box);
        graphics.setColor(REGION);
        graphics.setStroke(new BasicStroke(layout.text() / 7f));
        graphics.draw(box);
        graphics.setClip(null);
    }

    /** Says which modalities the model was given for this frame. */
    private void paintModalities(Graphics2D graphics, int frame) {
        int x = layout.text() / 2;
        int height = layout.text() * 3 / 2;
        for (String modality : prediction.modalities()) {
            boolean valid = prediction.isValid(modality, frame);
            String text = valid ? modality : "no " + modality;
            int width = graphics.getFontMetrics().stringWidth(text) + layout.text();
            veil(graphics, new Rectangle(x, layout.text() / 2, width, height));
            graphics.setColor(valid ? LETTERS : POINT);
            graphics.drawString(text, x + layout.text() / 2, layout.text() / 2 + layout.text() * 9 / 8);
            x += width + layout.text() / 3;
        }
    }

    private static void veil(Graphics2D graphics, Rectangle place) {
        graphics.setComposite(AlphaComposite.SrcOver.derive(.62f));
        graphics.setColor(GROUND);
        graphics.fill(place);
        graphics.setComposite(AlphaComposite.SrcOver);
    }

    private void paintPlane(Graphics2D graphics, int frame) {
        Rectangle plane = layout.plane();
        veil(graphics, plane);
        graphics.setColor(AXIS);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Line2D.Double(plane.getMinX(), plane.getCenterY(), plane.getMaxX(), plane.getCenterY()));
        graphics.draw(new Line2D.Double(plane.getCenterX(), plane.getMinY(), plane.getCenterX(), plane.getMaxY()));
        graphics.setColor(LETTERS);
        int gap = layout.text() / 3;
        int wide = graphics.getFontMetrics().stringWidth("valence");
        graphics.drawString("valence", plane.x + plane.width - wide - gap, (int) plane.getCenterY() - gap);
        graphics.drawString("arousal", (int) plane.getCenterX() + gap, plane.y + layout.text());
        double now = prediction.seconds(frame);
        graphics.setStroke(new BasicStroke(layout.text() / 6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int i = frame; i > 0 && now - prediction.seconds(i - 1) < TRAIL_SECONDS; i--) {
            double age = (now - prediction.seconds(i - 1)) / TRAIL_SECONDS;
            graphics.setComposite(AlphaComposite.SrcOver.derive((float) (1 - age)));
            graphics.setColor(POINT);
            graphics.draw(new Line2D.Double(across(plane, i - 1), up(plane, i - 1), across(plane, i), up(plane, i)));
        }
        graphics.setComposite(AlphaComposite.SrcOver);
        double radius = layout.text() * .45;
        Ellipse2D point =
                new Ellipse2D.Double(across(plane, frame) - radius, up(plane, frame) - radius, 2 * radius, 2 * radius);
        graphics.setColor(POINT);
        graphics.fill(point);
        graphics.setColor(GROUND);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(point);
    }

    private double across(Rectangle plane, int frame) {
        return plane.x + place(frame, valence) * plane.width;
    }

    private double up(Rectangle plane, int frame) {
        return plane.y + (1 - place(frame, arousal)) * plane.height;
    }

    /** Returns where a prediction lies within the range of labels, from 0 to 1. */
    private double place(int frame, int target) {
        TargetInfo info = prediction.targets().get(target);
        double share = (prediction.value(frame, target) - info.min()) / (info.max() - info.min());
        return Math.max(0, Math.min(1, share));
    }

    private void paintTraces(Graphics2D graphics, int frame) {
        Rectangle ground = layout.traces();
        graphics.setColor(GROUND);
        graphics.fill(ground);
        int left = legend(graphics, frame);
        Rectangle box = new Rectangle(
                left, ground.y + layout.text() / 2, ground.width - left - layout.text(), ground.height - layout.text());
        double now = prediction.seconds(frame);
        double span = Math.max(1e-3, Math.min(TRACE_SECONDS, end - begin));
        double from = Math.max(begin, Math.min(end - span, now - PAST * span));
        graphics.setColor(AXIS);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Line2D.Double(box.x, box.getCenterY(), box.getMaxX(), box.getCenterY()));
        for (int target = 0; target < prediction.targets().size(); target++) {
            graphics.setColor(ink(target));
            graphics.setComposite(AlphaComposite.SrcOver.derive(.4f));
            trace(graphics, box, target, frame, from, span, false);
            graphics.setComposite(AlphaComposite.SrcOver);
            trace(graphics, box, target, frame, from, span, true);
        }
        double cursor = box.x + (now - from) / span * box.width;
        graphics.setColor(LETTERS);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Line2D.Double(cursor, box.y, cursor, box.getMaxY()));
    }

    /** Draws what was, or what will be. */
    private void trace(
            Graphics2D graphics, Rectangle box, int target, int frame, double from, double span, boolean past) {
        int step = past ? -1 : 1;
        Path2D path = new Path2D.Double();
        path.moveTo(box.x + (prediction.seconds(frame) - from) / span * box.width, height(box, frame, target));
        for (int i = frame + step; i >= 0 && i < prediction.length(); i += step) {
            double share = (prediction.seconds(i) - from) / span;
            if (share < 0 || share > 1) {
                break;
            }
            path.lineTo(box.x + share * box.width, height(box, i, target));
        }
        graphics.setStroke(new BasicStroke(layout.text() / 7f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }

    private double height(Rectangle box, int frame, int target) {
        return box.y + (1 - place(frame, target)) * box.height;
    }

    /** Writes the present values, and returns where the room beside them begins. */
    private int legend(Graphics2D graphics, int frame) {
        Rectangle ground = layout.traces();
        int line = layout.text() * 3 / 2;
        int widest = 0;
        int y = ground.y + (ground.height - line * (prediction.targets().size() + 1)) / 2 + layout.text();
        for (int target = 0; target < prediction.targets().size(); target++) {
            String text = prediction.targets().get(target).name()
                    + String.format(Locale.ROOT, " %+.2f", prediction.value(frame, target));
            graphics.setColor(ink(target));
            graphics.drawString(text, layout.text() / 2, y + target * line);
            // A minus and a plus may differ in width, and the traces must not jump.
            String widestText = prediction.targets().get(target).name() + " +00.00";
            widest = Math.max(widest, graphics.getFontMetrics().stringWidth(widestText));
        }
        graphics.setColor(MUTED);
        graphics.drawString(
                String.format(Locale.ROOT, "%.2f s", prediction.seconds(frame)),
                layout.text() / 2,
                y + prediction.targets().size() * line);
        return widest + layout.text();
    }

    private static Color ink(int target) {
        return Color.decode(Style.of(target).ink().dark());
    }
}
