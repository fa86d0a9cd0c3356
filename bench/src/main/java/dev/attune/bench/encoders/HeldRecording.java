package dev.attune.bench.encoders;

import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Recording;
import dev.attune.api.media.SoundStream;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The beginning of a recording whose pictures are kept in memory once they were decoded. */
final class HeldRecording implements Recording {
    private final Recording recording;
    private final Timeline timeline;
    private final Map<PictureFormat, List<Picture>> held = new HashMap<>();

    HeldRecording(Recording recording, int pictures) {
        this.recording = recording;
        Timeline whole = recording.timeline();
        int length = Math.min(pictures, whole.length());
        this.timeline = new Timeline(Arrays.copyOf(whole.toArray(), length), whole.end(length - 1));
    }

    @Override
    public Path file() {
        return recording.file();
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public boolean hasPictures() {
        return recording.hasPictures();
    }

    @Override
    public int width() {
        return recording.width();
    }

    @Override
    public int height() {
        return recording.height();
    }

    @Override
    public List<Span> soundSpans() {
        return recording.soundSpans();
    }

    @Override
    public List<String> findings() {
        return recording.findings();
    }

    @Override
    public PictureStream pictures(PictureFormat format) {
        Iterator<Picture> pictures = held.computeIfAbsent(format, this::decoded).iterator();
        return new PictureStream() {
            @Override
            public @Nullable Picture next() {
                return pictures.hasNext() ? pictures.next() : null;
            }

            @Override
            public void close() {}
        };
    }

    private List<Picture> decoded(PictureFormat format) {
        List<Picture> pictures = new ArrayList<>();
        try (PictureStream stream = recording.pictures(format)) {
            while (pictures.size() < timeline.length()) {
                Picture picture = stream.next();
                if (picture == null) {
                    break;
                }
                ByteBuffer copy = ByteBuffer.allocateDirect(picture.pixels().capacity());
                copy.put(picture.pixels());
                pictures.add(new Picture(picture.span(), picture.width(), picture.height(), picture.colour(), copy));
            }
        }
        return pictures;
    }

    @Override
    public SoundStream sound(int rate) {
        return recording.sound(rate);
    }
}
