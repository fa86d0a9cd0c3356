package dev.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.plugin.PluginHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExamplesTest {
    @Test
    void ownTrainingLoopLearns() {
        float[] losses = OwnTrainingLoop.train(120);
        assertThat(mean(losses, 100, 120)).isLessThan(0.7 * mean(losses, 0, 20));
    }

    private static double mean(float[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    @Test
    void studyRunsFromJava(@TempDir Path folder) {
        StudyFromJava.main(new String[] {
            "quickstart.yaml",
            folder.toString(),
            "base.training.epochs=1",
            "base.data.train=2",
            "base.data.validation=1",
            "base.data.test=1",
            "variants={concat: {fusion: concat}}",
            "grid={}",
            "subsets=[]",
            "compare.baseline=concat"
        });
        assertThat(folder.resolve("results.csv")).isRegularFile();
    }

    /**
     * Every YAML file beside this module is sound, with the variables that it asks for set to anything; those of the plugin need the
     * plugin, and are run with it by {@code .ci/run}.
     */
    @Test
    void everyFileIsSound() throws IOException {
        PluginHost plugins = PluginHost.ofProcess();
        ConfigLoader loader = new ConfigLoader(
                plugins.registry(),
                plugins.states(),
                Map.of("CORPUS", "corpus", "ATTUNE_DATA", "data", "AFFWILD2", "affwild2"));
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("."), 2)) {
            files = all.filter(file -> file.toString().endsWith(".yaml")
                            && !file.startsWith(Path.of("./target"))
                            && !file.startsWith(Path.of("./third-party-fusion")))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(25);
        for (Path file : files) {
            if (loader.isStudy(file)) {
                assertThat(loader.loadStudy(file, List.of()).everyTrial())
                        .as(file.toString())
                        .isNotEmpty();
            } else if (loader.isExtraction(file)) {
                assertThat(loader.loadExtraction(file, List.of()).modalities())
                        .as(file.toString())
                        .isNotEmpty();
            } else {
                // An example is called like its file, or like the folder that holds all of it.
                assertThat(loader.loadExperiment(file, List.of()).name())
                        .isIn(
                                Arrays.asList(file.getFileName().toString().split("\\."))
                                        .get(0),
                                file.getName(file.getNameCount() - 2).toString());
            }
        }
    }
}
