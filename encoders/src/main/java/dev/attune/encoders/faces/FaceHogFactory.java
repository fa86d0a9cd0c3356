package dev.attune.encoders.faces;

import dev.attune.api.Explanation;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.Sense;
import java.util.Optional;

/** Makes encoders of faces that need no model file. */
final class FaceHogFactory implements EncoderFactory<FaceHogConfig> {
    @Override
    public String name() {
        return "face-hog";
    }

    @Override
    public Class<FaceHogConfig> configType() {
        return FaceHogConfig.class;
    }

    @Override
    public String summary() {
        return "histograms of gradients and of binary patterns of the aligned face; needs no model file.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                cut = face turned and scaled to ArcFace's places of eyes, nose and mouth, grey, side x side
                columns 0..323: HOG, 4 x 4 cells, 9 orientations, blocks of 2 x 2 cells, L2-hys
                columns 324..559: uniform LBP(8, 1), 59 bins for each quarter of the cut, each with the sum 1
                """,
                "one row of 560 per picture that shows the face",
                "a baseline anywhere: CPU only, nothing to download, faster than real time",
                "a learned model of faces is at hand; onnx-face then says more in fewer numbers"));
    }

    @Override
    public Sense sense() {
        return Sense.PICTURES;
    }

    @Override
    public Encoder create(FaceHogConfig config, EncoderContext context) {
        return new FaceHogEncoder(config, Detectors.finder(config.face(), context));
    }
}
