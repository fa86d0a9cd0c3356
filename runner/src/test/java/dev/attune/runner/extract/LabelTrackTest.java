package dev.attune.runner.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import dev.attune.runner.config.LabelsConfig;
import dev.attune.runner.config.LabelsConfig.Kind;
import dev.attune.runner.config.LabelsConfig.Placement;
import dev.attune.runner.config.LabelsConfig.TargetConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels of moments, asked for at other moments. */
final class LabelTrackTest {
    private static final String TABLE = """
            time,valence,speaking,comment
            0.0,0.0,0,"calm, so far"
            1.0,0.5,1,
            2.0,-5,1,
            3.0,1.0,,
            9.0,-1.0,0,
            """;

    @TempDir
    private Path folder;

    private LabelTrack track(String text, Placement align) throws IOException {
        Map<String, TargetConfig> targets = new LinkedHashMap<>();
        targets.put("valence", new TargetConfig(Kind.CONTINUOUS, -1, 1));
        targets.put("speaking", new TargetConfig(Kind.BINARY, -1, 1));
        return LabelTrack.read(
                Files.writeString(folder.resolve("a.labels.csv"), text),
                new LabelsConfig(".labels.csv", "time", targets, List.of(-5.0), align, 1.5));
    }

    private static float[] at(LabelTrack track, double time) {
        float[] labels = new float[2];
        track.at(time, labels);
        return labels;
    }

    @Test
    void liesBetweenNeighboursThatBothHaveALabel() throws IOException {
        LabelTrack track = track(TABLE, Placement.INTERPOLATE);
        assertThat(at(track, 0.5)).containsExactly(0.25f, 0);
        assertThat(at(track, 0.8)).containsExactly(0.4f, 1);
        assertThat(at(track, 1)).containsExactly(0.5f, 1);
        assertThat(at(track, 1.2)[0]).as("towards a line without a label").isNaN();
        assertThat(at(track, 3)[0]).isEqualTo(1);
        assertThat(at(track, 3)[1]).as("an empty cell").isNaN();
        assertThat(at(track, 6)[0]).as("between lines too far apart").isNaN();
        assertThat(at(track, 9.0005)[0]).as("times have three digits").isEqualTo(-1);
        assertThat(at(track, 9.2)[0]).as("after the end").isNaN();
        assertThat(at(track, -0.1)[0]).as("before the beginning").isNaN();
    }

    @Test
    void holdsTheLastLineOrTakesTheNearest() throws IOException {
        assertThat(at(track(TABLE, Placement.HOLD), 0.8)).containsExactly(0, 0);
        assertThat(at(track(TABLE, Placement.NEAREST), 0.8)).containsExactly(0.5f, 1);
        assertThat(at(track(TABLE, Placement.HOLD), 4)[0]).isEqualTo(1);
        assertThat(at(track(TABLE, Placement.HOLD), 5)[0]).as("too old").isNaN();
        assertThat(at(track(TABLE, Placement.HOLD), -0.1)[0])
                .as("nothing to hold")
                .isNaN();
        assertThat(at(track(TABLE, Placement.NEAREST), -1)[0]).isZero();
        assertThat(at(track("time,valence,speaking\n", Placement.NEAREST), 0)).containsOnly(Float.NaN);
    }

    @Test
    void saysWhereALabelIsWrong() {
        assertThatThrownBy(() -> track("time,valence,speaking\n0,1.5,0\n", Placement.HOLD))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("a.labels.csv") + ", line 2: found 1.5 for valence, wanted -1.0 to 1.0;"
                        + " a value that stands for no label belongs in labels.invalid.");
        assertThatThrownBy(() -> track("time,valence,speaking\n0,1,0.5\n", Placement.HOLD))
                .hasMessageContaining("line 2: found 0.5 for speaking, wanted 0 or 1");
        assertThatThrownBy(() -> track("time,valence,speaking\n0,1,1\n0,1,1\n", Placement.HOLD))
                .hasMessageContaining("line 3: found the time 0, wanted times that ascend");
        assertThatThrownBy(() -> track("time,valence,speaking\n0,high,1\n", Placement.HOLD))
                .hasMessageContaining("line 2: found high as valence, wanted a number");
        assertThatThrownBy(() -> track("time,valence,speaking\n0,1\n", Placement.HOLD))
                .hasMessageContaining("line 2: found 2 cells, wanted 3 like the header");
        assertThatThrownBy(() -> track("time,arousal,speaking\n", Placement.HOLD))
                .hasMessageEndingWith("has no column valence; its columns are time, arousal, speaking.");
    }
}
