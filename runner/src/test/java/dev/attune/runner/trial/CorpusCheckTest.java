package dev.attune.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.trial.DataReport.Finding;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing that a second cut of a corpus shows is lost, and nothing is read twice without need. */
final class CorpusCheckTest {
    private static final TargetInfo VALENCE = TargetInfo.continuous("valence");
    private static final TargetInfo AROUSAL = TargetInfo.continuous("arousal");

    private int reads;

    /** A clip whose feature at a time is that time's fault. */
    private final class TimedClip implements Clip {
        private final double[] times;
        private final boolean timed;
        private final int targets;
        private final double broken;

        TimedClip(double[] times, boolean timed, int targets, double broken) {
            this.times = times;
            this.timed = timed;
            this.targets = targets;
            this.broken = broken;
        }

        @Override
        public String id() {
            return "clip";
        }

        @Override
        public int length() {
            return times.length;
        }

        @Override
        public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
            reads++;
            for (int frame = from; frame < to; frame++) {
                destination.put(times[frame] == broken ? Float.NaN : 1);
            }
        }

        @Override
        public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
            Arrays.fill(destination, offset, offset + to - from, true);
        }

        @Override
        public void readLabels(int from, int to, FloatBuffer destination) {
            destination.put(new float[(to - from) * targets]);
        }

        @Override
        public void readTimes(int from, int to, double[] destination, int offset) {
            for (int frame = from; frame < to; frame++) {
                destination[offset + frame - from] = timed ? times[frame] : Double.NaN;
            }
        }
    }

    private record Cut(List<TargetInfo> targets, Clip clip) implements Dataset {
        @Override
        public DatasetInfo info() {
            return new DatasetInfo(Map.of("visual", 1), targets);
        }

        @Override
        public List<Clip> clips(Split split) {
            return split == Split.TRAIN ? List.of(clip) : List.of();
        }

        @Override
        public String fingerprint() {
            return "";
        }

        @Override
        public void close() {}
    }

    private Cut cut(TargetInfo target, boolean timed, double... times) {
        return new Cut(List.of(target), new TimedClip(times, timed, 1, 3));
    }

    private static List<String> faults(CorpusCheck check) {
        return check.ofClips().stream()
                .filter(Finding::stops)
                .map(Finding::text)
                .toList();
    }

    @Test
    void framesThatOnlyTheSecondCutHasAreRead() {
        CorpusCheck check = new CorpusCheck();
        check.check("first", cut(VALENCE, true, 0, 1, 2));
        assertThat(faults(check)).isEmpty();
        check.check("second", cut(AROUSAL, true, 0, 1, 3));
        assertThat(faults(check)).hasSize(1).first().asString().contains("frame 2", "found NaN");
    }

    @Test
    void framesWithoutTimesAreReadForEachThatIsAskedFor() {
        CorpusCheck check = new CorpusCheck();
        check.check("first", cut(VALENCE, false, 0, 1, 2));
        check.check("second", cut(AROUSAL, false, 0, 1, 3));
        assertThat(faults(check)).hasSize(1);
    }

    @Test
    void theSameFramesAreReadOnce() {
        CorpusCheck check = new CorpusCheck();
        check.check("first", cut(VALENCE, true, 0, 1, 3));
        check.check("second", cut(AROUSAL, true, 0, 1, 3));
        assertThat(reads).isEqualTo(1);
        assertThat(faults(check)).hasSize(1);
    }
}
