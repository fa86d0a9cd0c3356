package dev.attune.runner.extract;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;

/** Opens addresses of the network. */
final class ModelDownload {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** An address without encryption that may be used; tests have a server of their own. */
    private final String plainPrefix;

    /** How long nothing may come before a download is given up. */
    private final Duration idle;

    private ModelDownload(String plainPrefix, Duration idle) {
        this.plainPrefix = plainPrefix;
        this.idle = idle;
    }

    /**
     * What an address gives.
     *
     * @param stream its content
     * @param bytes how many come; empty if the server does not say
     */
    record Content(InputStream stream, OptionalLong bytes) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    static ModelDownload encrypted() {
        return new ModelDownload("", IDLE);
    }

    /** Also opens plain addresses of this very machine. */
    static ModelDownload alsoFromThisMachine(Duration idle) {
        return new ModelDownload("http://localhost:", idle);
    }

    /** Returns whether an address without encryption may be opened. */
    boolean allows(String address) {
        return !plainPrefix.isEmpty() && address.startsWith(plainPrefix);
    }

    /**
     * Opens an address, following it elsewhere, but never from an encrypted one to a plain one.
     *
     * @throws IOException if there is no network, or the server gives no file
     */
    Content open(String address) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(PATIENCE)
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                response.body().close();
                throw new IOException("the server answered with the status " + response.statusCode());
            }
            return new Content(
                    new PatientStream(response.body(), idle), response.headers().firstValueAsLong("Content-Length"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException)
                    new CancellationException("interrupted while downloading " + address).initCause(e);
        }
    }

    /** Says why an address could not be opened; the exceptions of the network have no messages. */
    static String words(IOException e) {
        if (e instanceof ConnectException || e.getCause() instanceof UnknownHostException) {
            return "there is no network, or the server is not there";
        }
        if (e instanceof HttpConnectTimeoutException) {
            return "the server did not answer within " + PATIENCE.toSeconds() + " s";
        }
        return e.getMessage() == null ? "the connection broke off" : e.getMessage();
    }
}
