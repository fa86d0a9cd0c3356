package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import dev.attune.api.ConfigException;
import dev.attune.api.PublicApi;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.fusion.ClosedForm;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.RegressionHead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks what every fusion model promises; each plugin extends it once for each of its fusion models.
 *
 * <pre>
 * class MyFusionContractTest extends FusionContract&lt;MyConfig&gt; {
 *     &#64;Override
 *     protected FusionFactory&lt;MyConfig&gt; factory() {
 *         return new MyFusionFactory();
 *     }
 *
 *     &#64;Override
 *     protected MyConfig config() {
 *         return new MyConfig(2, 0.3);
 *     }
 * }
 * </pre>
 *
 * <p>Choose options that switch everything on (dropout above 0, more than one step), so that everything is checked. To check a
 * second set of options, extend it a second time. The engine comes with the testkit; nothing else is needed.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FusionContract<C extends Record> {
    /** The names of the modalities in the contract, in order; a test with n modalities has the first n. */
    protected static final List<String> MODALITIES = List.of("Gaze, left", "音声", "x.1");

    private static final List<Integer> DIMENSIONS = List.of(5, 3, 4);
    private static final List<TargetInfo> TARGETS =
            List.of(TargetInfo.continuous("valence"), new TargetInfo("stress", TargetInfo.Kind.CONTINUOUS, 0, 4));
    private static final List<Double> MEANS = List.of(0.1, 2.5);
    private static final int HEAD_HIDDEN = 6;

    /** Makes a contract. */
    protected FusionContract() {
        EngineSettings.apply();
    }

    /** Returns the factory under test. */
    protected abstract FusionFactory<C> factory();

    /** Returns options under test. */
    protected abstract C config();

    /** Returns the numbers of modalities, from 1 to 3, that the model says that it works with. */
    protected final List<Integer> modalityCounts() {
        List<Integer> counts = Stream.of(1, 2, 3)
                .filter(factory().modalities(config())::contains)
                .toList();
        assertThat(counts)
                .as("modalities() must allow 1, 2 or 3 modalities, or nobody can use the model")
                .isNotEmpty();
        return counts;
    }

    /** Returns every choice of one or more of the three modalities whose number the model works with. */
    protected final List<List<String>> subsets() {
        List<List<String>> subsets = new ArrayList<>();
        for (int bits = 1; bits < 1 << MODALITIES.size(); bits++) {
            List<String> subset = new ArrayList<>();
            for (int m = 0; m < MODALITIES.size(); m++) {
                if ((bits >> m & 1) == 1) {
                    subset.add(MODALITIES.get(m));
                }
            }
            if (modalityCounts().contains(subset.size())) {
                subsets.add(subset);
            }
        }
        return subsets;
    }

    /**
     * Returns the full names of learnt parameters that no gradient reaches; by default there are none.
     *
     * @param modalities the number of modalities
     */
    protected Set<String> unusedParameters(int modalities) {
        return Set.of();
    }

    /** Returns whether the model gives the same at every frame, whatever it sees; by default it does not. */
    protected boolean constant() {
        return false;
    }

    /** Checks name, options and summary, which users see. */
    @Test
    public final void describesItself() {
        FactoryChecks.check(factory(), config());
    }

    /** Checks that the output is (batch, time, outputs()), and that predictions have a column for each target. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void givesTheShapeThatItDeclares(int modalities) {
        checks(modalities).shape();
    }

    /** Checks that the output depends on what the model sees, without which no other check would show anything. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void respondsToWhatItSees(int modalities) {
        checks(modalities).response(constant());
    }

    /** Checks that any of the modalities may be left out. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("subsets")
    public final void worksWithEverySubsetOfModalities(List<String> subset) {
        try {
            factory().reads(config(), subset);
        } catch (ConfigException e) {
            return; // the options ask for a modality that this experiment does not have, and say so
        }
        new ContractChecks(new Subject(subset)).shape();
    }

    /** Checks that a batch that does not fit is refused in words, not by a crash in native code. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void refusesABatchThatDoesNotFit(int modalities) {
        checks(modalities).refusal();
    }

    /** Checks that windows of a batch do not know of each other outside training. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void treatsWindowsOneByOne(int modalities) {
        checks(modalities).independence();
    }

    /** Checks that a longer window with more padding changes nothing, or is refused where the model says that its length is fixed. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void takesTheLengthsThatItDeclares(int modalities) {
        checks(modalities).length();
    }

    /** Checks that the factory says whether the model is fitted at once, and that such a model leaves nothing to be learnt. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void saysWhetherItIsFittedAtOnce(int modalities) {
        try (FusionModel model =
                factory().create(config(), context(MODALITIES.subList(0, modalities), RandomSource.of(1)))) {
            assertThat(factory().closedForm(config()))
                    .as(
                            "closedForm() of the factory must be whether the model is a ClosedForm; override the one or implement the other")
                    .isEqualTo(model instanceof ClosedForm);
            if (model instanceof ClosedForm) {
                assertThat(model.givesPredictions())
                        .as(
                                "a model that is fitted at once must give predictions, for nobody trains a head after it; let givesPredictions() be true")
                        .isTrue();
                assertThat(model.getParameters())
                        .as(
                                "nobody trains the parameters of a model that is fitted at once; declare them with buffer()")
                        .noneMatch(entry -> entry.getValue().requiresGradient());
            }
        }
    }

    /** Checks that library users who call {@code forward} get the same as {@code fuse} gives. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void isAnOrdinaryBlock(int modalities) {
        checks(modalities).block();
    }

    /** Checks that a trained model predicts the same every time. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void isDeterministicInEvaluation(int modalities) {
        checks(modalities).deterministicEvaluation();
    }

    /** Checks that a seed decides everything random, and that it does decide it. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void dependsOnTheSeedAlone(int modalities) {
        checks(modalities).seeds();
    }

    /** Checks that interrupted training can go on as if nothing had happened. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void resumesWithTheSameNoise(int modalities) {
        checks(modalities).resumption();
    }

    /** Checks that the length to which a short window was padded changes nothing, in evaluation and in training. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void ignoresFramesThatDoNotExist(int modalities) {
        checks(modalities).padding();
    }

    /** Checks that a clip without one of the modalities does no harm. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void survivesAMissingModality(int modalities) {
        for (int missing = 0; missing < modalities; missing++) {
            checks(modalities)
                    .missing(Math.min(
                            missing,
                            context(MODALITIES.subList(0, modalities), RandomSource.of(0))
                                            .names()
                                            .size()
                                    - 1));
        }
    }

    /** Checks that everything that is declared as learnt learns. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void learnsWithEveryParameter(int modalities) {
        checks(modalities).gradientReach(unusedParameters(modalities));
    }

    /** Checks that gradients do not hang on memory that the garbage collector frees. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void keepsGradientsUnderGarbageCollection(int modalities) {
        checks(modalities).garbageCollection();
    }

    /** Checks that gradients are the slopes of the output. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void differentiatesCorrectly(int modalities) {
        checks(modalities).finiteDifferences();
    }

    /** Checks that long training does not fill the memory. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void leavesNothingBehind(int modalities) {
        checks(modalities).nothingLeftBehind();
    }

    /** Checks that saved parameters find their places again. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void namesParametersUniquely(int modalities) {
        checks(modalities).names();
    }

    /** Checks that parameters and buffers are all there is to save. */
    @ParameterizedTest(name = "{0} modalities")
    @MethodSource("modalityCounts")
    public final void isReproducedByItsParameters(int modalities) {
        checks(modalities).reproduction();
    }

    private ContractChecks checks(int modalities) {
        return new ContractChecks(new Subject(MODALITIES.subList(0, modalities)));
    }

    private FusionContext context(List<String> available, RandomSource random) {
        Map<String, Integer> modalities = new LinkedHashMap<>();
        for (String name : factory().reads(config(), available)) {
            modalities.put(name, DIMENSIONS.get(MODALITIES.indexOf(name)));
        }
        return new FusionContext(
                modalities,
                ContractBatch.LENGTH,
                TARGETS,
                MEANS,
                (inputs, source) -> new RegressionHead(inputs, HEAD_HIDDEN, 0, TARGETS, source),
                random,
                DataType.FLOAT32);
    }

    private final class Subject implements ContractSubject {
        private final List<String> modalities;

        Subject(List<String> modalities) {
            this.modalities = modalities;
        }

        @Override
        public List<Integer> dimensions() {
            return context(modalities, RandomSource.of(0)).dimensions();
        }

        @Override
        public Layer build(RandomSource random) {
            return factory().create(config(), context(modalities, random));
        }

        @Override
        public boolean fixedLength() {
            return factory().fixedLength(config());
        }

        @Override
        public int outputs(Layer model) {
            return ((FusionModel) model).outputs();
        }

        @Override
        public NDList run(Layer model, Pass pass, List<NDArray> sequences, List<NDArray> masks, NDArray frames) {
            FusionOutput output = ((FusionModel) model).fuse(pass, new ModalityBatch(sequences, masks, frames));
            boolean announced = ((FusionModel) model).givesPredictions();
            if (output.isPredicted() != announced) {
                throw new AssertionError("fuse() gives " + (output.isPredicted() ? "predictions" : "a fused sequence")
                        + " but givesPredictions() is " + announced + ": the head is built by what it says");
            }
            if (output.isPredicted() && outputs(model) != TARGETS.size()) {
                throw new AssertionError(
                        "a model that gives predictions must have as many outputs() as there are targets, "
                                + TARGETS.size() + ", found " + outputs(model));
            }
            NDList results = new NDList(output.value());
            results.addAll(output.losses().values());
            return results;
        }

        @Override
        public NDList blockInputs(List<NDArray> sequences, List<NDArray> masks, NDArray frames) {
            return new ModalityBatch(sequences, masks, frames).toList();
        }
    }
}
