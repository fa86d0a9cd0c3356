package dev.attune.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small trials, and what is left of them. */
final class TrialFixture {
    private static final PluginHost PLUGINS = PluginHost.ofProcess();

    /** Everything that has state of its own: dropout, modality dropout, batch normalisation with running moments, auxiliary steps. */
    static final String BASE = """
            data: {type: synthetic, modalities: [visual, audio], train: 5, validation: 2, test: 2, frames: [30, 40],
                   dims: {visual: 12, audio: 10}, window: {length: 20, stride: 15}}
            temporal: {type: tcn, channels: [6, 6], kernel: 3, dropout: 0.2, norm: true}
            fusion: {type: rjcma, depth: 1}
            head: {dropout: 0.1}
            """;

    private TrialFixture() {}

    /** Returns the trial of an experiment. */
    static StudyPlan.Trial trial(String yaml) {
        return StudyPlan.single(new ConfigLoader(PLUGINS).experimentFromYaml(yaml, Path.of("exp.yaml")))
                .trials()
                .get(0);
    }

    /** Returns the trial of {@link #BASE}, trained in some way. */
    static StudyPlan.Trial trained(String training) {
        return trial(BASE + "training: " + training + "\n");
    }

    /** Returns a runner that has seen nothing yet, as that of a new process. */
    static TrialRunner runner() {
        return new TrialRunner(PLUGINS.states());
    }

    /** Runs a trial to its end. */
    static TrialResult finish(StudyPlan.Trial trial, TrialFolder folder) {
        return finish(trial, folder, TrainingListener.SILENT);
    }

    static TrialResult finish(StudyPlan.Trial trial, TrialFolder folder, TrainingListener listener) {
        TrialOutcome outcome = runner().run(trial, folder, Goal.FINISH, listener);
        assertThat(outcome).isInstanceOf(TrialOutcome.Finished.class);
        return ((TrialOutcome.Finished) outcome).result();
    }

    /** Returns the bytes of all files that must not depend on when and how often a trial was interrupted, by relative path. */
    static Map<String, List<Byte>> content(TrialFolder folder) {
        Map<String, List<Byte>> content = new TreeMap<>();
        for (String file : files(folder)) {
            byte[] bytes = bytes(folder, file);
            if (file.equals("metrics.jsonl")) {
                bytes = new String(bytes, StandardCharsets.UTF_8)
                        .replaceAll("\"seconds\":[^}]*}", "}")
                        .getBytes(StandardCharsets.UTF_8);
            }
            if (!file.equals("environment.json") && !file.equals(FolderLock.FILE)) {
                content.put(file, boxed(bytes));
            }
        }
        return content;
    }

    private static List<Byte> boxed(byte[] bytes) {
        Byte[] boxes = new Byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            boxes[i] = bytes[i];
        }
        return List.of(boxes);
    }

    static byte[] bytes(TrialFolder folder, String file) {
        try {
            return Files.readAllBytes(folder.path().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the relative paths of all files. */
    static List<String> files(TrialFolder folder) {
        try (Stream<Path> files = Files.walk(folder.path())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.path().relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a folder, which nobody works in. */
    static TrialFolder copy(TrialFolder folder, Path destination) {
        for (String file : files(folder)) {
            try {
                Path copy = destination.resolve(file);
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(folder.path().resolve(file), copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new TrialFolder(destination);
    }
}
