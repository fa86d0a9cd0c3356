package dev.attune.encoders.text;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.encoder.ModelSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options of a model like BERT that the user brings.
 *
 * @param model the ONNX file
 * @param tokenizer its {@code tokenizer.json}
 * @param layers what is read of it
 * @param passage tokens of a passage
 * @since 0.1
 */
public record OnnxBertConfig(
        @Doc("The ONNX model: a path, classpath:/name, or https://... with a sha256.")
        ModelSource model,

        @Doc("The tokenizer.json that belongs to it.") ModelSource tokenizer,

        @Doc(
                "The tensors that are summed, inner ones too; {8..11} in a name stands for four of them. Without any, the first output.")
        @DefaultValue("[]")
        List<String> layers,

        @Doc(
                "The most tokens that are read together; a longer transcript is parted between sentences, and each part read with 50 more on both sides.")
        @DefaultValue("400")
        @Range(min = 16, max = 400)
        int passage) {
    private static final Pattern RANGE = Pattern.compile("\\{(\\d{1,3})\\.\\.(\\d{1,3})}");

    /** Copies the list. */
    public OnnxBertConfig {
        requireNonNull(model, "model is null");
        requireNonNull(tokenizer, "tokenizer is null");
        layers = List.copyOf(layers);
    }

    /** Returns the names of the tensors, ranges written out. */
    List<String> tensors() {
        List<String> tensors = new ArrayList<>();
        for (String layer : layers) {
            Matcher range = RANGE.matcher(layer);
            if (!range.find()) {
                tensors.add(layer);
                continue;
            }
            for (int i = Integer.parseInt(range.group(1)); i <= Integer.parseInt(range.group(2)); i++) {
                tensors.add(layer.substring(0, range.start()) + i + layer.substring(range.end()));
            }
        }
        return tensors;
    }
}
