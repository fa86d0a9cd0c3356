package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Compares alignment with a search through all rows, on rows and frames at random times. */
class AlignedRowsTest {
    private static final double TOLERANCE = 0.3;

    @RepeatedTest(20)
    void everyPolicyIsWhatASearchOfAllRowsFinds(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        boolean instants = random.nextBoolean();
        TimedRows rows = rows(random, instants);
        double[] begins = random.doubles(random.nextInt(1, 12), 0, 5).sorted().toArray();
        Clock clock = Clock.ofBegins(begins);
        for (AlignConfig.Policy policy : AlignConfig.Policy.values()) {
            AlignedRows found = AlignedRows.of(rows, clock, new AlignConfig(policy, TOLERANCE));
            for (int frame = 0; frame < clock.frames(); frame++) {
                List<Integer> wanted = search(rows, clock, frame, policy);
                assertThat(found.valid().get(frame))
                        .as(policy + ", frame " + frame)
                        .isEqualTo(!wanted.isEmpty());
                double mean = wanted.stream()
                        .mapToDouble(row -> rows.at(row, 1))
                        .average()
                        .orElse(0);
                assertThat(found.values()[2 * frame + 1])
                        .as(policy + ", frame " + frame)
                        .isCloseTo((float) mean, within(1e-5f));
            }
        }
    }

    /** Rows in no order of time; the second column is missing in some. */
    private static TimedRows rows(SplittableRandom random, boolean instants) {
        int count = random.nextInt(1, 15);
        double[] begins = random.doubles(count, 0, 5).toArray();
        double[] ends = begins.clone();
        float[] values = new float[2 * count];
        for (int row = 0; row < count; row++) {
            ends[row] += instants ? 0 : random.nextDouble(0.01, 1.5);
            values[2 * row + 1] = random.nextInt(6) == 0 ? Float.NaN : (float) random.nextDouble();
        }
        return new TimedRows(begins, ends, values, 2);
    }

    /** Returns the rows whose mean a frame has. */
    private static List<Integer> search(TimedRows rows, Clock clock, int frame, AlignConfig.Policy policy) {
        List<Integer> chosen = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        for (int row = 0; row < rows.rows(); row++) {
            double away = rows.begin(row) - clock.begin(frame);
            if (policy == AlignConfig.Policy.MEAN) {
                boolean instant = rows.begin(row) == rows.end(row);
                boolean meets = instant
                        ? away >= 0 && rows.begin(row) < clock.end(frame)
                        : rows.begin(row) < clock.end(frame) && rows.end(row) > clock.begin(frame);
                if (meets && rows.isFinite(row)) {
                    chosen.add(row);
                }
            } else if (Math.abs(away) < best && (policy == AlignConfig.Policy.NEAREST || away <= 0)) {
                best = Math.abs(away);
                chosen = new ArrayList<>(List.of(row));
            }
        }
        boolean near = policy == AlignConfig.Policy.MEAN || best <= TOLERANCE;
        return near && chosen.stream().allMatch(rows::isFinite) ? chosen : List.of();
    }

    /** Segments of a file are mapped one by one; what is written must come back whichever it lies in. */
    @Test
    void whatIsSpilledComesBack() {
        SplittableRandom random = new SplittableRandom(1);
        try (SpillFile spill = new SpillFile("corpus", 64)) {
            List<float[]> written = new ArrayList<>();
            List<FloatBuffer> read = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                float[] values = new float[random.nextInt(40)];
                for (int k = 0; k < values.length; k++) {
                    values[k] = (float) random.nextDouble();
                }
                written.add(values);
                read.add(spill.write(values));
            }
            for (int i = 0; i < written.size(); i++) {
                float[] back = new float[read.get(i).remaining()];
                read.get(i).duplicate().get(back);
                assertThat(back).as("block " + i).isEqualTo(written.get(i));
            }
        }
    }
}
