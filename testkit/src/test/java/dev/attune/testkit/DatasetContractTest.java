package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.config.NoOptions;
import dev.attune.api.data.DatasetFactory;
import dev.attune.testkit.ExampleDataset.Fault;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A dataset that is right passes the contract; one that is wrong fails the check that is meant for its fault, with its advice. */
class DatasetContractTest {
    @Nested
    class RightDataset extends ExampleContract {
        RightDataset() {
            super(Fault.NONE);
        }
    }

    private abstract static class ExampleContract extends DatasetContract<NoOptions> {
        private final Fault fault;

        ExampleContract(Fault fault) {
            this.fault = fault;
        }

        @Override
        protected DatasetFactory<NoOptions> factory() {
            return ExampleDataset.factory(fault);
        }

        @Override
        protected NoOptions config() {
            return new NoOptions();
        }

        @Override
        protected List<NoOptions> configsOfFolds() {
            return List.of(config(), config());
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        Fault.IGNORES_WHAT_IS_ASKED_FOR,
                        DatasetContract::givesWhatIsAskedFor,
                        "the modalities that the DatasetContext asks for, in its order"),
                fault(
                        Fault.ACCEPTS_ANY_NAME,
                        DatasetContract::refusesWhatItDoesNotHave,
                        "must be refused with a DataException"),
                fault(Fault.SHARES_A_CLIP, DatasetContract::givesEachClipANameOfItsOwn, "no clip may be in two splits"),
                fault(Fault.SLASH_IN_A_NAME, DatasetContract::givesEachClipANameOfItsOwn, "becomes a file name"),
                fault(Fault.BLANK_GROUP, DatasetContract::namesTheGroupOfEachClip, "what the clip a has in common"),
                fault(Fault.GROUP_OF_THE_CALL, DatasetContract::namesTheGroupOfEachClip, "are drawn apart"),
                fault(Fault.ORDER_OF_THE_DAY, DatasetContract::isTheSameWheneverItIsRead, "sort what a folder lists"),
                fault(Fault.FINGERPRINT_OF_THE_DAY, DatasetContract::hasAFingerprint, "hash content, neither times"),
                fault(
                        Fault.READS_FROM_THE_START,
                        DatasetContract::readsAnyPartOfAClip,
                        "of a clip (a) must give the same features of sound"),
                fault(Fault.OVERRUNS, DatasetContract::readsAnyPartOfAClip, "write with put()"),
                fault(
                        Fault.NAN_WHERE_VALID,
                        DatasetContract::hasFiniteFeaturesWhereTheyAreValid,
                        "set the mask to false at clip a, sound, frame 1, column 0"),
                fault(Fault.SENTINEL, DatasetContract::hasLabelsInRangeOrNone, "found -5.0 at clip a, labels, frame 2"),
                fault(Fault.TIMES_FROM_ZERO, DatasetContract::hasTimesThatAscend, "at frame 10 of the clip a"),
                fault(
                        Fault.REMEMBERS_THE_PLACE,
                        DatasetContract::isReadBySeveralThreadsAtOnce,
                        "that several threads read at once"),
                fault(Fault.CLOSES_ONCE, DatasetContract::mayBeClosedTwice, "remember that it was closed"),
                fault(
                        Fault.FOLDS_NOBODY_CAN_CHOOSE,
                        DatasetContract::definesFoldsThatAnOptionChooses,
                        "override foldOption()"),
                fault(
                        Fault.MISSPELT_FOLD_OPTION,
                        DatasetContract::definesFoldsThatAnOptionChooses,
                        "found flod; compare it with the components of NoOptions"),
                fault(
                        Fault.TEST_CLIPS_OF_EACH_FOLD,
                        DatasetContract::testsFoldsOnTheClipsThatItSays,
                        "must be false unless all folds have the same test clips"),
                fault(Fault.OMITS_WITHOUT_WORDS, DatasetContract::saysWhatItLeavesOut, "must give sentences"),
                fault(Fault.NOTE_OF_THE_DAY, DatasetContract::saysWhatItLeavesOut, "the same each time"));
    }

    private static Arguments fault(Fault fault, Consumer<DatasetContract<?>> check, String advice) {
        return Arguments.of(fault, check, advice);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void findsTheFault(Fault fault, Consumer<DatasetContract<?>> check, String advice) {
        assertThatThrownBy(() -> check.accept(new ExampleContract(fault) {}))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(advice);
        assertThatCode(() -> check.accept(new ExampleContract(Fault.NONE) {})).doesNotThrowAnyException();
    }
}
