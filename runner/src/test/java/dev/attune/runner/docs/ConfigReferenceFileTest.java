package dev.attune.runner.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.runner.config.ConfigReference;
import dev.attune.runner.plugin.PluginHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference in the repository is the one that the code gives; {@code -Dattune.docs.write=true} writes it anew. */
final class ConfigReferenceFileTest {
    @Test
    void theReferenceIsUpToDate() throws IOException {
        Path file = Path.of("../docs/config-reference.md");
        String reference = ConfigReference.markdown(PluginHost.ofProcess().registry());
        if (Boolean.getBoolean("attune.docs.write")) {
            Files.writeString(file, reference);
        }
        assertThat(Files.readString(file)).isEqualTo(reference);
    }
}
