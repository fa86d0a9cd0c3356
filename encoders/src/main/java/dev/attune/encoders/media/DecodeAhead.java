package dev.attune.encoders.media;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
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
                ready.add(more ? new Item(frame, clock.seconds(), null) : Item.END);
            }
        } catch (InterruptedException e) {
            // Closed: nobody waits for more.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            ready.add(Item.failed(e));
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
            if (item.failure() != null) {
                throw new IllegalStateException("decoding " + container.file() + " failed", item.failure());
            }
            return ended ? null : item;
        } catch (InterruptedException e) {
            // It is no fault of the file.
            Thread.currentThread().interrupt();
            throw (CancellationException)
                    new CancellationException("interrupted while reading " + container.file()).initCause(e);
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
     * @param failure what ended decoding before the end
     */
    record Item(
            @Nullable AVFrame frame,
            double seconds,
            @Nullable Throwable failure) {
        static final Item END = new Item(null, Double.NaN, null);

        static Item failed(Throwable failure) {
            return new Item(null, Double.NaN, failure);
        }
    }
}
