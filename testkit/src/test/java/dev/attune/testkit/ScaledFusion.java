package dev.attune.testkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import dev.attune.api.config.NoOptions;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.MaskedBatchNorm;
import dev.attune.api.nn.Masks;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.Scalars;
import dev.attune.api.nn.Sequences;
import org.jspecify.annotations.Nullable;

/** A small fusion model that is right, or wrong in one way: subtracts the mean over time, doubles, maps, drops, normalises. */
final class ScaledFusion extends FusionModel {
    /** The ways in which the model may be wrong. */
    enum Fault {
        NONE,
        JAVA_NUMBER,
        SINGLE_CONCAT,
        UNMASKED_MEAN,
        UNMASKED_STATISTICS,
        MIXES_WINDOWS,
        STATIC_NOISE,
        OWN_NOISE,
        KEPT_TENSOR,
        UNUSED_PARAMETER,
        DETACHED,
        DIVIDES_BY_OBSERVED,
        HIDDEN_STATE,
        WRONG_SHAPE,
        CLAIMS_A_LENGTH
    }

    private static final int OUTPUTS = 4;
    private static long passes;

    private final Fault fault;
    private final Linear map;
    private final MaskedBatchNorm norm = child("norm", new MaskedBatchNorm(OUTPUTS));
    private final Dropout dropout = new Dropout(0.5);
    private final RandomSource own = RandomSource.of(3);
    private final double hidden;
    private @Nullable NDArray kept;

    ScaledFusion(Fault fault, FusionContext context) {
        super(context);
        this.fault = fault;
        map = child("map", new Linear(context.totalDimension(), OUTPUTS, true, context.random()));
        if (fault == Fault.UNUSED_PARAMETER) {
            child("idle", new Linear(2, 2, true, context.random()));
        }
        hidden = fault == Fault.HIDDEN_STATE ? context.random().next().nextDouble() : 0;
    }

    static FusionFactory<NoOptions> factory(Fault fault) {
        return new FusionFactory<>() {
            @Override
            public String name() {
                return "scaled";
            }

            @Override
            public Class<NoOptions> configType() {
                return NoOptions.class;
            }

            @Override
            public String summary() {
                return "Serves to test the contract.";
            }

            @Override
            public boolean fixedLength(NoOptions config) {
                return fault == Fault.CLAIMS_A_LENGTH;
            }

            @Override
            public FusionModel create(NoOptions config, FusionContext context) {
                return new ScaledFusion(fault, context);
            }
        };
    }

    @Override
    public int outputs() {
        return fault == Fault.WRONG_SHAPE ? OUTPUTS + 1 : OUTPUTS;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        NDArray x = fault == Fault.SINGLE_CONCAT
                ? NDArrays.concat(new NDList(batch.sequences()), 2)
                : Sequences.concat(batch.sequences()); // (B, L, D)
        NDArray mean = fault == Fault.UNMASKED_MEAN ? x.mean(new int[] {1}, true) : Masks.mean(x, batch.frames());
        NDArray centred = x.sub(mean);
        NDArray doubled = fault == Fault.JAVA_NUMBER ? centred.mul(2f) : Scalars.mul(centred, 2);
        NDArray mapped = map.apply(pass, fault == Fault.DETACHED ? doubled.stopGradient() : doubled); // (B, L, OUTPUTS)
        NDArray dropped = dropout.apply(noise(pass), mapped.tanh());
        NDArray frames = fault == Fault.UNMASKED_STATISTICS ? batch.frames().onesLike() : batch.frames();
        NDArray normalised = norm.apply(pass, dropped, frames);
        if (fault == Fault.MIXES_WINDOWS) {
            normalised = normalised.sub(normalised.mean(new int[] {0}, true));
        }
        if (fault == Fault.DIVIDES_BY_OBSERVED) {
            NDArray observed = Masks.column(batch.mask(0)); // (B, L, 1)
            normalised = normalised.mul(observed).div(observed.sum());
        }
        if (fault == Fault.HIDDEN_STATE) {
            normalised = Scalars.add(normalised, hidden);
        }
        if (fault == Fault.KEPT_TENSOR) {
            NDScope.unregister(mapped);
            kept = mapped;
        }
        return FusionOutput.fused(normalised);
    }

    private Pass noise(Pass pass) {
        return switch (fault) {
            case STATIC_NOISE -> new Pass(pass.parameters(), true, RandomSource.of(passes++));
            case OWN_NOISE -> new Pass(pass.parameters(), pass.training(), own);
            default -> pass;
        };
    }

    @Override
    public void close() {
        if (kept != null) {
            kept.close();
        }
    }
}
