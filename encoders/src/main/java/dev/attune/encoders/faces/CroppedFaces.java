package dev.attune.encoders.faces;

import dev.attune.api.DataException;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.PictureFormat.Colour;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Shows an encoder faces that others cut out of a recording: one file for each picture that has a face, called by its number from 1 on.
 *
 * <p>They stand on the clock of the recording. A picture without a file has no face, and so no features: numbers are never closed up.
 */
final class CroppedFaces {
    private final Path crops;
    private final FaceCut cut;

    /**
     * Makes it.
     *
     * @param crops holds a folder for each clip
     * @param cut of which only size and colour count: what was cut out is shown as it is
     */
    CroppedFaces(Path crops, FaceCut cut) {
        this.crops = crops;
        this.cut = cut;
    }

    /** Gives all faces of a recording to the taker, and findings to the sink. */
    void read(Recording recording, FeatureSink sink, FaceReader.Taker taker) {
        Path folder = crops.resolve(stem(recording.file()));
        if (!Files.isDirectory(folder)) {
            throw new DataException("found no folder " + folder + ", wanted the cropped faces of "
                    + recording.file().getFileName());
        }
        Timeline clock = recording.timeline();
        int faces = 0;
        for (int picture = 0; picture < clock.length(); picture++) {
            BufferedImage face = open(file(folder, picture));
            if (face != null) {
                taker.face(new Span(clock.seconds(picture), clock.end(picture)), pixels(face));
                faces++;
            }
        }
        if (faces < clock.length()) {
            sink.finding("a cropped face for " + faces + " of " + clock.length() + " pictures");
        }
        if (Files.exists(file(folder, clock.length()))) {
            sink.finding("there are cropped faces of more pictures than the recording has, " + clock.length());
        }
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static Path file(Path folder, int picture) {
        return folder.resolve(String.format(Locale.ROOT, "%05d.jpg", picture + 1));
    }

    private static @Nullable BufferedImage open(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            if (image == null) {
                throw new DataException(file + " is not a picture, wanted a cropped face");
            }
            return image;
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns the picture in the size and colour of the cut, row by row. */
    private byte[] pixels(BufferedImage face) {
        boolean grey = cut.colour() == Colour.GREY;
        BufferedImage scaled = new BufferedImage(
                cut.side(), cut.side(), grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(face, 0, 0, cut.side(), cut.side(), null);
        graphics.dispose();
        byte[] pixels = ((DataBufferByte) scaled.getRaster().getDataBuffer()).getData();
        if (cut.colour() == Colour.RGB) {
            for (int i = 0; i < pixels.length; i += 3) {
                byte blue = pixels[i];
                pixels[i] = pixels[i + 2];
                pixels[i + 2] = blue;
            }
        }
        return pixels;
    }
}
