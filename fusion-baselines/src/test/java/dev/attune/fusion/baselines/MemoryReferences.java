package dev.attune.fusion.baselines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The models that run from frame to frame. */
final class MemoryReferences {
    private MemoryReferences() {}

    /** One step of a recurrent cell. */
    private interface Cell {
        /** Takes in one frame and returns the hidden state. */
        double[] step(double[] x);
    }

    /** Makes cells in their first state. */
    private interface Cells {
        Cell create(int layer, boolean reverse);
    }

    /** A long short-term memory; gates in the order i, f, g, o. */
    private static final class Lstm implements Cell {
        private final double[][] inputWeight;
        private final double[][] hiddenWeight;
        private final double[] inputBias;
        private final double[] hiddenBias;
        private double[] hidden;
        private double[] cell;

        Lstm(Weights weights, String prefix, String suffix, double[] hidden, double[] cell) {
            inputWeight = weights.matrix(prefix + "weight_ih" + suffix);
            hiddenWeight = weights.matrix(prefix + "weight_hh" + suffix);
            inputBias = weights.vector(prefix + "bias_ih" + suffix);
            hiddenBias = weights.vector(prefix + "bias_hh" + suffix);
            this.hidden = hidden;
            this.cell = cell;
        }

        @Override
        public double[] step(double[] x) {
            int units = hidden.length;
            double[] nextHidden = new double[units];
            double[] nextCell = new double[units];
            for (int j = 0; j < units; j++) {
                double[] gates = new double[4];
                for (int gate = 0; gate < 4; gate++) {
                    int row = gate * units + j;
                    gates[gate] = product(inputWeight[row], x)
                            + inputBias[row]
                            + product(hiddenWeight[row], hidden)
                            + hiddenBias[row];
                }
                nextCell[j] = Loops.sigmoid(gates[1]) * cell[j] + Loops.sigmoid(gates[0]) * Math.tanh(gates[2]);
                nextHidden[j] = Loops.sigmoid(gates[3]) * Math.tanh(nextCell[j]);
            }
            hidden = nextHidden;
            cell = nextCell;
            return hidden;
        }
    }

    /** A gated recurrent unit; gates in the order r, z, n. */
    private static final class Gru implements Cell {
        private final double[][] inputWeight;
        private final double[][] hiddenWeight;
        private final double[] inputBias;
        private final double[] hiddenBias;
        private double[] hidden;

        Gru(Weights weights, String prefix, String suffix) {
            inputWeight = weights.matrix(prefix + "weight_ih" + suffix);
            hiddenWeight = weights.matrix(prefix + "weight_hh" + suffix);
            inputBias = weights.vector(prefix + "bias_ih" + suffix);
            hiddenBias = weights.vector(prefix + "bias_hh" + suffix);
            hidden = new double[hiddenWeight[0].length];
        }

        @Override
        public double[] step(double[] x) {
            int units = hidden.length;
            double[] next = new double[units];
            for (int j = 0; j < units; j++) {
                double reset = Loops.sigmoid(ofInput(j, x) + ofHidden(j));
                double update = Loops.sigmoid(ofInput(units + j, x) + ofHidden(units + j));
                double candidate = Math.tanh(ofInput(2 * units + j, x) + reset * ofHidden(2 * units + j));
                next[j] = (1 - update) * candidate + update * hidden[j];
            }
            hidden = next;
            return hidden;
        }

        private double ofInput(int row, double[] x) {
            return product(inputWeight[row], x) + inputBias[row];
        }

        private double ofHidden(int row) {
            return product(hiddenWeight[row], hidden) + hiddenBias[row];
        }
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Runs long short-term memories in both directions from zero. */
    static double[][][] bilstm(Reference.Problem problem, int hidden, int layers) {
        Cells cells = (layer, reverse) ->
                new Lstm(problem.weights(), "rnn.", suffix(layer, reverse), new double[hidden], new double[hidden]);
        return stack(problem, problem.sequences().get(0), hidden, layers, true, cells);
    }

    /** Runs gated recurrent units in both directions from zero. */
    static double[][][] bigru(Reference.Problem problem, int hidden, int layers) {
        Cells cells = (layer, reverse) -> new Gru(problem.weights(), "rnn.", suffix(layer, reverse));
        return stack(problem, problem.sequences().get(0), hidden, layers, true, cells);
    }

    /**
     * Computes v / max(‖v‖, 1e-12), v = linear([x ; BiLSTM(x)]), from learnt states.
     *
     * @param name the name of the part
     */
    static double[][][] residualBilstm(
            Reference.Problem problem, String name, double[][][] x, int outputs, int layers) {
        Weights weights = problem.weights();
        double[][] initial = weights.matrix(name + ".init_hidden"); // all hidden states, then all cell states
        Cells cells = (layer, reverse) -> {
            int row = 2 * layer + (reverse ? 1 : 0);
            return new Lstm(
                    weights,
                    name + ".rnn.",
                    suffix(layer, reverse),
                    initial[row].clone(),
                    initial[2 * layers + row].clone());
        };
        double[][][] recurrent = stack(problem, x, outputs / 2, layers, false, cells);
        return problem.eachWindow(b -> {
            double[][] v = weights.linear(name + ".linear", Loops.sideBySide(List.of(x[b], recurrent[b])));
            double[] factors = new double[v.length];
            for (int t = 0; t < v.length; t++) {
                factors[t] = 1 / Math.max(Math.sqrt(product(v[t], v[t])), 1e-12);
            }
            return Loops.scaleRows(v, factors);
        });
    }

    private static String suffix(int layer, boolean reverse) {
        return "_l" + layer + (reverse ? "_reverse" : "");
    }

    /** Runs the layers over the frames that exist, perhaps dropping elements between two of them. */
    private static double[][][] stack(
            Reference.Problem problem, double[][][] x, int hidden, int layers, boolean dropping, Cells cells) {
        double[][][] sequences = x;
        for (int l = 0; l < layers; l++) {
            int layer = l;
            double[][][] input = sequences;
            if (layer > 0 && dropping) {
                double[][][] noise = problem.noise().next(x.length, problem.length(), 2 * hidden);
                double[][][] whole = sequences;
                input = problem.eachWindow(b -> Loops.times(whole[b], noise[b]));
            }
            double[][][] dropped = input;
            sequences = problem.eachWindow(b -> {
                int[] order = existing(problem.frames()[b]);
                int[] reversed = new int[order.length];
                for (int i = 0; i < order.length; i++) {
                    reversed[i] = order[order.length - 1 - i];
                }
                double[][] ahead = run(cells.create(layer, false), dropped[b], order, hidden);
                double[][] behind = run(cells.create(layer, true), dropped[b], reversed, hidden);
                return Loops.sideBySide(List.of(ahead, behind));
            });
        }
        return sequences;
    }

    private static int[] existing(boolean[] frames) {
        int count = 0;
        while (count < frames.length && frames[count]) {
            count++;
        }
        int[] order = new int[count];
        Arrays.setAll(order, t -> t);
        return order;
    }

    private static double[][] run(Cell cell, double[][] x, int[] order, int hidden) {
        double[][] outputs = new double[x.length][hidden];
        for (int t : order) {
            outputs[t] = cell.step(x[t]);
        }
        return outputs;
    }

    /** Keeps a memory of what changes across the cells of one long short-term memory per modality. */
    static double[][][] mfn(Reference.Problem problem, int hidden, int memory) {
        return problem.eachWindow(b -> {
            List<Lstm> cells = new ArrayList<>();
            for (int m = 0; m < problem.modalities(); m++) {
                cells.add(new Lstm(problem.weights(), "lstm." + m + '.', "", new double[hidden], new double[hidden]));
            }
            double[][] fused = new double[problem.length()][];
            double[] remembered = new double[memory];
            for (int t = 0; t < problem.length(); t++) {
                List<double[]> hiddens = new ArrayList<>();
                List<double[]> before = new ArrayList<>();
                List<double[]> after = new ArrayList<>();
                for (int m = 0; m < cells.size(); m++) {
                    before.add(cells.get(m).cell);
                    hiddens.add(cells.get(m).step(problem.window(b).get(m)[t]));
                    after.add(cells.get(m).cell);
                }
                before.addAll(after); // c*
                remembered = remember(problem.weights(), joined(before), remembered);
                hiddens.add(remembered);
                fused[t] = joined(hiddens);
            }
            return fused;
        });
    }

    /** Returns γ1 ⊙ memory + γ2 ⊙ u, all from the cells of this frame and the last. */
    private static double[] remember(Weights weights, double[] cells, double[] memory) {
        double[] shares = Loops.softmax(perceptron(weights, "att1", cells));
        double[] attended = new double[cells.length]; // ĉ
        for (int i = 0; i < cells.length; i++) {
            attended[i] = shares[i] * cells[i];
        }
        double[] proposal = perceptron(weights, "att2", attended); // u before its tanh
        double[] both = joined(List.of(attended, memory));
        double[] keep = perceptron(weights, "gamma1", both);
        double[] take = perceptron(weights, "gamma2", both);
        double[] next = new double[memory.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = Loops.sigmoid(keep[i]) * memory[i] + Loops.sigmoid(take[i]) * Math.tanh(proposal[i]);
        }
        return next;
    }

    private static double[] perceptron(Weights weights, String name, double[] x) {
        double[][] hidden = Loops.map(weights.linear(name + "_fc1", new double[][] {x}), Loops::relu);
        return weights.linear(name + "_fc2", hidden)[0];
    }

    private static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
