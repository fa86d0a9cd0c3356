package dev.attune.bench.media;

import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureFormat.Colour;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A form in which pictures are read by both sides.
 *
 * @param label stands in the table
 * @param format what Attune is asked for
 * @param filter what the program is asked for
 * @param threads that decode, 0 for FFmpeg's own choice
 */
record ReadingCase(String label, PictureFormat format, List<String> filter, int threads) {
    /** Returns the cases of the table. */
    static List<ReadingCase> all() {
        List<ReadingCase> all = new ArrayList<>();
        for (int threads : new int[] {1, 0}) {
            String with = threads == 0 ? ", threads auto" : ", threads " + threads;
            all.add(new ReadingCase(
                    "original size, bgr" + with,
                    PictureFormat.original(Colour.BGR),
                    List.of("-pix_fmt", "bgr24"),
                    threads));
            all.add(new ReadingCase(
                    "224 x 224, rgb" + with,
                    new PictureFormat(224, 224, Colour.RGB),
                    List.of("-vf", "scale=224:224:flags=bilinear", "-pix_fmt", "rgb24"),
                    threads));
        }
        return all;
    }

    /** Returns the program's arguments; what it decodes goes nowhere. */
    List<String> program(Path file) {
        List<String> arguments = new ArrayList<>();
        if (threads > 0) {
            arguments.addAll(List.of("-threads", Integer.toString(threads)));
        }
        arguments.addAll(List.of("-i", file.toString(), "-an", "-fps_mode", "passthrough"));
        arguments.addAll(filter);
        arguments.addAll(List.of("-f", "rawvideo", "/dev/null"));
        return arguments;
    }
}
