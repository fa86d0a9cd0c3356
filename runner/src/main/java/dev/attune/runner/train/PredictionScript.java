package dev.attune.runner.train;

import static java.util.Objects.requireNonNull;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Pass;
import dev.attune.runner.data.FeatureScaler;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.engine.ScriptModule;
import dev.attune.runner.trace.Graph;
import dev.attune.runner.trace.Tape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The predictions of a network as TorchScript, for programs that know nothing of this one.
 *
 * <p>The method {@code forward} takes features, one modality after the other, then their masks, then which frames exist. Features are those
 * of the corpus: scaling is part of the graph, and what a mask leaves out counts as zero, whatever stands there.
 */
public final class PredictionScript {
    private final AffectModel model;
    private final Map<String, FeatureScaler> scalers;
    private final int batch;
    private final int length;

    /**
     * Names what is to be written.
     *
     * @param model the network, with values
     * @param scalers one a modality
     * @param batch windows of a call
     * @param length frames of a window
     */
    public PredictionScript(AffectModel model, Map<String, FeatureScaler> scalers, int batch, int length) {
        this.model = model;
        this.scalers = Map.copyOf(scalers);
        this.batch = batch;
        this.length = length;
    }

    /**
     * An argument of {@code forward}.
     *
     * @param name its name
     * @param shape its shape
     * @param axes what its axes are, in words
     * @param isMask whether it is boolean
     */
    public record Argument(String name, Shape shape, String axes, boolean isMask) {
        /** Says in TorchScript what is computed with: other types of number are converted. */
        private String converted() {
            return "torch.to(" + name + ", " + (isMask ? "11" : "6") + ")";
        }

        /** Refuses another shape: a graph holds for one. */
        private String check() {
            String wanted = List.of(boxed(shape)).toString();
            return String.format(Locale.ROOT, """
                        if torch.ne(torch.size(%1$s), %2$s):
                          ops.prim.RaiseException(torch.format("%1$s has the shape {}, wanted %2$s: %3$s", torch.size(%1$s)))
                    """, name, wanted, axes);
        }

        private static Long[] boxed(Shape shape) {
            Long[] boxed = new Long[shape.dimension()];
            for (int axis = 0; axis < boxed.length; axis++) {
                boxed[axis] = shape.get(axis);
            }
            return boxed;
        }
    }

    /** Returns the arguments of {@code forward}, in order. */
    public List<Argument> arguments() {
        List<Argument> arguments = new ArrayList<>();
        Names names = new Names();
        for (String modality : model.modalities()) {
            long width = Lookup.required(scalers, modality).means().length;
            arguments.add(new Argument(
                    names.unique(modality + "_features"),
                    new Shape(batch, length, width),
                    "windows, frames, features",
                    false));
        }
        for (String modality : model.modalities()) {
            arguments.add(mask(names.unique(modality + "_mask")));
        }
        arguments.add(mask(names.unique("frames")));
        return arguments;
    }

    private Argument mask(String name) {
        return new Argument(name, new Shape(batch, length), "windows, frames", true);
    }

    /**
     * Records the network and writes it.
     *
     * @param manager lends native memory
     * @param notes texts that go into the file, by name
     * @return the content of the file
     * @throws dev.attune.runner.trace.UnknownOperationException if the network does what cannot be recorded
     */
    public byte[] write(NDManager manager, Map<String, String> notes) {
        try (NDScope scope = new NDScope();
                NDManager owner = manager.newSubManager()) {
            scope.suppressNotUsedWarning();
            Tape tape = new Tape(manager, owner);
            NamedParameters parameters = new NamedParameters(manager, tape);
            List<Argument> arguments = arguments();
            List<NDArray> inputs = arguments.stream()
                    .map(argument -> tape.input(
                            manager.zeros(argument.shape(), argument.isMask() ? DataType.BOOLEAN : DataType.FLOAT32)))
                    .toList();
            Pass pass = new SilentPass(parameters);
            Graph graph = tape.graph(List.of(model.apply(pass, scaled(inputs)).predictions()));
            return write(graph, arguments, parameters, notes);
        }
    }

    private byte[] write(Graph graph, List<Argument> arguments, NamedParameters parameters, Map<String, String> notes) {
        ScriptModule module = new ScriptModule();
        notes.forEach(module::addNote);
        Map<Integer, String> slots = new HashMap<>();
        Names names = new Names();
        for (Pair<String, Parameter> entry : model.getParameters()) {
            Integer slot = parameters.slots.get(entry.getValue().getId());
            if (slot != null && graph.isRead(slot)) {
                String name = names.unique(entry.getKey());
                slots.put(slot, name);
                NDArray values = entry.getValue().getArray();
                if (entry.getValue().requiresGradient()) {
                    module.addParameter(name, values);
                } else {
                    module.addBuffer(name, values);
                }
            }
        }
        graph.constants().forEach((slot, values) -> {
            if (graph.isRead(slot)) {
                String name = names.unique("constant." + slot);
                slots.put(slot, name);
                module.addBuffer(name, values);
            }
        });
        return module.archive(source(graph, arguments, slots));
    }

    private static String source(Graph graph, List<Argument> arguments, Map<Integer, String> attributes) {
        StringBuilder text = new StringBuilder("  def forward(self: __torch__.Attune");
        arguments.forEach(argument -> text.append(", ").append(argument.name()).append(": Tensor"));
        text.append(") -> Tensor:\n");
        arguments.forEach(argument -> text.append(argument.check()));
        text.append("    flat = ").append(arguments.get(0).converted()).append('\n'); // new tensors are made like it
        text.append(graph.body(slot -> slot < arguments.size()
                ? arguments.get(slot).converted()
                : "self." + requireNonNull(attributes.get(slot), "slot without values")));
        return text.append("    return ").append(graph.result(0)).append('\n').toString();
    }

    /** Does what is done with a batch before the network sees it. */
    private ModalityBatch scaled(List<NDArray> inputs) {
        ModalityBatch raw = ModalityBatch.fromList(new NDList(inputs));
        List<NDArray> sequences = new ArrayList<>();
        List<NDArray> masks = new ArrayList<>();
        for (int m = 0; m < raw.size(); m++) {
            FeatureScaler scaler = Lookup.required(scalers, model.modalities().get(m));
            NDArray features = raw.sequence(m); // (B, L, D)
            NDManager maker = features.getManager();
            Shape columns = new Shape(1, 1, scaler.means().length);
            NDArray mask = raw.mask(m).logicalAnd(raw.frames()); // (B, L)
            NDArray scaled =
                    features.sub(maker.create(scaler.means(), columns)).mul(maker.create(scaler.factors(), columns));
            NDArray seen = mask.expandDims(2).broadcast(features.getShape()); // (B, L, D)
            masks.add(mask);
            sequences.add(NDArrays.where(seen, scaled, maker.zeros(features.getShape())));
        }
        return new ModalityBatch(sequences, masks, raw.frames());
    }

    /** Gives each parameter a slot of its own. */
    private static final class NamedParameters extends ParameterStore {
        private final Tape tape;
        private final Map<String, Integer> slots = new HashMap<>();
        private final Map<String, NDArray> traced = new HashMap<>();

        NamedParameters(NDManager manager, Tape tape) {
            super(manager, false);
            this.tape = tape;
        }

        @Override
        public NDArray getValue(Parameter parameter, Device device, boolean training) {
            return traced.computeIfAbsent(parameter.getId(), id -> {
                slots.put(id, tape.slots());
                NDArray values = parameter.getArray();
                return parameter.requiresGradient() ? tape.input(values) : tape.state(values);
            });
        }
    }
}
