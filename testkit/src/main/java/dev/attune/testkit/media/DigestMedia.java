package dev.attune.testkit.media;

import static java.util.Objects.requireNonNull;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import dev.attune.api.media.Media;
import dev.attune.api.media.Recording;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Writes of each video its format and the hashes of its pictures and of its sound, so that a test of what is made needs no codec.
 *
 * <p>It does not open recordings.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class DigestMedia implements Media {
    private final BiConsumer<Path, VideoFormat> gate;
    private final List<Path> written = Collections.synchronizedList(new ArrayList<>());

    /** Makes one that writes every video. */
    public DigestMedia() {
        this((file, format) -> {});
    }

    /**
     * Makes one that may refuse.
     *
     * @param gate is asked before a video is begun, and throws for one that cannot be written
     */
    public DigestMedia(BiConsumer<Path, VideoFormat> gate) {
        this.gate = requireNonNull(gate, "gate is null");
    }

    /** Returns the videos that were finished. */
    public List<Path> written() {
        return List.copyOf(written);
    }

    /**
     * Refuses.
     *
     * @throws DataException always
     */
    @Override
    public Recording open(Path file) {
        throw new DataException(file + " holds the hashes of a video, not a recording.");
    }

    @Override
    public VideoWriter write(Path file, VideoFormat format) {
        gate.accept(file, format);
        return new DigestWriter(file, format, () -> written.add(file));
    }
}
