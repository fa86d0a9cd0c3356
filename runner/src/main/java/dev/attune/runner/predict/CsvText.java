package dev.attune.runner.predict;

import dev.attune.api.data.TargetInfo;
import dev.attune.runner.study.Csv;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Writes one row a frame. */
final class CsvText implements PredictionText {
    private final Writer writer;
    private boolean begun;

    CsvText(Writer writer) {
        this.writer = writer;
    }

    @Override
    public void add(ClipPrediction prediction) throws IOException {
        if (!begun) {
            writer.write(Csv.line(columns(prediction)));
            begun = true;
        }
        for (int frame = 0; frame < prediction.length(); frame++) {
            writer.write(Csv.line(row(prediction, frame)));
        }
    }

    private static List<String> columns(ClipPrediction prediction) {
        List<String> columns = new ArrayList<>(List.of("clip", "time"));
        prediction.targets().stream().map(TargetInfo::name).forEach(columns::add);
        prediction.modalities().forEach(modality -> columns.add(modality + ".valid"));
        return columns;
    }

    private static List<String> row(ClipPrediction prediction, int frame) {
        List<String> row = new ArrayList<>();
        row.add(prediction.clip());
        row.add(Double.toString(prediction.seconds(frame)));
        for (int target = 0; target < prediction.targets().size(); target++) {
            row.add(Float.toString(prediction.value(frame, target)));
        }
        for (String modality : prediction.modalities()) {
            row.add(prediction.isValid(modality, frame) ? "1" : "0");
        }
        return row;
    }

    @Override
    public void end() {
        // A row ends with its frame.
    }
}
