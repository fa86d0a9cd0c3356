package dev.attune.testkit;

import dev.attune.api.media.Media;
import dev.attune.api.media.Span;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** A video of one second that is easy to know again: each picture is brighter than the one before, and a tone sounds in the middle. */
final class SampleVideo {
    static final int WIDTH = 64;
    static final int HEIGHT = 48;
    static final int PICTURES = 24;

    /** Where the tone is surely heard, and where surely not. */
    static final Span TONE = new Span(0.3, 0.7);

    static final Span BEFORE = new Span(0, 0.2);
    static final Span AFTER = new Span(0.8, 0.95);
    private static final double TONE_START = 0.25;
    private static final double TONE_END = 0.75;
    private static final double FREQUENCY = 440;
    private static final int RATE = 25;

    /** After this picture one is missing, so that the number of a picture does not tell its time. */
    private static final int GAP = 11;

    private SampleVideo() {}

    /** Returns the time of a picture. */
    static double seconds(int picture) {
        return (double) (picture > GAP ? picture + 1 : picture) / RATE;
    }

    /** Returns the grey of a picture, from 0 to 255. */
    static int grey(int picture) {
        return 30 + 8 * picture;
    }

    /**
     * Writes the video.
     *
     * @param soundRate 0 for no sound
     * @return the writer, finished and closed
     */
    static VideoWriter write(Media media, Path file, int soundRate) {
        try (VideoWriter writer = media.write(file, new VideoFormat(WIDTH, HEIGHT, RATE, soundRate))) {
            for (int picture = 0; picture < PICTURES; picture++) {
                writer.picture(picture(picture), seconds(picture));
            }
            if (soundRate > 0) {
                writer.sound(sound(soundRate), soundRate);
            }
            writer.finish();
            return writer;
        }
    }

    /** Begins to write the video, and stops. */
    static void begin(Media media, Path file) {
        try (VideoWriter writer = media.write(file, new VideoFormat(WIDTH, HEIGHT, RATE, 0))) {
            writer.picture(picture(0), seconds(0));
        }
    }

    private static BufferedImage picture(int picture) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(grey(picture), grey(picture), grey(picture)));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.dispose();
        return image;
    }

    private static float[] sound(int rate) {
        float[] samples = new float[rate]; // one second
        for (int i = (int) (TONE_START * rate); i < TONE_END * rate; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * FREQUENCY * i / rate));
        }
        return samples;
    }
}
