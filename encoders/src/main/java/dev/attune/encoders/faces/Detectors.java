package dev.attune.encoders.faces;

import dev.attune.api.encoder.EncoderContext;
import java.nio.file.Path;

/** Makes detectors by their options. */
final class Detectors {
    private Detectors() {}

    static FaceFinder finder(FaceConfig config, EncoderContext context) {
        return new FaceFinder(config, open(config, context));
    }

    private static FaceDetector open(FaceConfig config, EncoderContext context) {
        if (config.model().isEmpty()) {
            return new CascadeDetector(config);
        }
        Path model = context.models().file(config.model().get());
        return config.detector() == FaceConfig.Detector.YUNET
                ? new YunetDetector(config, model)
                : new UltraFaceDetector(config, model, context.threads());
    }
}
