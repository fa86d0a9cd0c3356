package dev.attune.encoders.media;

import dev.attune.api.DataException;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Writes a video under another name, and gives it its own when it is whole. */
final class FfmpegWriter implements VideoWriter {
    private static final AtomicLong DRAFTS = new AtomicLong();

    private final Path file;
    private final Path draft;
    private final Muxer muxer;
    private final PictureEncoding pictures;
    private final Optional<SoundEncoding> sound;
    private boolean finished;
    private boolean closed;

    private FfmpegWriter(Path file, Path draft, Muxer muxer, PictureEncoding pictures, Optional<SoundEncoding> sound) {
        this.file = file;
        this.draft = draft;
        this.muxer = muxer;
        this.pictures = pictures;
        this.sound = sound;
    }

    static FfmpegWriter open(Path file, VideoFormat format) {
        Path folder = file.toAbsolutePath().getParent();
        Path name = file.getFileName();
        if (folder == null
                || name == null
                || !name.toString().toLowerCase(Locale.ROOT).endsWith(".mp4")) {
            throw new DataException("A video is written as MP4: wanted a name that ends in .mp4, found " + file + ".");
        }
        if (!Files.isDirectory(folder)) {
            throw new DataException(file + " cannot be written: there is no folder " + folder + "; make it first.");
        }
        if (Files.isDirectory(file)) {
            throw new DataException(file + " cannot be written: it is a folder; choose another name.");
        }
        // The process and a count keep the drafts of two writers apart.
        String draft = "." + name + "." + ProcessHandle.current().pid() + "-" + DRAFTS.incrementAndGet() + ".part";
        return begin(file, folder.resolve(draft), format);
    }

    private static FfmpegWriter begin(Path file, Path draft, VideoFormat format) {
        Muxer muxer = null;
        PictureEncoding pictures = null;
        Optional<SoundEncoding> sound = Optional.empty();
        try {
            muxer = new Muxer(draft, file);
            pictures = new PictureEncoding(file, format, muxer);
            if (format.soundRate() > 0) {
                sound = Optional.of(new SoundEncoding(file, format.soundRate(), muxer));
            }
            muxer.begin();
            return new FfmpegWriter(file, draft, muxer, pictures, sound);
        } catch (RuntimeException e) {
            if (pictures != null) {
                pictures.close();
            }
            sound.ifPresent(SoundEncoding::close);
            if (muxer != null) {
                muxer.close();
            }
            delete(draft);
            throw e;
        }
    }

    private static void delete(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw new DataException(draft + ", an unfinished video, cannot be deleted: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void picture(BufferedImage image, double seconds) {
        checkOpen();
        pictures.write(image, seconds);
    }

    @Override
    public void sound(float[] samples, int count) {
        checkOpen();
        sound.orElseThrow(() -> new IllegalStateException(file + " was begun without sound"))
                .write(samples, count);
    }

    private void checkOpen() {
        if (finished || closed) {
            throw new IllegalStateException(file + " is finished or closed");
        }
    }

    @Override
    public void finish() {
        checkOpen();
        if (!pictures.begun()) {
            throw new IllegalStateException("a video needs at least one picture, found none for " + file);
        }
        pictures.end();
        sound.ifPresent(SoundEncoding::end);
        muxer.end();
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DataException(file + " cannot be written: " + e.getMessage() + ".", e);
        }
        finished = true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pictures.close();
            sound.ifPresent(SoundEncoding::close);
            muxer.close();
            delete(draft);
        }
    }
}
