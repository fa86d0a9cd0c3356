package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.LayerNorm;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Masks;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.PositionalEncoding;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.Scalars;
import dev.attune.api.nn.Sequences;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets each modality attend to each other one, and then to its own past (MulT).
 *
 * <p>With P the positional encoding, w the width, n modalities and u = (n - 1) w, for each target α and, in turn, each
 * source β ≠ α:
 *
 * <pre>
 * P_m   = sqrt(w) · projections.m(X_m) + P                                               (L, w)
 * q     = Drop(P_α) ,   k = Drop(P_β)                                                    (L, w)
 * H_αβ  = cross.α.β.norm( layers, one after the other, of q attending to k )             (L, w)
 * H_α   = [H_αβ for all β]                                                               (L, u)
 * M_α   = memory.α.norm( layers of Drop( sqrt(u) · H_α + P ) attending to itself )       (L, u)
 * h     = [M_0 ; ... ; M_{n-1}]                                                          (L, n u)
 * fused = h + proj2( Drop( ReLU( proj1(h) ) ) )                                          (L, n u)
 * </pre>
 *
 * <p>Layers are pre-norm transformer layers with a feed-forward part four times as wide; with {@code causal} a frame
 * sees only itself and frames before it, as in the authors' code, and in any case only frames that exist. Where the
 * authors predict from the last frame, here every frame has its features: the fused sequence is (B, L, n u). Their
 * convolutions before the projection are a temporal model here. Windows may have any length.
 *
 * <p>Use it where one modality leads another by some frames, or where streams are not aligned well. Do not use it with
 * many modalities, as there are n (n - 1) stacks, or with little data: at its defaults, three modalities make over two
 * million weights.
 *
 * <p>Yao-Hung Hubert Tsai, Shaojie Bai, Paul Pu Liang, J. Zico Kolter, Louis-Philippe Morency, Ruslan Salakhutdinov:
 * Multimodal Transformer for Unaligned Multimodal Language Sequences, ACL 2019, arXiv 1906.00295. Parameters: {@code
 * projections.0.weight}, ..., {@code cross.0.1.layers.0.self_attn.q_proj.weight}, ..., {@code cross.0.1.norm.weight},
 * ..., {@code memory.0.layers.0.self_attn.q_proj.weight}, ..., {@code memory.0.norm.weight}, ..., {@code proj1.weight},
 * {@code proj2.weight}, ...
 */
final class MultFusion extends FusionModel {
    private final int width;
    private final boolean causal;
    private final List<Linear> projections = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final Linear first;
    private final Linear second;
    private final Dropout dropout;

    /** What one modality goes through: a stack for each other modality, in order, and one of its own. */
    private record Target(List<Integer> sources, List<Normalised> crossings, Normalised memory) {}

    /** Layers and the norm after the last one. */
    private record Normalised(TransformerStack layers, LayerNorm norm) {}

    MultFusion(MultConfig config, FusionContext context) {
        super(context);
        int modalities = names().size();
        if (modalities < 2) {
            throw new IllegalArgumentException("mult needs at least 2 modalities, found " + modalities);
        }
        width = config.width();
        causal = config.causal();
        dropout = new Dropout(config.dropout());
        RandomSource random = context.random();
        for (int dimension : context.dimensions()) {
            projections.add(child("projections." + projections.size(), new Linear(dimension, width, false, random)));
        }
        for (int target = 0; target < modalities; target++) {
            targets.add(target(target, config, random));
        }
        first = child("proj1", new Linear(outputs(), outputs(), true, random));
        second = child("proj2", new Linear(outputs(), outputs(), true, random));
    }

    private Target target(int target, MultConfig config, RandomSource random) {
        List<Integer> sources = new ArrayList<>();
        List<Normalised> crossings = new ArrayList<>();
        for (int source = 0; source < names().size(); source++) {
            if (source != target) {
                sources.add(source);
                crossings.add(stack("cross." + target + '.' + source, width, config.levels(), config, random));
            }
        }
        return new Target(
                sources,
                crossings,
                stack("memory." + target, width * sources.size(), config.memoryLevels(), config, random));
    }

    private Normalised stack(String name, int features, int depth, MultConfig config, RandomSource random) {
        return new Normalised(
                child(
                        name + ".layers",
                        new TransformerStack(features, config.heads(), depth, config.dropout(), random)),
                child(name + ".norm", new LayerNorm(features)));
    }

    @Override
    public int outputs() {
        return names().size() * (names().size() - 1) * width;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        List<NDArray> placed = new ArrayList<>();
        for (int m = 0; m < projections.size(); m++) {
            NDArray x = projections.get(m).apply(pass, batch.sequence(m)); // (B, L, w)
            placed.add(place(Masks.apply(x, batch.frames())));
        }
        List<NDArray> remembered = new ArrayList<>();
        for (int m = 0; m < placed.size(); m++) {
            NDArray brought = attendToOthers(pass, targets.get(m), m, placed, batch.frames()); // (B, L, u)
            remembered.add(remember(pass, targets.get(m).memory(), brought, batch.frames()));
        }
        NDArray all = Sequences.concat(remembered); // (B, L, n u)
        NDArray hidden = dropout.apply(pass, Activations.relu(first.apply(pass, all)));
        return FusionOutput.fused(all.add(second.apply(pass, hidden)));
    }

    /** Scales, so that the position does not outweigh what stands there, and adds the position. */
    private static NDArray place(NDArray x) {
        return PositionalEncoding.add(
                Scalars.mul(x, Math.sqrt((double) x.getShape().get(2))));
    }

    private NDArray attendToOthers(Pass pass, Target target, int own, List<NDArray> placed, NDArray frames) {
        List<NDArray> brought = new ArrayList<>();
        for (int i = 0; i < target.sources().size(); i++) {
            Normalised crossing = target.crossings().get(i);
            NDArray queries = dropout.apply(pass, placed.get(own)); // (B, L, w)
            NDArray keys = dropout.apply(pass, placed.get(target.sources().get(i))); // (B, L, w)
            NDArray attended = crossing.layers().apply(pass, queries, keys, frames, causal);
            brought.add(crossing.norm().apply(pass, attended));
        }
        return Sequences.concat(brought); // (B, L, u)
    }

    private NDArray remember(Pass pass, Normalised memory, NDArray brought, NDArray frames) {
        NDArray placed = dropout.apply(pass, place(brought)); // (B, L, u)
        return memory.norm().apply(pass, memory.layers().apply(pass, placed, frames, causal));
    }
}
