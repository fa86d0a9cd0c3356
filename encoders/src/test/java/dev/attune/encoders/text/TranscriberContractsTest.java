package dev.attune.encoders.text;

import dev.attune.api.AttunePlugin;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.TranscriberFactory;
import dev.attune.encoders.TestModels;
import dev.attune.testkit.PluginContract;
import dev.attune.testkit.TranscriberContract;
import dev.attune.testkit.media.ArrayRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Holds the transcribers to what every transcriber must do; Vosk has no model here that it could be run with. */
class TranscriberContractsTest {
    private static final String CLIP = "id2_vcd_swwp2s.mpg";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        Files.writeString(folder.resolve("clip.words.csv"), "word,start,end\nWhat,0.1,0.3\na,0.3,0.4\nday!,0.5,1\n");
        Files.writeString(folder.resolve("id2_vcd_swwp2s.txt"), "Set white with p two soon.\n");
        IemocapFixture.write(folder);
    }

    @Nested
    class Sidecar extends TranscriberContract<SidecarConfig> {
        @Override
        protected TranscriberFactory<SidecarConfig> factory() {
            return new SidecarFactory();
        }

        @Override
        protected SidecarConfig config() {
            return new SidecarConfig(Optional.empty(), Optional.empty());
        }

        @Override
        protected Recording spoken() {
            return ArrayRecording.builder(Timeline.regular(0, 1, 25))
                    .file(folder.resolve("clip.mp4"))
                    .build();
        }
    }

    @Nested
    class Aligned extends TranscriberContract<AlignedConfig> {
        @Override
        protected TranscriberFactory<AlignedConfig> factory() {
            return new AlignedFactory();
        }

        @Override
        protected AlignedConfig config() {
            return new AlignedConfig(
                    Optional.of(folder),
                    "resource:/edu/cmu/sphinx/models/en-us/en-us",
                    "resource:/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict");
        }

        @Override
        protected Recording spoken() {
            return TestModels.open(TestModels.clip(CLIP));
        }
    }

    @Nested
    class Iemocap extends TranscriberContract<IemocapConfig> {
        @Override
        protected TranscriberFactory<IemocapConfig> factory() {
            return new IemocapFactory();
        }

        @Override
        protected IemocapConfig config() {
            return new IemocapConfig(folder);
        }

        @Override
        protected Recording spoken() {
            return ArrayRecording.builder(Timeline.regular(0, 50, 25))
                    .file(folder.resolve("Ses01F_impro01_F000.wav"))
                    .build();
        }
    }

    @Nested
    class Plugin extends PluginContract {
        @Override
        protected AttunePlugin plugin() {
            return new TextPlugin();
        }
    }
}
