package dev.attune.runner.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.trace.Tape;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives a pass that is recorded its parameters: learnt ones as pieces of the buffer, others as states. */
final class RecordedParameters extends ParameterStore {
    private final Tape tape;
    private final Map<String, NDArray> learnt = new HashMap<>();
    private final Map<String, NDArray> others = new HashMap<>();
    private final Map<Integer, Parameter> states = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();

    RecordedParameters(FlatParameters parameters, NDManager manager, Tape tape) {
        super(manager, false);
        this.tape = tape;
        List<Parameter> order = List.copyOf(parameters.learnt());
        List<NDArray> pieces = tape.cut(order.stream().map(Parameter::getArray).toList());
        for (int i = 0; i < order.size(); i++) {
            learnt.put(order.get(i).getId(), pieces.get(i));
        }
    }

    @Override
    public NDArray getValue(Parameter parameter, Device device, boolean training) {
        if (learnt.containsKey(parameter.getId())) {
            used.add(parameter.getId());
            return Lookup.required(learnt, parameter.getId());
        }
        return others.computeIfAbsent(parameter.getId(), id -> {
            states.put(tape.slots(), parameter);
            return tape.state(parameter.getArray());
        });
    }

    /** Returns the parameters that are not learnt, by the number of their slot. */
    Map<Integer, Parameter> states() {
        return Collections.unmodifiableMap(states);
    }

    /** Returns the ids of the learnt parameters that were read. */
    Set<String> used() {
        return Collections.unmodifiableSet(used);
    }
}
