package dev.attune.encoders.onnx;

import static java.util.Objects.requireNonNull;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a model in the ONNX format on ONNX Runtime, and reads any tensor of it.
 *
 * <p>A model that was exported for a task gives class scores or logits, while features are what an inner layer computes. Inner
 * tensors are named when the model is opened; they need not be outputs of the file.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class OnnxModel implements AutoCloseable {
    /** Named in every call: PyTorch's engine is on the same class path and would be the default. */
    private static final String ENGINE = "OnnxRuntime";

    private final Path file;
    private final List<OnnxInput> inputs;
    private final List<String> outputs;
    private final Model model;
    private final AtomicBoolean closed = new AtomicBoolean();

    private OnnxModel(Path file, List<OnnxInput> inputs, List<String> outputs, Model model) {
        this.file = file;
        this.inputs = inputs;
        this.outputs = outputs;
        this.model = model;
    }

    /**
     * Opens a model to read what it gives by itself.
     *
     * @param file the model
     * @param threads how many threads it may keep busy, at least 1
     * @throws DataException if it is not an ONNX model, has weights in other files, or cannot be run
     */
    public static OnnxModel open(Path file, int threads) {
        return open(file, List.of(), threads);
    }

    /**
     * Opens a model to read inner tensors too.
     *
     * @param file the model
     * @param tensors names of tensors that are read beside its own outputs; may name outputs
     * @param threads how many threads it may keep busy, at least 1
     * @throws DataException if it is not an ONNX model, has weights in other files or no such tensor, or cannot be run
     */
    public static OnnxModel open(Path file, List<String> tensors, int threads) {
        requireNonNull(file, "file is null");
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, found " + threads);
        }
        OnnxGraph graph = OnnxGraph.read(file);
        List<String> inner = new ArrayList<>();
        for (String tensor : tensors) {
            if (!graph.outputs().contains(tensor) && !inner.contains(tensor)) {
                graph.requireComputed(tensor, file);
                inner.add(tensor);
            }
        }
        List<String> outputs = new ArrayList<>(graph.outputs());
        outputs.addAll(inner);
        Model model = Model.newInstance(String.valueOf(file.getFileName()), ENGINE);
        try {
            load(model, file, inner, threads);
        } catch (IOException | MalformedModelException | EngineException | OutOfMemoryError e) {
            model.close();
            throw new DataException("ONNX Runtime cannot load the model " + file + ": " + reason(e), e);
        }
        return new OnnxModel(file, graph.inputs(), List.copyOf(outputs), model);
    }

    private static void load(Model model, Path file, List<String> inner, int threads)
            throws IOException, MalformedModelException {
        try (SessionOptions session = new SessionOptions()) {
            // Its warnings go to standard error past every logger, thousands of lines for some old files.
            session.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            Map<String, Object> options = Map.of(
                    "sessionOptions",
                    session,
                    "intraOpNumThreads",
                    Integer.toString(threads),
                    "interOpNumThreads",
                    "1");
            load(model, file, inner, options);
        } catch (OrtException e) {
            throw new MalformedModelException(e.getMessage(), e);
        }
    }

    private static void load(Model model, Path file, List<String> inner, Map<String, Object> options)
            throws IOException, MalformedModelException {
        if (inner.isEmpty()) {
            // By its path, so that the model need not fit into an array.
            Path absolute = file.toAbsolutePath();
            model.load(absolute.getParent(), absolute.getFileName().toString(), options);
            return;
        }
        try (InputStream whole = new SequenceInputStream(
                Files.newInputStream(file), new ByteArrayInputStream(OnnxGraph.declareOutputs(inner)))) {
            model.load(whole, options);
        }
    }

    /** Returns the file. */
    public Path file() {
        return file;
    }

    /** Returns what the model takes. */
    public List<OnnxInput> inputs() {
        return inputs;
    }

    /** Returns the names of what can be read: the outputs of the model, then the inner tensors that were asked for. */
    public List<String> outputs() {
        return outputs;
    }

    /**
     * Returns the one thing that the model takes.
     *
     * @throws DataException if it takes several
     */
    public OnnxInput onlyInput() {
        if (inputs.size() != 1) {
            throw new DataException(
                    "The model " + file + " takes " + inputs + ", wanted a model that takes one array.");
        }
        return inputs.get(0);
    }

    /**
     * Runs the model.
     *
     * @param values an array for each input, by its name
     * @param wanted names of outputs
     * @return one array for each name
     * @throws DataException if the model takes other arrays, gives no such output, or fails
     */
    public List<OnnxArray> run(Map<String, OnnxArray> values, List<String> wanted) {
        if (closed.get()) {
            throw new IllegalStateException("the model " + file + " is closed");
        }
        check(values);
        for (String name : wanted) {
            if (!outputs.contains(name)) {
                throw new DataException("The model " + file + " gives " + outputs + ", found no " + name + ".");
            }
        }
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList given = new NDList();
            for (OnnxInput input : inputs) {
                NDArray array = requireNonNull(values.get(input.name())).toTensor(manager);
                array.setName(input.name());
                given.add(array);
            }
            NDList results = model.getBlock().forward(new ParameterStore(manager, false), given, false);
            List<OnnxArray> found = new ArrayList<>();
            for (String name : wanted) {
                NDArray result = results.get(name);
                if (result == null) {
                    throw new DataException(
                            "The model " + file + " gives something under " + name + " that is no array.");
                }
                found.add(OnnxArray.of(result));
            }
            return found;
        } catch (EngineException | IllegalArgumentException | UnsupportedOperationException e) {
            throw new DataException("The model " + file + " failed: " + reason(e), e);
        }
    }

    /**
     * Runs the model and returns one array.
     *
     * @param values an array for each input, by its name
     * @param wanted name of an output; the first if empty
     * @throws DataException if the model takes other arrays, gives no such output, or fails
     */
    public OnnxArray run(Map<String, OnnxArray> values, Optional<String> wanted) {
        return run(values, List.of(wanted.orElse(outputs.get(0)))).get(0);
    }

    private void check(Map<String, OnnxArray> values) {
        for (String name : values.keySet()) {
            if (inputs.stream().noneMatch(input -> input.name().equals(name))) {
                throw new DataException(
                        "The model " + file + " takes " + inputs + ", found an array for " + name + ".");
            }
        }
        for (OnnxInput input : inputs) {
            OnnxArray value = values.get(input.name());
            if (value == null) {
                throw new DataException("The model " + file + " takes " + input + ", found no array for it.");
            }
            if (!input.takes(value)) {
                throw new DataException("The model " + file + " takes " + input + ", found " + value + ".");
            }
        }
    }

    /** Returns the first line of what ONNX Runtime says; the rest is for the log. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return message.lines().findFirst().orElse(message).strip();
    }

    /** Frees the model; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            model.close();
        }
    }
}
