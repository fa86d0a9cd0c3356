package dev.attune.runner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.runner.trace.Tape;
import dev.attune.runner.trace.UnknownOperationException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A pass that is recorded: what it draws becomes an input of the graph. */
final class RecordedPass extends Pass {
    private final Tape tape;
    private final NDManager lender;
    private final RandomSource noise;
    private final List<Draw> draws = new ArrayList<>();

    /**
     * Begins a pass.
     *
     * @param parameters gives arrays that record
     * @param training whether it trains
     * @param noise gives the noise of the recorded run
     * @param tape records
     * @param lender lends memory to what is computed alongside
     */
    RecordedPass(ParameterStore parameters, boolean training, RandomSource noise, Tape tape, NDManager lender) {
        super(parameters, training, noise);
        this.tape = tape;
        this.lender = lender;
        this.noise = noise;
    }

    /** Noise that is drawn anew in each run, into the same memory. */
    static final class Draw {
        private final int slot;
        private final Shape shape;
        private final Filler filler;
        private final ByteBuffer memory;

        private Draw(int slot, Shape shape, Filler filler, ByteBuffer memory) {
            this.slot = slot;
            this.shape = shape;
            this.filler = filler;
            this.memory = memory;
        }

        /** Returns the number of its slot. */
        int slot() {
            return slot;
        }

        /** Makes an array that shows what was drawn last. */
        NDArray array(NDManager manager) {
            return manager.create(memory, shape, DataType.FLOAT32);
        }

        /** Draws. */
        void fill(RandomSource source) {
            filler.fill(memory.asFloatBuffer(), source.next());
        }
    }

    @Override
    public RandomSource noise() {
        throw new UnknownOperationException("Pass.noise, where Pass.draw is wanted");
    }

    @Override
    public NDArray draw(NDArray like, Filler filler) {
        int size = Math.toIntExact(like.size());
        ByteBuffer memory = lender.allocateDirect(Math.multiplyExact(size, Float.BYTES));
        Draw draw = new Draw(tape.slots(), like.getShape(), filler, memory);
        draw.fill(noise);
        draws.add(draw);
        return tape.input(draw.array(lender));
    }

    /** Returns what was drawn, in order. */
    List<Draw> draws() {
        return Collections.unmodifiableList(draws);
    }
}
