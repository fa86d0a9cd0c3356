package dev.attune.encoders.faces;

import dev.attune.api.DataException;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.Span;
import dev.attune.encoders.faces.OnnxFaceConfig.Layout;
import dev.attune.encoders.onnx.OnnxArray;
import dev.attune.encoders.onnx.OnnxInput;
import dev.attune.encoders.onnx.OnnxModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Describes the face of each picture by what a model computes of it. */
final class OnnxFaceEncoder implements Encoder {
    private static final int MOST_FACES = 8;

    private final OnnxModel model;
    private final Optional<String> tensor;
    private final FaceTensor form;
    private final FaceReader reader;
    private final int faces;
    private final int outputs;
    private final List<Span> waiting = new ArrayList<>();
    private final float[] batch;

    /**
     * Makes the encoder; all that it is given becomes its own.
     *
     * @throws DataException if the model does not give a row for each face
     */
    OnnxFaceEncoder(OnnxModel model, Optional<String> tensor, FaceTensor form, FaceFinder finder) {
        this.model = model;
        this.tensor = tensor;
        this.form = form;
        OnnxInput input = model.onlyInput();
        long stated = input.shape().get(0);
        if (stated > 1) {
            throw new DataException("The model " + model.file() + " takes " + input
                    + ", always several faces at once; wanted one that takes one face or any number.");
        }
        this.faces = stated == 1 ? 1 : MOST_FACES;
        this.batch = new float[faces * form.length()];
        this.outputs = run(1).length;
        this.reader = new FaceReader(finder, form.cut());
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public void encode(EncoderInput input, FeatureSink sink) {
        waiting.clear();
        reader.read(input.recording(), sink, (span, pixels) -> {
            form.write(pixels, batch, waiting.size());
            waiting.add(span);
            if (waiting.size() == faces) {
                flush(sink);
            }
        });
        flush(sink);
    }

    private void flush(FeatureSink sink) {
        if (waiting.isEmpty()) {
            return;
        }
        float[] rows = run(waiting.size());
        float[] row = new float[outputs];
        for (int face = 0; face < waiting.size(); face++) {
            System.arraycopy(rows, face * outputs, row, 0, outputs);
            sink.row(waiting.get(face), row);
        }
        waiting.clear();
    }

    /** Returns the rows of the first faces of the batch. */
    private float[] run(int count) {
        float[] values = batch.length == count * form.length() ? batch : Arrays.copyOf(batch, count * form.length());
        OnnxArray result = model.run(Map.of(model.onlyInput().name(), OnnxArray.of(values, form.shape(count))), tensor);
        long[] shape = result.shape();
        if (shape.length < 2 || shape[0] != count) {
            throw new DataException("The model " + model.file() + " gives " + result + " for " + count
                    + " faces, wanted a row for each; name another tensor with the option tensor.");
        }
        if (shape.length == 4) {
            return meansOfPlanes(result.floats(), shape);
        }
        return result.floats();
    }

    /** Returns the mean over rows and columns of each channel, as the layer before a classifier mostly takes it. */
    private float[] meansOfPlanes(float[] values, long[] shape) {
        boolean first = form.layout() == Layout.NCHW;
        int channels = (int) (first ? shape[1] : shape[3]);
        int plane = (int) (first ? shape[2] * shape[3] : shape[1] * shape[2]);
        float[] means = new float[(int) shape[0] * channels];
        for (int i = 0; i < means.length; i++) {
            int face = i / channels;
            int channel = i % channels;
            double sum = 0;
            for (int pixel = 0; pixel < plane; pixel++) {
                sum += values[first ? i * plane + pixel : (face * plane + pixel) * channels + channel];
            }
            means[i] = (float) (sum / plane);
        }
        return means;
    }

    @Override
    public void close() {
        reader.close();
        model.close();
    }
}
