package dev.attune.testkit;

import dev.attune.api.AttunePlugin;
import dev.attune.api.ComponentFactory;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.Models;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.media.MediaFactory;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.temporal.TemporalFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.TestAbortedException;

/**
 * A component and its options, for contracts that no author has written a class for.
 *
 * @param factory the component
 * @param config its options, of the type that the factory takes
 */
record GivenFactory(ComponentFactory<?> factory, Record config) {
    /** The factory takes the options, whatever their type: {@link ContractSuite} has checked it. */
    @SuppressWarnings("unchecked")
    private <F extends ComponentFactory<Record>> F as(Class<? super F> kind) {
        return (F) kind.cast(factory);
    }

    /** Checks a plugin. */
    @ExtendWith(SubjectResolver.class)
    static final class OfPlugin extends PluginContract {
        private final AttunePlugin plugin;

        OfPlugin(AttunePlugin plugin) {
            this.plugin = plugin;
        }

        @Override
        protected AttunePlugin plugin() {
            return plugin;
        }
    }

    /** Checks a fusion model. */
    @ExtendWith(SubjectResolver.class)
    static final class OfFusion extends FusionContract<Record> {
        private final GivenFactory given;

        OfFusion(GivenFactory given) {
            this.given = given;
        }

        @Override
        protected FusionFactory<Record> factory() {
            return given.as(FusionFactory.class);
        }

        @Override
        protected Record config() {
            return given.config;
        }
    }

    /** Checks a temporal model. */
    @ExtendWith(SubjectResolver.class)
    static final class OfTemporal extends TemporalContract<Record> {
        private final GivenFactory given;

        OfTemporal(GivenFactory given) {
            this.given = given;
        }

        @Override
        protected TemporalFactory<Record> factory() {
            return given.as(TemporalFactory.class);
        }

        @Override
        protected Record config() {
            return given.config;
        }
    }

    /** Checks an encoder. */
    @ExtendWith(SubjectResolver.class)
    static final class OfEncoder extends EncoderContract<Record> {
        private final GivenFactory given;

        OfEncoder(GivenFactory given) {
            this.given = given;
        }

        @Override
        protected EncoderFactory<Record> factory() {
            return given.as(EncoderFactory.class);
        }

        @Override
        protected Record config() {
            return given.config;
        }

        @Override
        protected Models models() {
            return source -> {
                throw new TestAbortedException(
                        "the encoder asks for the model " + source.source()
                                + ", which is not at hand here; extend EncoderContract in the plugin's own tests and override models()");
            };
        }
    }

    /** Checks a type of dataset. */
    @ExtendWith(SubjectResolver.class)
    static final class OfDataset extends DatasetContract<Record> {
        private final GivenFactory given;

        OfDataset(GivenFactory given) {
            this.given = given;
        }

        @Override
        protected DatasetFactory<Record> factory() {
            return given.as(DatasetFactory.class);
        }

        @Override
        protected Record config() {
            return given.config;
        }
    }

    /** Checks a loss. */
    @ExtendWith(SubjectResolver.class)
    static final class OfLoss extends LossContract<Record> {
        private final GivenFactory given;

        OfLoss(GivenFactory given) {
            this.given = given;
        }

        @Override
        protected LossFactory<Record> factory() {
            return given.as(LossFactory.class);
        }

        @Override
        protected Record config() {
            return given.config;
        }
    }

    /** Checks a metric. */
    @ExtendWith(SubjectResolver.class)
    static final class OfMetric extends MetricContract<Record> {
        private final GivenFactory given;

        OfMetric(GivenFactory given) {
            this.given = given;
        }

        @Override
        protected MetricFactory<Record> factory() {
            return given.as(MetricFactory.class);
        }

        @Override
        protected Record config() {
            return given.config;
        }
    }

    /** Checks a way of opening recordings. */
    @ExtendWith(SubjectResolver.class)
    static final class OfMedia extends MediaContract<Record> {
        private final GivenFactory given;

        OfMedia(GivenFactory given) {
            this.given = given;
        }

        @Override
        protected MediaFactory<Record> factory() {
            return given.as(MediaFactory.class);
        }

        @Override
        protected Record config() {
            return given.config;
        }
    }
}
