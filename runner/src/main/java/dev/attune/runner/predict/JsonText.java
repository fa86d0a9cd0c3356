package dev.attune.runner.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Writes a document with one array a column of each clip, as a table by columns is read fastest. */
final class JsonText implements PredictionText {
    private static final int FORMAT = 1;

    private final Writer writer;
    private @Nullable JsonGenerator json;

    JsonText(Writer writer) {
        this.writer = writer;
    }

    @Override
    public void add(ClipPrediction prediction) throws IOException {
        JsonGenerator out = json == null ? begin() : json;
        json = out;
        out.writeStartObject();
        out.writeStringField("clip", prediction.clip());
        out.writeArrayFieldStart("time");
        for (int frame = 0; frame < prediction.length(); frame++) {
            out.writeNumber(prediction.seconds(frame));
        }
        out.writeEndArray();
        out.writeObjectFieldStart("predictions");
        for (int target = 0; target < prediction.targets().size(); target++) {
            out.writeArrayFieldStart(prediction.targets().get(target).name());
            for (int frame = 0; frame < prediction.length(); frame++) {
                out.writeNumber(prediction.value(frame, target));
            }
            out.writeEndArray();
        }
        out.writeEndObject();
        out.writeObjectFieldStart("valid");
        for (String modality : prediction.modalities()) {
            out.writeArrayFieldStart(modality);
            for (int frame = 0; frame < prediction.length(); frame++) {
                out.writeBoolean(prediction.isValid(modality, frame));
            }
            out.writeEndArray();
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private JsonGenerator begin() throws IOException {
        JsonGenerator out = new JsonFactory().createGenerator(writer).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        out.writeStartObject();
        out.writeNumberField("format", FORMAT);
        out.writeArrayFieldStart("clips");
        return out;
    }

    @Override
    public void end() throws IOException {
        if (json != null) {
            json.writeEndArray();
            json.writeEndObject();
            json.flush();
            writer.write('\n');
        }
    }
}
