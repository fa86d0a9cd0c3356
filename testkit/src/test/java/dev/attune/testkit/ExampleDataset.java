package dev.attune.testkit;

import dev.attune.api.DataException;
import dev.attune.api.config.NoOptions;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A small dataset that is right, or wrong in one way. */
final class ExampleDataset implements Dataset {
    /** The ways in which it may be wrong. */
    enum Fault {
        NONE,
        IGNORES_WHAT_IS_ASKED_FOR,
        ACCEPTS_ANY_NAME,
        SHARES_A_CLIP,
        SLASH_IN_A_NAME,
        BLANK_GROUP,
        GROUP_OF_THE_CALL,
        ORDER_OF_THE_DAY,
        FINGERPRINT_OF_THE_DAY,
        READS_FROM_THE_START,
        OVERRUNS,
        NAN_WHERE_VALID,
        SENTINEL,
        TIMES_FROM_ZERO,
        REMEMBERS_THE_PLACE,
        CLOSES_ONCE,
        FOLDS_NOBODY_CAN_CHOOSE,
        MISSPELT_FOLD_OPTION,
        TEST_CLIPS_OF_EACH_FOLD,
        OMITS_WITHOUT_WORDS,
        NOTE_OF_THE_DAY
    }

    private static final Map<String, Integer> MODALITIES = Map.of("sound", 3, "words", 2);
    private static final List<String> TARGETS = List.of("valence", "arousal");
    private static final int LENGTH = 40;
    private static long openings;

    private final Fault fault;
    private final List<String> modalities;
    private final List<String> targets;
    private final long opening = openings++;
    private boolean closed;
    private int notes;
    private int groupings;

    ExampleDataset(Fault fault, DatasetContext context) {
        this.fault = fault;
        modalities = chosen(context.modalities(), List.of("sound", "words"));
        targets = chosen(context.targets(), TARGETS);
    }

    static DatasetFactory<NoOptions> factory(Fault fault) {
        final class Factory extends ExampleFactory implements DatasetFactory<NoOptions> {
            Factory() {
                super("example");
            }

            @Override
            public Dataset open(NoOptions config, DatasetContext context) {
                return new ExampleDataset(fault, context);
            }

            @Override
            public Optional<String> foldOption() {
                return fault == Fault.MISSPELT_FOLD_OPTION ? Optional.of("flod") : Optional.empty();
            }

            @Override
            public boolean foldsShareTest(NoOptions config) {
                return true;
            }

            @Override
            public List<Integer> folds(NoOptions config) {
                return fault == Fault.FOLDS_NOBODY_CAN_CHOOSE ? List.of(0, 1) : List.of();
            }
        }
        return new Factory();
    }

    private List<String> chosen(List<String> wanted, List<String> existing) {
        if (wanted.isEmpty() || fault == Fault.IGNORES_WHAT_IS_ASKED_FOR) {
            return existing;
        }
        if (fault != Fault.ACCEPTS_ANY_NAME && !existing.containsAll(wanted)) {
            throw new DataException("example: found no " + wanted + ", there are " + existing);
        }
        return wanted;
    }

    @Override
    public DatasetInfo info() {
        Map<String, Integer> features = new LinkedHashMap<>();
        modalities.forEach(modality -> features.put(modality, MODALITIES.getOrDefault(modality, 1)));
        return new DatasetInfo(
                features, targets.stream().map(TargetInfo::continuous).toList());
    }

    @Override
    public List<Clip> clips(Split split) {
        List<Clip> clips = new ArrayList<>();
        switch (split) {
            case TRAIN -> {
                clips.add(new ExampleClip("a", 0));
                clips.add(new ExampleClip(fault == Fault.SLASH_IN_A_NAME ? "b/1" : "b", 500));
            }
            case VALIDATION -> {}
            case TEST -> clips.add(new ExampleClip(testClip(), 1000));
        }
        if (fault == Fault.ORDER_OF_THE_DAY && opening % 2 == 1) {
            Collections.reverse(clips);
        }
        return clips;
    }

    private String testClip() {
        String name = fault == Fault.SHARES_A_CLIP ? "a" : "c";
        return fault == Fault.TEST_CLIPS_OF_EACH_FOLD ? name + opening : name;
    }

    @Override
    public String fingerprint() {
        return String.format("%064x", fault == Fault.FINGERPRINT_OF_THE_DAY ? opening : 7);
    }

    @Override
    public List<String> omissions() {
        return fault == Fault.OMITS_WITHOUT_WORDS ? List.of(" ") : List.of();
    }

    @Override
    public List<String> notes() {
        return fault == Fault.NOTE_OF_THE_DAY ? List.of("read " + ++notes + " times") : List.of();
    }

    @Override
    public void close() {
        if (closed && fault == Fault.CLOSES_ONCE) {
            throw new IllegalStateException("closed already");
        }
        closed = true;
    }

    /** A clip whose values count. */
    private final class ExampleClip implements Clip {
        private final String id;
        private final int first;
        private volatile int place;

        ExampleClip(String id, int first) {
            this.id = id;
            this.first = first;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String group() {
            return switch (fault) {
                case BLANK_GROUP -> " ";
                case GROUP_OF_THE_CALL -> id + ++groupings;
                default -> id;
            };
        }

        @Override
        public int length() {
            return LENGTH;
        }

        @Override
        public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
            int columns = MODALITIES.getOrDefault(modality, 1);
            int start = fault == Fault.READS_FROM_THE_START ? 0 : from;
            for (int i = 0; i < (to - from) * columns; i++) {
                place = start * columns + i;
                if (fault == Fault.REMEMBERS_THE_PLACE) {
                    LockSupport.parkNanos(1); // lets another thread move the place
                }
                int here = fault == Fault.REMEMBERS_THE_PLACE ? place : start * columns + i;
                boolean spoilt = fault == Fault.NAN_WHERE_VALID && here == columns;
                destination.put(spoilt ? Float.NaN : first + here);
            }
            if (fault == Fault.OVERRUNS && destination.hasRemaining()) {
                destination.put(0);
            }
        }

        @Override
        public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
            for (int frame = from; frame < to; frame++) {
                destination[offset + frame - from] = frame % 4 != 3;
            }
        }

        @Override
        public void readLabels(int from, int to, FloatBuffer destination) {
            for (int frame = from; frame < to; frame++) {
                for (String target : targets) {
                    float label = TARGETS.indexOf(target) * 0.5f + frame / 100f;
                    float none = fault == Fault.SENTINEL ? -5 : Float.NaN;
                    destination.put(frame == 2 ? none : label);
                }
            }
        }

        @Override
        public void readTimes(int from, int to, double[] destination, int offset) {
            for (int frame = from; frame < to; frame++) {
                destination[offset + frame - from] = (fault == Fault.TIMES_FROM_ZERO ? frame % 10 : frame) / 25.0;
            }
        }
    }
}
