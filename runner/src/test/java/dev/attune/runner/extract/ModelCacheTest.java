package dev.attune.runner.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.attune.api.DataException;
import dev.attune.api.encoder.ModelSource;
import dev.attune.runner.trial.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of the class path, of files and of a server on this machine. */
final class ModelCacheTest {
    private static final String CONTENT = "weights";
    private static final String HASH = Sha256.of(CONTENT);

    @TempDir
    private Path folder;

    private final List<String> notices = new ArrayList<>();
    private final Map<String, String> used = new TreeMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private String address = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/model.onnx", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, CONTENT.length());
            exchange.getResponseBody().write(CONTENT.getBytes(UTF_8));
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/model.onnx");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/short", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(CONTENT.getBytes(UTF_8));
            exchange.close();
        });
        server.createContext("/stuck", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(CONTENT.getBytes(UTF_8));
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        address = "http://localhost:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private Path models() {
        return folder.resolve("models");
    }

    private Path get(String source, Optional<String> sha256, Map<String, String> pinned, ClassLoader resources) {
        return new ModelCache(models(), ModelDownload.alsoFromThisMachine(Duration.ofSeconds(1)), pinned, notices::add)
                .of(resources, used)
                .file(new ModelSource(source, sha256));
    }

    private Path get(String source, Optional<String> sha256) {
        return get(source, sha256, Map.of(), ModelCacheTest.class.getClassLoader());
    }

    private void assertNothingHalfWritten() throws IOException {
        try (Stream<Path> files = Files.list(models())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void downloadsOnceAndTellsTheHash() throws IOException {
        String source = address + "/moved";
        Path file = get(source, Optional.empty());
        assertThat(file).hasContent(CONTENT).isEqualTo(models().resolve(HASH));
        assertThat(used).containsExactly(Map.entry(source, HASH));
        assertThat(notices).hasSize(2);
        assertThat(notices.get(0)).isEqualTo("Downloading the model " + source + " (0.0 MB) to " + models() + ".");
        assertThat(notices.get(1))
                .startsWith("The model " + source + " has the sha256 " + HASH + "; write it into the configuration");
        assertThat(get(source, Optional.empty())).isEqualTo(file);
        assertThat(get(source, Optional.of(HASH))).isEqualTo(file);
        assertThat(requests).hasValue(1);
        assertThat(notices).hasSize(2);

        Files.writeString(file, "damaged");
        assertThat(get(source, Optional.of(HASH))).hasContent(CONTENT);
        assertThat(requests).hasValue(2);
        assertNothingHalfWritten();
    }

    @Test
    void keepsNoOtherContent() throws IOException {
        String wanted = Sha256.of("other weights");
        assertThatThrownBy(() -> get(address + "/model.onnx", Optional.of(wanted)))
                .isInstanceOf(DataException.class)
                .hasMessage("The address " + address + "/model.onnx gave a file with the sha256 " + HASH + ", wanted "
                        + wanted + "; it was not kept. Correct the address or sha256.");
        assertThat(models().resolve(HASH)).doesNotExist();
        assertNothingHalfWritten();
    }

    @Test
    void saysWhatToDoWithoutNetwork() throws IOException {
        assertThatThrownBy(() -> get(address + "/nowhere", Optional.of(HASH)))
                .hasMessage("The model " + address
                        + "/nowhere cannot be downloaded: the server answered with the status"
                        + " 404. Fetch it where there is a network, and save it as " + models().resolve(HASH) + ".");
        assertThatThrownBy(() -> get(address + "/short", Optional.empty()))
                .hasMessageContaining("cannot be downloaded: ")
                .hasMessageEndingWith("and name that file in the configuration instead.");
        assertNothingHalfWritten();
        server.stop(0);
        assertThatThrownBy(() -> get(address + "/model.onnx", Optional.of(HASH)))
                .hasMessageContaining(
                        "cannot be downloaded: there is no network, or the server is not there. Fetch it");

        Files.writeString(models().resolve(HASH), CONTENT);
        assertThat(get(address + "/model.onnx", Optional.of(HASH))).hasContent(CONTENT);
    }

    @Test
    void givesUpWhenNothingComesAnyMore() throws IOException {
        assertThatThrownBy(() -> get(address + "/stuck", Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessage("The model " + address + "/stuck cannot be downloaded: nothing came for 1 s. Fetch it where"
                        + " there is a network, and name that file in the configuration instead.");
        assertNothingHalfWritten();
    }

    @Test
    void removesWhatKilledDownloadsLeft() throws IOException {
        Path old = Files.writeString(Files.createDirectories(models()).resolve(".model1.part"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path running = Files.writeString(models().resolve(".model2.part"), "half");
        get(address + "/model.onnx", Optional.empty());
        assertThat(old).doesNotExist();
        assertThat(running).exists();
    }

    @Test
    void takesFilesWhereTheyAre() throws IOException {
        Path file = Files.writeString(folder.resolve("face.onnx"), CONTENT);
        assertThat(get(file.toString(), Optional.of(HASH))).isEqualTo(file);
        assertThat(used).containsExactly(Map.entry(file.toString(), HASH));
        assertThatThrownBy(() -> get(file.toString(), Optional.of(Sha256.of(""))))
                .hasMessage("The model " + file + " has the sha256 " + HASH + ", wanted " + Sha256.of("")
                        + " as the configuration says; get the right file, or correct sha256.");
        assertThatThrownBy(() -> get(
                        file.toString(),
                        Optional.empty(),
                        Map.of(file.toString(), Sha256.of("")),
                        ModelCacheTest.class.getClassLoader()))
                .hasMessage("The model " + file + " has the sha256 " + HASH + ", wanted " + Sha256.of("")
                        + ", with which the features were made; use that file, or make the features again.");
        Files.delete(file);
        assertThatThrownBy(() -> get(file.toString(), Optional.empty()))
                .hasMessage("There is no model file " + file + "; correct its path in the configuration.");
    }

    @Test
    void takesResourcesFromThePluginItself() throws IOException {
        Path plugin = Files.createDirectories(folder.resolve("plugin/models"));
        Files.writeString(plugin.resolve("face.onnx"), CONTENT);
        URL[] path = {folder.resolve("plugin").toUri().toURL()};
        try (URLClassLoader resources = new URLClassLoader(path, null)) {
            assertThat(get("classpath:/models/face.onnx", Optional.empty(), Map.of(), resources))
                    .hasContent(CONTENT)
                    .isEqualTo(models().resolve(HASH));
            assertThatThrownBy(() -> get("classpath:/models/none.onnx", Optional.empty(), Map.of(), resources))
                    .hasMessage("The plugin has no resource models/none.onnx for the model classpath:/models/none.onnx;"
                            + " correct the name, or add the jar that holds it.");
        }
        assertNothingHalfWritten();
    }

    @Test
    void isInTheFolderThatTheUserNames() {
        assertThat(ModelCache.folder(Map.of("ATTUNE_CACHE", "/big/disk"))).isEqualTo(Path.of("/big/disk/models"));
        assertThat(ModelCache.folder(Map.of()))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "attune", "models"));
    }
}
