package dev.attune.encoders.media;

import static java.util.Objects.requireNonNull;

import dev.attune.api.DataException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Decodes pictures in a thread of its own, a few ahead of who wants them, so that he can scale one while the next are decoded. */
final class DecodeAhead implements AutoCloseable {
    private static final int AHEAD = 4;

    private final Container container;
    private final Decoder decoder;
    private final PictureClock clock;
    private final List<AVFrame> all;
    private final BlockingQueue<AVFrame> free;
    private final BlockingQueue<Item> ready = new ArrayBlockingQueue<>(AHEAD + 1);
    private final Thread thread;
    private boolean ended;
    private boolean closed;

    /** Takes over what it decodes with, and starts. */
    DecodeAhead(Container container, Decoder decoder, PictureClock clock) {
        this.container = container;
        this.decoder = decoder;
        this.clock = clock;
        all = IntStream.range(0, AHEAD).mapToObj(i -> avutil.av_frame_alloc()).toList();
        free = new ArrayBlockingQueue<>(AHEAD, false, all);
        thread = new Thread(this::run, "attune-decoder");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                AVFrame frame = free.take();
                more = decode(frame);
                ready.put(more ? new Item(frame, clock.seconds()) : Item.END);
            }
        } catch (InterruptedException e) {
            // Closed: nobody waits for more.
            Thread.currentThread().interrupt();
        }
    }

    private boolean decode(AVFrame frame) {
        do {
            avutil.av_frame_unref(frame);
            if (!decoder.next(frame)) {
                return false;
            }
        } while (!clock.accept(frame));
        return true;
    }

    /** Returns the next picture, which has to be given back; null after the last. */
    @Nullable
    Item take() {
        if (ended) {
            return null;
        }
        try {
            Item item = ready.take();
            ended = item.frame() == null;
            return ended ? null : item;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("Reading " + container.file() + " was interrupted.", e);
        }
    }

    /** Returns a picture of which nobody needs the pixels any more. */
    void giveBack(Item item) {
        free.add(requireNonNull(item.frame(), "frame is null"));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        all.forEach(avutil::av_frame_free);
        decoder.close();
        container.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A decoded picture.
     *
     * @param frame null where there are no more
     * @param seconds its time
     */
    record Item(@Nullable AVFrame frame, double seconds) {
        static final Item END = new Item(null, Double.NaN);
    }
}
