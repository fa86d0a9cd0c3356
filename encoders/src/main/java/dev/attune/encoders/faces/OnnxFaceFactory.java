package dev.attune.encoders.faces;

import dev.attune.api.DataException;
import dev.attune.api.Explanation;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.Sense;
import dev.attune.encoders.faces.OnnxFaceConfig.Preset;
import dev.attune.encoders.onnx.OnnxModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes encoders that show faces to a model. */
final class OnnxFaceFactory implements EncoderFactory<OnnxFaceConfig> {
    @Override
    public String name() {
        return "onnx-face";
    }

    @Override
    public Class<OnnxFaceConfig> configType() {
        return OnnxFaceConfig.class;
    }

    @Override
    public String summary() {
        return "what any ONNX model of faces computes of the aligned face; its outputs or an inner tensor.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                x = cut of the face, size x size; x = (scaled(x) - mean) / std for each channel
                row = the tensor that the model computes of x; of planes, their means
                """,
                "one row per picture that shows the face, as wide as the tensor",
                "a model of expressions or identities is at hand; an inner tensor mostly says more than class scores",
                "nothing may be downloaded; face-hog needs no model"));
    }

    @Override
    public Sense sense() {
        return Sense.PICTURES;
    }

    @Override
    public Encoder create(OnnxFaceConfig config, EncoderContext context) {
        Path file = context.models()
                .file(config.model()
                        .or(() -> config.preset().map(Preset::source))
                        .orElseThrow());
        OnnxModel model = OnnxModel.open(file, config.tensor().map(List::of).orElse(List.of()), context.threads());
        FaceFinder finder = null;
        try {
            FaceTensor form = new FaceTensor(config, model.onlyInput(), file);
            finder = Detectors.finder(config.face(), context);
            return new OnnxFaceEncoder(model, config.tensor(), form, finder);
        } catch (DataException unfit) {
            model.close();
            if (finder != null) {
                finder.close();
            }
            throw unfit;
        }
    }
}
