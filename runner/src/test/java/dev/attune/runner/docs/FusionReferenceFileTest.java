package dev.attune.runner.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.runner.config.FusionReference;
import dev.attune.runner.plugin.PluginHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference of models in the repository is the one that the code gives; {@code -Dattune.docs.write=true} writes it anew. */
final class FusionReferenceFileTest {
    @Test
    void theReferenceIsUpToDate() throws IOException {
        Path file = Path.of("../docs/fusions.md");
        String reference = FusionReference.markdown(PluginHost.ofProcess().registry());
        if (Boolean.getBoolean("attune.docs.write")) {
            Files.writeString(file, reference);
        }
        assertThat(Files.readString(file)).isEqualTo(reference);
    }

    @Test
    void everyEntryOfTheContentsLeadsToASection() {
        String reference = FusionReference.markdown(PluginHost.ofProcess().registry());
        assertThat(Pattern.compile("\\]\\(#([a-z0-9-]+)\\)").matcher(reference).results())
                .hasSizeGreaterThan(10)
                .extracting(link -> link.group(1))
                .containsExactlyElementsOf(Pattern.compile("(?m)^## (.*)$")
                        .matcher(reference)
                        .results()
                        .map(FusionReferenceFileTest::anchor)
                        .toList());
    }

    /** As GitHub makes it: small letters, hyphens for blanks, no other signs. */
    private static String anchor(MatchResult heading) {
        return heading.group(1).toLowerCase(Locale.ROOT).replace(' ', '-').replaceAll("[^a-z0-9-]", "");
    }
}
