package dev.attune.fusion.baselines;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.fusion.FusionChoice;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import java.util.List;

/** What gates need of the fusion that they are put round: attended features of every modality, and nothing learnt after them. */
final class Attending {
    private static final String OPTION = "of";

    private Attending() {}

    static List<ConfigProblem> check(FusionChoice of, ExperimentFacts facts) {
        return of.attends() ? of.check(OPTION, facts) : List.of(new ConfigProblem(OPTION, refusal(of)));
    }

    static FusionModel create(FusionChoice of, FusionContext context) {
        if (!of.attends()) {
            throw new IllegalArgumentException(refusal(of));
        }
        return of.create(context);
    }

    private static String refusal(FusionChoice of) {
        return "found " + of.name() + ", which with its options gives no attended features of each modality that a"
                + " gate could choose";
    }

    /** Returns the attended features of one modality, (B, L, D_m). */
    static NDArray features(FusionOutput output, String modality) {
        return requireNonNull(
                output.features().get(modality), () -> "the fusion gave no attended features of " + modality);
    }

    /** Hands on what the wrapped fusion tells beside its features: losses, and maps under the name of its part. */
    static void handOn(FusionOutput from, FusionOutput to) {
        from.losses().forEach(to::withLoss);
        from.attention().forEach((name, map) -> to.withAttention("attention." + name, map));
    }
}
