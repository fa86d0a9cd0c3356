package dev.attune.runner.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A stream from the network that fails when nothing comes for some time.
 *
 * <p>Java's client has no such limit once a server has begun to answer: a connection that is cut without a word would be waited for for
 * ever.
 */
final class PatientStream extends InputStream {
    private final InputStream in;
    private final Duration patience;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "download");
        thread.setDaemon(true);
        return thread;
    });

    PatientStream(InputStream in, Duration patience) {
        this.in = in;
        this.patience = patience;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Future<Integer> coming = reader.submit(() -> in.read(bytes, offset, length));
        try {
            return coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("nothing came for " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IOException("the connection broke off", e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.shutdownNow();
        in.close();
    }
}
