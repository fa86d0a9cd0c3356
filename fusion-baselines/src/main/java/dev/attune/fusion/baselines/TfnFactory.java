package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.ConfigException;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityCount;
import java.util.List;
import java.util.Optional;

/** Makes tensor fusion networks. */
final class TfnFactory implements FusionFactory<TfnConfig> {
    /** Beyond this the weights of one layer alone fill the memory of a laptop. */
    private static final long MOST_PRODUCTS = 1_000_000;

    @Override
    public String name() {
        return "tfn";
    }

    @Override
    public Class<TfnConfig> configType() {
        return TfnConfig.class;
    }

    @Override
    public String summary() {
        return "Tensor fusion network: multiplies the features of all modalities, each with each, in every subset.";
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                h_m   = Dropout( ReLU( subnets.m(x_m) ) )          (width), at each frame
                z     = [1 ; h_0] ⊗ ... ⊗ [1 ; h_{n-1}]            ((width + 1)^n)
                fused = Dropout( ReLU( post(z) ) )                 (hidden)
                The published code drops elements of the product z, not of what post makes of it.
                """,
                "n x (B, L, D_m) -> (B, L, hidden)",
                "Two or three modalities whose interaction matters: every product of features is there to be learnt from.",
                "More modalities, or wide ones: the product grows by a factor of width + 1 with each; use lmf."));
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "Amir Zadeh, Minghai Chen, Soujanya Poria, Erik Cambria, Louis-Philippe Morency, Tensor Fusion Network"
                        + " for Multimodal Sentiment Analysis, EMNLP 2017",
                "arXiv:1707.07250",
                """
                @inproceedings{zadeh2017tensor,
                  title     = {Tensor Fusion Network for Multimodal Sentiment Analysis},
                  author    = {Zadeh, Amir and Chen, Minghai and Poria, Soujanya and Cambria, Erik and
                               Morency, Louis-Philippe},
                  booktitle = {Proceedings of the 2017 Conference on Empirical Methods in Natural Language Processing},
                  pages     = {1103--1114},
                  year      = {2017},
                  eprint    = {1707.07250},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public ModalityCount modalities(TfnConfig config) {
        return ModalityCount.atLeast(2);
    }

    @Override
    public List<ConfigProblem> check(TfnConfig config, ExperimentFacts facts) {
        return problem(config, facts.modalities().size()) // modalities that only the data name are checked in create()
                .map(message -> new ConfigProblem("width", message, Optional.of("data.modalities")))
                .map(List::of)
                .orElse(List.of());
    }

    @Override
    public FusionModel create(TfnConfig config, FusionContext context) {
        problem(config, context.modalities().size()).ifPresent(message -> {
            throw new ConfigException("fusion.width: " + message + '.');
        });
        return new TfnFusion(config, context);
    }

    private static Optional<String> problem(TfnConfig config, int modalities) {
        long products = TfnFusion.products(config.width(), modalities);
        return products <= MOST_PRODUCTS
                ? Optional.empty()
                : Optional.of("width " + config.width() + " and " + modalities + " modalities make "
                        + (config.width() + 1) + "^" + modalities + " products of features, more than "
                        + MOST_PRODUCTS + "; choose a smaller width, or fusion lmf");
    }
}
