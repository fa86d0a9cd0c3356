package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.Sequences;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a memory shared by all modalities, written from what changes together in the cells of their own memories.
 *
 * <pre>
 * h_m, s_m = LSTM_m( x_m )                                             (hidden) each, forwards in time
 * c*  = [ s_0(t-1) ; ... ; s_{n-1}(t-1) ; s_0(t) ; ... ; s_{n-1}(t) ]  (2 n hidden)
 * ĉ   = softmax( A(c*) ) ⊙ c*                                          (2 n hidden), the softmax over all of them
 * u   = tanh( B(ĉ) )                                                   (memory), what may be written
 * γ_i = σ( Γ_i([ ĉ ; memory_{t-1} ]) )                                 (memory), i = 1 keeps, i = 2 writes
 * memory_t = γ_1 ⊙ memory_{t-1} + γ_2 ⊙ u
 * y_t = [ h_0(t) ; ... ; h_{n-1}(t) ; memory_t ]                       (n hidden + memory)
 * </pre>
 *
 * <p>A, B, Γ_1 and Γ_2 are networks Linear, ReLU, Dropout, Linear with {@code attention} hidden units. Memories start at
 * zero. The fused sequence is (B, L, n hidden + memory); in passes that do not train, the softmax is given as the
 * attention map {@code cells}, (B, L, 2 n hidden). A frame depends on itself and on earlier ones, and frames that do
 * not exist come after all that do, so masks need no care.
 *
 * <p>Only what must runs frame after frame: the cells, which do not depend on the shared memory, then that memory; all
 * else is computed for all frames at once. Use it where modalities change together over time, with {@code temporal:
 * none}, as it has temporal models of its own. It is slow on long windows.
 *
 * <p>Amir Zadeh, Paul Pu Liang, Navonil Mazumder, Soujanya Poria, Erik Cambria, Louis-Philippe Morency: Memory Fusion
 * Network for Multi-view Sequential Learning, AAAI 2018, arXiv 1802.00927. Parameters: {@code lstm.m.weight_ih},
 * {@code lstm.m.weight_hh}, {@code lstm.m.bias_ih}, {@code lstm.m.bias_hh} of each modality m, then {@code weight} and
 * {@code bias} of {@code att1_fc1}, {@code att1_fc2} (A), {@code att2_fc1}, {@code att2_fc2} (B), {@code gamma1_fc1},
 * {@code gamma1_fc2} (Γ_1), {@code gamma2_fc1}, {@code gamma2_fc2} (Γ_2).
 */
final class MfnFusion extends FusionModel {
    private final int memory;
    private final int outputs;
    private final LstmCells cells;
    private final Network attention;
    private final Network proposal;
    private final List<Network> gates;
    private final Dropout dropout;

    /** Two linear maps with ReLU and dropout between. */
    private record Network(Linear first, Linear second) {}

    MfnFusion(MfnConfig config, FusionContext context) {
        super(context);
        int n = names().size();
        int both = 2 * n * config.hidden();
        memory = config.memory();
        outputs = n * config.hidden() + memory;
        cells = child("lstm", new LstmCells(dimensions(), config.hidden(), context.random()));
        attention = network("att1", both, config.attention(), both, context);
        proposal = network("att2", both, config.attention(), memory, context);
        gates = List.of(
                network("gamma1", both + memory, config.attention(), memory, context),
                network("gamma2", both + memory, config.attention(), memory, context));
        dropout = new Dropout(config.dropout());
    }

    private Network network(String name, int inputs, int hidden, int results, FusionContext context) {
        return new Network(
                child(name + "_fc1", new Linear(inputs, hidden, true, context.random())),
                child(name + "_fc2", new Linear(hidden, results, true, context.random())));
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        LstmCells.States states = cells.apply(pass, batch.sequences());
        NDArray change = Sequences.concat(List.of(states.cellsBefore(), states.cells())); // (B, L, 2 n hidden)
        NDArray weights = apply(pass, attention, change).softmax(-1); // (B, L, 2 n hidden)
        NDArray attended = weights.mul(change); // (B, L, 2 n hidden)
        NDArray proposed = apply(pass, proposal, attended).tanh(); // (B, L, memory)
        NDArray remembered = remember(pass, attended, proposed); // (B, L, memory)
        FusionOutput output = FusionOutput.fused(Sequences.concat(List.of(states.hidden(), remembered)));
        return pass.training() ? output : output.withAttention("cells", weights);
    }

    private NDArray apply(Pass pass, Network network, NDArray x) {
        return network.second.apply(pass, dropout.apply(pass, Activations.relu(network.first.apply(pass, x))));
    }

    /** Runs the shared memory along time; both gates side by side, so that each frame takes one product instead of two. */
    private NDArray remember(Pass pass, NDArray attended, NDArray proposed) {
        List<NDArray> known = new ArrayList<>(); // what the gates hear from the cells, (B, L, attention) each
        List<NDArray> masks = new ArrayList<>(); // (B, L, attention) each
        NDList heard = new NDList(); // what they hear from the memory, (memory, attention) each
        NDList second = new NDList(); // (attention, memory) each
        NDList biases = new NDList(); // (1, memory) each
        for (Network gate : gates) {
            NDList first = value(pass, gate.first, "weight", attended)
                    .split(new long[] {attended.getShape().get(2)}, 1);
            known.add(attended.matMul(first.get(0).transpose()).add(value(pass, gate.first, "bias", attended)));
            masks.add(dropout.apply(pass, known.get(0).onesLike()));
            heard.add(first.get(1).transpose());
            second.add(value(pass, gate.second, "weight", attended).transpose());
            biases.add(value(pass, gate.second, "bias", attended).expandDims(0));
        }
        NDList steps = FrameByFrame.cut(known); // L times (2, B, attention)
        NDList kept = FrameByFrame.cut(masks); // L times (2, B, attention)
        NDList news = FrameByFrame.cut(List.of(proposed)); // L times (1, B, memory)
        NDArray fromMemory = NDArrays.stack(heard, 0); // (2, memory, attention)
        NDArray toGates = NDArrays.stack(second, 0); // (2, attention, memory)
        NDArray bias = NDArrays.stack(biases, 0); // (2, 1, memory)
        NDArray now = attended.getManager().zeros(news.head().getShape()); // (1, B, memory)
        NDList all = new NDList();
        for (int t = 0; t < steps.size(); t++) {
            NDArray hidden = Activations.relu(steps.get(t).add(now.matMul(fromMemory))); // (2, B, attention)
            NDList open = Activations.sigmoid(
                            hidden.mul(kept.get(t)).matMul(toGates).add(bias))
                    .split(2, 0);
            now = open.get(0).mul(now).add(open.get(1).mul(news.get(t))); // (1, B, memory)
            all.add(now);
        }
        return FrameByFrame.join(all);
    }

    private static NDArray value(Pass pass, Linear linear, String name, NDArray like) {
        return pass.value(linear.getDirectParameters().get(name), like);
    }
}
