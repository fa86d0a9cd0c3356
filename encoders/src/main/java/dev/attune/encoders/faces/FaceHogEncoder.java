package dev.attune.encoders.faces;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.PictureFormat.Colour;

/** Describes the face of each picture by the shapes and the texture of an aligned grey cut. */
final class FaceHogEncoder implements Encoder {
    private final FaceReader reader;
    private final HogDescriptor gradients;
    private final LbpDescriptor patterns;
    private final float[] row = new float[HogDescriptor.OUTPUTS + LbpDescriptor.OUTPUTS];

    FaceHogEncoder(FaceHogConfig config, FaceFinder finder) {
        this.reader = new FaceReader(finder, new FaceCut(true, config.side(), config.margin(), Colour.GREY));
        this.gradients = new HogDescriptor(config.side());
        this.patterns = new LbpDescriptor(config.side());
    }

    @Override
    public int outputs() {
        return row.length;
    }

    @Override
    public void encode(EncoderInput input, FeatureSink sink) {
        reader.read(input.recording(), sink, (span, pixels) -> {
            gradients.describe(pixels, row, 0);
            patterns.describe(pixels, row, HogDescriptor.OUTPUTS);
            sink.row(span, row);
        });
    }

    @Override
    public void close() {
        reader.close();
    }
}
