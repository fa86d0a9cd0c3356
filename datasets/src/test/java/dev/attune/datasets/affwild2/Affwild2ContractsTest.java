package dev.attune.datasets.affwild2;

import dev.attune.api.AttunePlugin;
import dev.attune.api.data.DatasetFactory;
import dev.attune.datasets.affwild2.Affwild2Config.Labels;
import dev.attune.testkit.DatasetContract;
import dev.attune.testkit.PluginContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Holds both layouts to what every dataset must do. */
class Affwild2ContractsTest {
    @TempDir
    private static Path root;

    @BeforeAll
    static void write() throws IOException {
        MadeUpCorpus corpus = new MadeUpCorpus();
        corpus.writeAnnotations(root);
        corpus.writeStore(root.resolve("store"));
        corpus.writePreprocessed(root.resolve("preprocessed"), 32);
    }

    @Nested
    class Official extends DatasetContract<Affwild2Config> {
        @Override
        protected DatasetFactory<Affwild2Config> factory() {
            return new Affwild2Factory();
        }

        @Override
        protected Affwild2Config config() {
            return Configs.official(root);
        }

        @Override
        protected List<Affwild2Config> configsOfFolds() {
            return IntStream.range(0, 6)
                    .mapToObj(fold -> Configs.official(root, Labels.MASKED, fold, 0))
                    .toList();
        }
    }

    @Nested
    class Dropped extends DatasetContract<Affwild2Config> {
        @Override
        protected DatasetFactory<Affwild2Config> factory() {
            return new Affwild2Factory();
        }

        @Override
        protected Affwild2Config config() {
            return Configs.official(root, Labels.DROPPED, 3, 0);
        }
    }

    @Nested
    class Preprocessed extends DatasetContract<Affwild2Config> {
        @Override
        protected DatasetFactory<Affwild2Config> factory() {
            return new Affwild2Factory();
        }

        @Override
        protected Affwild2Config config() {
            return Configs.preprocessed(root, 1, 0.1);
        }
    }

    @Nested
    class Plugin extends PluginContract {
        @Override
        protected AttunePlugin plugin() {
            return new Affwild2Plugin();
        }
    }
}
