package dev.attune.encoders.faces;

import dev.attune.api.DataException;
import dev.attune.api.media.PictureFormat.Colour;
import dev.attune.encoders.faces.OnnxFaceConfig.Cut;
import dev.attune.encoders.faces.OnnxFaceConfig.Layout;
import dev.attune.encoders.faces.OnnxFaceConfig.Preset;
import dev.attune.encoders.faces.OnnxFaceConfig.Scale;
import dev.attune.encoders.onnx.OnnxInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Brings cuts of faces into the form that a model takes; options that are left out are those of the preset, or what the model's input says.
 */
final class FaceTensor {
    private static final int CHANNELS_FIRST = 1;
    private static final int CHANNELS_LAST = 3;

    private final FaceCut cut;
    private final Layout layout;
    // What a byte becomes, for each channel.
    private final float[][] values;

    /**
     * Makes the form.
     *
     * @throws DataException if options and model do not fit
     */
    FaceTensor(OnnxFaceConfig config, OnnxInput input, Path model) {
        if (input.type() != OnnxInput.Type.FLOAT || input.shape().size() != 4) {
            throw new DataException("The model " + model + " takes " + input
                    + ", wanted a model of pictures: faces, channels, rows, columns, in single precision.");
        }
        Optional<Preset> preset = config.preset();
        layout = config.layout().orElseGet(() -> seen(input, model));
        int channels = channels(config, input, model);
        Colour colour = config.colour()
                .map(chosen -> Colour.valueOf(chosen.name()))
                .orElse(channels == 1 ? Colour.GREY : Colour.RGB);
        cut = new FaceCut(
                config.cut().orElse(preset.isPresent() ? Cut.BOX : Cut.ALIGNED) == Cut.ALIGNED,
                side(config, input, model),
                config.margin().orElse(0.0),
                colour);
        requireFit(input, model);
        values = values(
                config.scale().orElse(Scale.UNIT),
                perChannel(
                        "mean",
                        config.mean().isEmpty() ? preset.map(Preset::mean).orElse(List.of(0.0)) : config.mean(),
                        channels),
                perChannel(
                        "std",
                        config.std().isEmpty() ? preset.map(Preset::std).orElse(List.of(1.0)) : config.std(),
                        channels));
    }

    private static Layout seen(OnnxInput input, Path model) {
        boolean first = isColour(input.shape().get(CHANNELS_FIRST));
        boolean last = isColour(input.shape().get(CHANNELS_LAST));
        if (first == last) {
            throw new DataException("The model " + model + " takes " + input
                    + ", which does not tell where the channels are; give the option layout: nchw or nhwc.");
        }
        return first ? Layout.NCHW : Layout.NHWC;
    }

    private static boolean isColour(long length) {
        return length == 1 || length == 3;
    }

    private int channels(OnnxFaceConfig config, OnnxInput input, Path model) {
        if (config.colour().isPresent()) {
            return Colour.valueOf(config.colour().get().name()).channels();
        }
        long stated = input.shape().get(layout == Layout.NCHW ? CHANNELS_FIRST : CHANNELS_LAST);
        if (!isColour(stated)) {
            throw new DataException("The model " + model + " takes " + input
                    + ", which does not tell the number of channels; give the option colour: grey, rgb or bgr.");
        }
        return (int) stated;
    }

    private int side(OnnxFaceConfig config, OnnxInput input, Path model) {
        long rows = input.shape().get(layout == Layout.NCHW ? 2 : 1);
        if (config.size().isPresent()) {
            return config.size().get();
        }
        if (rows > 0) {
            return (int) rows;
        }
        return config.preset()
                .map(Preset::size)
                .orElseThrow(() -> new DataException("The model " + model + " takes " + input
                        + ", which does not tell the size of the pictures; give the option size."));
    }

    private void requireFit(OnnxInput input, Path model) {
        long[] wanted = shape(1);
        for (int axis = 1; axis < wanted.length; axis++) {
            long stated = input.shape().get(axis);
            if (stated >= 0 && stated != wanted[axis]) {
                throw new DataException(
                        "The model " + model + " takes " + input + ", but the options size, colour and layout make "
                                + List.of(wanted[1], wanted[2], wanted[3]) + " of a face; leave them out.");
            }
        }
    }

    private static double[] perChannel(String option, List<Double> numbers, int channels) {
        if (numbers.size() != 1 && numbers.size() != channels) {
            throw new DataException("The option " + option + " has " + numbers.size()
                    + " numbers, wanted one, or one for each of " + channels + " channels.");
        }
        double[] result = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            result[channel] = numbers.get(numbers.size() == 1 ? 0 : channel);
        }
        return result;
    }

    private static float[][] values(Scale scale, double[] mean, double[] std) {
        float[][] values = new float[mean.length][256];
        for (int channel = 0; channel < mean.length; channel++) {
            for (int value = 0; value < 256; value++) {
                double scaled = switch (scale) {
                    case UNIT -> value / 255.0;
                    case SIGNED -> (value - 127.5) / 127.5;
                    case BYTE -> value;
                };
                values[channel][value] = (float) ((scaled - mean[channel]) / std[channel]);
            }
        }
        return values;
    }

    FaceCut cut() {
        return cut;
    }

    /** Returns how many numbers a face becomes. */
    int length() {
        return values.length * cut.side() * cut.side();
    }

    /** Returns the lengths of an array of so many faces. */
    long[] shape(int faces) {
        int side = cut.side();
        int channels = cut.colour().channels();
        return layout == Layout.NCHW
                ? new long[] {faces, channels, side, side}
                : new long[] {faces, side, side, channels};
    }

    Layout layout() {
        return layout;
    }

    /** Writes a face into an array of several. */
    void write(byte[] pixels, float[] array, int face) {
        int channels = values.length;
        int plane = cut.side() * cut.side();
        int start = face * length();
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int channel = 0; channel < channels; channel++) {
                int place = layout == Layout.NCHW ? channel * plane + pixel : pixel * channels + channel;
                array[start + place] = values[channel][pixels[pixel * channels + channel] & 0xff];
            }
        }
    }
}
