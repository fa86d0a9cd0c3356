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
import java.util.concurrent.CancellationException;

/** Opens addresses of the network. */
final class ModelDownload {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** An address without encryption that may be used; tests have a server of their own. */
    private final String plainPrefix;

    private ModelDownload(String plainPrefix) {
        this.plainPrefix = plainPrefix;
    }

    static ModelDownload encrypted() {
        return new ModelDownload("");
    }

    /** Also opens plain addresses of this very machine. */
    static ModelDownload alsoFromThisMachine() {
        return new ModelDownload("http://localhost:");
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
    InputStream open(String address) throws IOException {
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
            return response.body();
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
