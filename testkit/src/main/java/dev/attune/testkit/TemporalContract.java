package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.attune.api.PublicApi;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.temporal.TemporalContext;
import dev.attune.api.temporal.TemporalFactory;
import dev.attune.api.temporal.TemporalModel;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Checks what every temporal model promises; each plugin extends it once for each of its temporal models.
 *
 * <p>Choose options that switch everything on. See {@link FusionContract} for an example.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TemporalContract<C extends Record> {
    private static final int INPUTS = 5;

    /** Makes a contract. */
    protected TemporalContract() {
        EngineSettings.apply();
    }

    /** Returns the factory under test. */
    protected abstract TemporalFactory<C> factory();

    /** Returns options under test. */
    protected abstract C config();

    /** Returns the full names of learnt parameters that no gradient reaches; by default there are none. */
    protected Set<String> unusedParameters() {
        return Set.of();
    }

    /** Checks name, options and summary, which users see. */
    @Test
    public final void describesItself() {
        FactoryChecks.check(factory(), config());
    }

    /** Checks that the output is (batch, time, outputs()). */
    @Test
    public final void givesTheShapeThatItDeclares() {
        checks().shape();
    }

    /** Checks that the factory says whether there is anything to learn. */
    @Test
    public final void saysWhetherItLearns() {
        TemporalModel model = factory()
                .create(config(), new TemporalContext("Gaze, left", INPUTS, ContractBatch.LENGTH, RandomSource.of(1)));
        assertThat(factory().learns(config()))
                .as(
                        "learns() of the factory must be whether the model has learnt parameters; override it where there are none")
                .isEqualTo(model.getParameters().stream()
                        .anyMatch(entry -> entry.getValue().requiresGradient()));
    }

    /** Checks that library users who call {@code forward} get the same as {@code apply} gives. */
    @Test
    public final void isAnOrdinaryBlock() {
        checks().block();
    }

    /** Checks that a trained model predicts the same every time. */
    @Test
    public final void isDeterministicInEvaluation() {
        checks().deterministicEvaluation();
    }

    /** Checks that a seed decides everything random, and that it does decide it. */
    @Test
    public final void dependsOnTheSeedAlone() {
        checks().seeds();
    }

    /** Checks that interrupted training can go on as if nothing had happened. */
    @Test
    public final void resumesWithTheSameNoise() {
        checks().resumption();
    }

    /** Checks that the length to which a short window was padded changes nothing, in evaluation and in training. */
    @Test
    public final void ignoresFramesThatDoNotExist() {
        checks().padding();
    }

    /** Checks that windows of a batch do not know of each other. */
    @Test
    public final void treatsWindowsOneByOne() {
        checks().independence();
    }

    /** Checks that a window may be longer than the one that the model was built for, and that more padding changes nothing. */
    @Test
    public final void takesWindowsOfAnyLength() {
        checks().length();
    }

    /** Checks that a modality that is zero throughout does no harm. */
    @Test
    public final void survivesAMissingModality() {
        checks().missing(0);
    }

    /** Checks that everything that is declared as learnt learns. */
    @Test
    public final void learnsWithEveryParameter() {
        checks().gradientReach(unusedParameters());
    }

    /** Checks that gradients do not hang on memory that the garbage collector frees. */
    @Test
    public final void keepsGradientsUnderGarbageCollection() {
        checks().garbageCollection();
    }

    /** Checks that gradients are the slopes of the output. */
    @Test
    public final void differentiatesCorrectly() {
        checks().finiteDifferences();
    }

    /** Checks that long training does not fill the memory. */
    @Test
    public final void leavesNothingBehind() {
        checks().nothingLeftBehind();
    }

    /** Checks that saved parameters find their places again. */
    @Test
    public final void namesParametersUniquely() {
        checks().names();
    }

    /** Checks that parameters and buffers are all there is to save. */
    @Test
    public final void isReproducedByItsParameters() {
        checks().reproduction();
    }

    private ContractChecks checks() {
        return new ContractChecks(new Subject());
    }

    private final class Subject implements ContractSubject {
        @Override
        public List<Integer> dimensions() {
            return List.of(INPUTS);
        }

        @Override
        public Layer build(RandomSource random) {
            return factory().create(config(), new TemporalContext("Gaze, left", INPUTS, ContractBatch.LENGTH, random));
        }

        @Override
        public boolean fixedLength() {
            return false;
        }

        @Override
        public int outputs(Layer model) {
            return ((TemporalModel) model).outputs();
        }

        @Override
        public NDList run(Layer model, Pass pass, List<NDArray> sequences, List<NDArray> masks, NDArray frames) {
            return new NDList(((TemporalModel) model).apply(pass, sequences.get(0), frames));
        }

        @Override
        public NDList blockInputs(List<NDArray> sequences, List<NDArray> masks, NDArray frames) {
            return new NDList(sequences.get(0), frames);
        }
    }
}
