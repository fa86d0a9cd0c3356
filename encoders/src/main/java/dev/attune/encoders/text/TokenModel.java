package dev.attune.encoders.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import dev.attune.api.DataException;
import dev.attune.encoders.onnx.OnnxArray;
import dev.attune.encoders.onnx.OnnxInput;
import dev.attune.encoders.onnx.OnnxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model like BERT and its tokenizer: gives a vector for each word of a text, the mean over the word's tokens. */
final class TokenModel implements AutoCloseable {
    /** What models like BERT can take. */
    static final int MOST_TOKENS = 512;

    private final OnnxModel model;
    private final HuggingFaceTokenizer tokenizer;
    private final List<String> layers;
    private final int outputs;

    private TokenModel(OnnxModel model, HuggingFaceTokenizer tokenizer, List<String> layers) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.layers = layers;
        Encoding probe = tokenizer.encode("a");
        outputs = hidden(probe).length / probe.getIds().length;
    }

    /**
     * Opens a model.
     *
     * @param layers tensors of (1, tokens, features) that are summed; its first output if empty
     */
    static TokenModel open(Path file, Path tokenizerFile, List<String> layers, int threads) {
        OnnxModel model = OnnxModel.open(file, layers, threads);
        try {
            HuggingFaceTokenizer tokenizer = tokenizer(tokenizerFile);
            try {
                return new TokenModel(
                        model, tokenizer, layers.isEmpty() ? model.outputs().subList(0, 1) : layers);
            } catch (DataException e) {
                tokenizer.close();
                throw e;
            }
        } catch (DataException e) {
            model.close();
            throw e;
        }
    }

    @SuppressWarnings("IllegalCatch") // the tokenizer's own library throws nothing more exact
    private static HuggingFaceTokenizer tokenizer(Path file) {
        // Files often demand that every text is filled up to 128 tokens, and cut there.
        Map<String, String> options =
                Map.of("padding", "false", "truncation", "true", "maxLength", Integer.toString(MOST_TOKENS));
        try {
            return HuggingFaceTokenizer.newInstance(file, options);
        } catch (IOException | RuntimeException e) {
            throw new DataException(
                    "The file " + file + " is no tokenizer, wanted the tokenizer.json of the model: " + e.getMessage(),
                    e);
        }
    }

    /** Returns the features of a word. */
    int outputs() {
        return outputs;
    }

    /** Returns the number of tokens of each word alone. */
    int[] tokens(List<String> words) {
        Encoding[] encodings = tokenizer.batchEncode(words, false, false);
        return Arrays.stream(encodings)
                .mapToInt(encoding -> encoding.getIds().length)
                .toArray();
    }

    /**
     * Returns a vector for each word, in the light of all of them.
     *
     * @return null for a word of which the tokenizer keeps nothing
     */
    float[] @Nullable [] vectors(List<String> words) {
        StringBuilder text = new StringBuilder();
        int[] ends = new int[words.size()];
        for (int i = 0; i < ends.length; i++) {
            text.append(i == 0 ? "" : " ").append(words.get(i));
            // The tokenizer counts letters as Unicode does, Java a rare one as two.
            ends[i] = text.codePointCount(0, text.length());
        }
        Encoding encoding = tokenizer.encode(text.toString());
        float[] hidden = hidden(encoding);
        float[] @Nullable [] sums = new float[ends.length][];
        int[] counts = new int[ends.length];
        CharSpan[] spans = encoding.getCharTokenSpans();
        long[] special = encoding.getSpecialTokenMask();
        int word = 0;
        for (int token = 0; token < spans.length; token++) {
            CharSpan span = spans[token];
            if (special[token] == 1 || span == null || span.getEnd() <= span.getStart()) {
                continue;
            }
            while (word < ends.length - 1 && span.getEnd() > ends[word]) {
                word++;
            }
            if (sums[word] == null) {
                sums[word] = new float[outputs];
            }
            for (int i = 0; i < outputs; i++) {
                sums[word][i] += hidden[token * outputs + i];
            }
            counts[word]++;
        }
        divide(sums, counts);
        return sums;
    }

    private static void divide(float[] @Nullable [] sums, int[] counts) {
        for (int word = 0; word < sums.length; word++) {
            for (int i = 0; i < (sums[word] == null ? 0 : sums[word].length); i++) {
                sums[word][i] /= counts[word];
            }
        }
    }

    /** Runs the model and sums the layers: (tokens, features). */
    private float[] hidden(Encoding encoding) {
        int length = encoding.getIds().length;
        Map<String, OnnxArray> inputs = new HashMap<>();
        for (OnnxInput input : model.inputs()) {
            long[] values = switch (input.name()) {
                case "input_ids" -> encoding.getIds();
                case "attention_mask" -> encoding.getAttentionMask();
                case "token_type_ids" -> encoding.getTypeIds();
                default ->
                    throw new DataException(
                            "The model " + model.file() + " takes " + input
                                    + ", wanted a model like BERT, which takes input_ids, attention_mask and token_type_ids alone.");
            };
            inputs.put(input.name(), OnnxArray.of(values, 1, length));
        }
        float @Nullable [] sum = null;
        for (OnnxArray layer : model.run(inputs, layers)) {
            long[] shape = layer.shape();
            if (shape.length != 3 || shape[0] != 1 || shape[1] != length) {
                throw new DataException("The model " + model.file() + " gave " + layer + " for " + length
                        + " tokens, wanted [1, " + length + ", features]; name its hidden states under layers.");
            }
            float[] values = layer.floats();
            if (sum == null) {
                sum = values;
            } else if (sum.length != values.length) {
                throw new DataException("The layers " + layers + " of " + model.file() + " differ in size.");
            } else {
                for (int i = 0; i < values.length; i++) {
                    sum[i] += values[i];
                }
            }
        }
        return sum == null ? new float[0] : sum;
    }

    @Override
    public void close() {
        tokenizer.close();
        model.close();
    }
}
