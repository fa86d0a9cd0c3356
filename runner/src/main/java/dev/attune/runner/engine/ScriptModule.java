package dev.attune.runner.engine;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A TorchScript module with values of its own, to be written to a file that PyTorch opens in any of its languages. */
public final class ScriptModule {
    private final Map<String, StoredTensor> parameters = new LinkedHashMap<>();
    private final Map<String, StoredTensor> buffers = new LinkedHashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();

    /** Makes a module without values. */
    public ScriptModule() {}

    /**
     * Adds what was learnt.
     *
     * @param name the attribute
     * @param values copied
     */
    public void addParameter(String name, NDArray values) {
        parameters.put(requireNonNull(name, "name is null"), StoredTensor.of(values));
    }

    /**
     * Adds values that were not learnt, such as constants.
     *
     * @param name the attribute
     * @param values copied
     */
    public void addBuffer(String name, NDArray values) {
        buffers.put(requireNonNull(name, "name is null"), StoredTensor.of(values));
    }

    /**
     * Adds a text that Python reads with {@code _extra_files}.
     *
     * @param name its name
     * @param text the text
     */
    public void addNote(String name, String text) {
        notes.put(requireNonNull(name, "name is null"), requireNonNull(text, "text is null"));
    }

    /**
     * Writes the module.
     *
     * @param methods TorchScript, indented by two spaces, in which {@code self} has the values as attributes
     * @return the content of the file
     */
    public byte[] archive(String methods) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>(parameters);
        tensors.putAll(buffers);
        StringBuilder source = new StringBuilder("class Attune(Module):\n");
        source.append("  __parameters__ = ").append(list(parameters.keySet())).append('\n');
        source.append("  __buffers__ = ").append(list(buffers.keySet())).append('\n');
        source.append("  training : bool\n");
        tensors.keySet().forEach(name -> source.append("  ").append(name).append(" : Tensor\n"));
        return ScriptArchive.write(source.append(methods).toString(), tensors, notes);
    }

    private static String list(Collection<String> names) {
        return names.stream().map(name -> '"' + name + "\", ").collect(Collectors.joining("", "[", "]"));
    }
}
