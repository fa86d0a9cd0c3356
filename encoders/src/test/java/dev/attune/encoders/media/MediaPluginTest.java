package dev.attune.encoders.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.AttunePlugin;
import dev.attune.api.media.MediaFactory;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class MediaPluginTest {
    @Test
    void contributesFfmpeg() {
        List<MediaFactory<?>> found = ServiceLoader.load(AttunePlugin.class).stream()
                .filter(provider -> provider.type() == MediaPlugin.class)
                .flatMap(provider -> provider.get().media().stream())
                .toList();
        assertThat(found).singleElement().satisfies(factory -> {
            assertThat(factory.name()).isEqualTo("ffmpeg");
            assertThat(factory.configType()).isEqualTo(FfmpegConfig.class);
            assertThat(factory.summary()).endsWith(".");
        });
    }
}
