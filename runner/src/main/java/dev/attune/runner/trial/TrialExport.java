package dev.attune.runner.trial;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.trace.UnknownOperationException;
import dev.attune.runner.train.AffectModel;
import dev.attune.runner.train.FlatParameters;
import dev.attune.runner.train.PredictionScript;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the model of a finished trial, with the parameters of its best epoch, for other programs; the corpus is not needed. */
public final class TrialExport {
    private final TrialFolder folder;
    private final ExperimentConfig config;
    private final StoredModel model;

    /**
     * Opens a trial.
     *
     * @param folder where it is
     * @param config what was run
     * @throws DataException if it is not finished, or its files are missing or damaged
     */
    public TrialExport(TrialFolder folder, ExperimentConfig config) {
        this.folder = folder;
        this.config = config;
        if (folder.result().isEmpty()) {
            throw new DataException(
                    folder.path() + " is not a finished run: it has no result.json; finish it, then export it.");
        }
        model = folder.readModel();
    }

    /**
     * Writes the parameters, and beside them the configuration and what the network was built for.
     *
     * @param file where; appears whole or not at all
     * @throws DataException if it cannot be written
     */
    public void writeSafeTensors(Path file) {
        SafeTensors best = SafeTensors.read(folder.best());
        Map<String, String> metadata = new LinkedHashMap<>(best.metadata());
        metadata.put("format", "pt"); // what other readers of the format look for
        metadata.putAll(notes(config.data().window().length()));
        SafeTensors.write(file, metadata, best.tensors());
    }

    /**
     * Writes the network as TorchScript.
     *
     * @param file where; appears whole or not at all
     * @param batch windows of a call
     * @return the arguments that its method {@code forward} takes
     * @throws DataException if it cannot be written, or the network cannot be recorded
     */
    public List<PredictionScript.Argument> writeTorchScript(Path file, int batch) {
        int length = config.data().window().length();
        try (TrialResources resources = new TrialResources()) {
            NDManager manager = resources.add(ComputeEngine.newManager(Device.cpu()));
            AffectModel network = network(manager, resources);
            PredictionScript script =
                    new PredictionScript(network, model.scaling().byModality(), batch, length);
            Map<String, String> notes = new LinkedHashMap<>(notes(length));
            notes.put("forward.json", JsonFiles.text(describe(script.arguments(), batch, length)));
            JsonFiles.writeBytes(file, script.write(manager, notes));
            return script.arguments();
        } catch (UnknownOperationException e) {
            throw new DataException(
                    "The network of " + folder.path() + " cannot be written as TorchScript, because it uses "
                            + e.getMessage() + ", which cannot be recorded; use --to safetensors for its parameters.",
                    e);
        }
    }

    private AffectModel network(NDManager manager, TrialResources resources) {
        AffectModel network = new Network(config, model.architecture()).build(model.labelMeans(), resources);
        network.initialize(manager, DataType.FLOAT32);
        folder.readBest(resources.add(new FlatParameters(network, manager)));
        return network;
    }

    /** Describes the method {@code forward} for programs. */
    private ObjectNode describe(List<PredictionScript.Argument> arguments, int batch, int length) {
        ObjectNode json = JsonFiles.object();
        ArrayNode inputs = json.putArray("arguments");
        for (PredictionScript.Argument argument : arguments) {
            ObjectNode input = inputs.addObject()
                    .put("name", argument.name())
                    .put("type", argument.isMask() ? "bool" : "float32")
                    .put("axes", argument.axes());
            ArrayNode shape = input.putArray("shape");
            for (long size : argument.shape().getShape()) {
                shape.add(size);
            }
        }
        ObjectNode output = json.putObject("predictions").put("axes", "windows, frames, targets");
        List<TargetInfo> targets = model.architecture().targets();
        output.putArray("shape").add(batch).add(length).add(targets.size());
        ArrayNode names = output.putArray("targets");
        targets.forEach(target -> names.add(target.name()));
        return json;
    }

    private Map<String, String> notes(int length) {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("attune.version", Environment.version());
        notes.put("attune.config.yaml", EffectiveConfig.yaml(config));
        notes.put("attune.model.json", JsonFiles.text(model.toJson()));
        notes.put("attune.window.length", Integer.toString(length));
        return notes;
    }
}
