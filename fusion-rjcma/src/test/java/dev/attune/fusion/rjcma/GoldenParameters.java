package dev.attune.fusion.rjcma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.testkit.ModelProbe;
import dev.attune.testkit.golden.GoldenCase;
import dev.attune.testkit.golden.GoldenTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Finds our parameters by the names that golden cases use.
 *
 * <table>
 * <caption>Names of fusion parameters, step i, modality m from 0</caption>
 * <tr><th>origin</th><th>golden</th><th>ours</th></tr>
 * <tr><td>published code</td><td>{@code dcn_layers...}</td><td>the same</td></tr>
 * <tr><td>projected joint</td><td>{@code m.dcn_layers...}</td><td>without {@code m.}</td></tr>
 * <tr><td>paper</td><td>{@code steps.i.fc.weight}, {@code .bias}</td><td>{@code dcn_layers.i.dense_coattn.query_linear...}</td></tr>
 * <tr><td>paper</td><td>{@code steps.i.wj.m} (L, L)</td><td>{@code dcn_layers.i.dense_coattn.key(m+1)_linear.weight}, transposed</td></tr>
 * <tr><td>paper</td><td>{@code steps.i.wc.m} (d_m, d_m)</td><td>{@code ...value(m+1)_linear.weight}, transposed</td></tr>
 * <tr><td>paper</td><td>{@code steps.i.wh.m} (d, d_m)</td><td>{@code dcn_layers.i.linears.m.0.weight}, transposed</td></tr>
 * </table>
 */
final class GoldenParameters {
    private static final Pattern PAPER_WEIGHT = Pattern.compile("steps\\.(\\d+)\\.(wj|wc|wh)\\.(\\d+)");
    private static final Pattern STEP = Pattern.compile("(?:.*\\.)?(?:dcn_layers|steps)\\.(\\d+)\\..*");

    private final GoldenCase golden;
    private final UnaryOperator<String> ours;

    GoldenParameters(GoldenCase golden, UnaryOperator<String> ours) {
        this.golden = golden;
        this.ours = ours;
    }

    /** Returns our name of a fusion parameter. */
    static String ofFusion(String name) {
        var weight = PAPER_WEIGHT.matcher(name);
        if (weight.matches()) {
            int m = Integer.parseInt(weight.group(3));
            String step = "dcn_layers." + weight.group(1);
            return switch (weight.group(2)) {
                case "wj" -> step + ".dense_coattn.key" + (m + 1) + "_linear.weight";
                case "wc" -> step + ".dense_coattn.value" + (m + 1) + "_linear.weight";
                default -> step + ".linears." + m + ".0.weight";
            };
        }
        return name.replaceFirst("^m\\.", "")
                .replaceFirst("^steps\\.(\\d+)\\.fc\\.", "dcn_layers.$1.dense_coattn.query_linear.");
    }

    /** Returns how many steps of fusion the parameters of a case make. */
    static int depth(GoldenCase golden) {
        return golden.names("param").stream()
                .map(STEP::matcher)
                .filter(matcher -> matcher.matches())
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)) + 1)
                .max()
                .orElse(0);
    }

    /** Overwrites parameters and buffers; fails unless the case has all learnt and frozen ones, and no other. */
    void load(ModelProbe probe) {
        List<String> given = new ArrayList<>();
        for (String role : List.of("param", "buffer")) {
            for (String name : golden.names(role)) {
                GoldenTensor tensor = golden.tensor(role, name);
                given.add(ours.apply(name));
                probe.set(ours.apply(name), oriented(name, tensor.values(), tensor.shape()));
            }
        }
        List<String> wanted = new ArrayList<>(probe.names());
        wanted.removeIf(
                name -> name.contains("running_") && golden.names("buffer").isEmpty());
        assertThat(given).as("parameters of " + golden.name()).containsExactlyInAnyOrderElementsOf(wanted);
    }

    /** Returns our gradient, oriented like the golden one. */
    float[] gradient(ModelProbe probe, String name) {
        long[] shape = probe.shape(ours.apply(name)).getShape();
        return oriented(name, probe.gradient(ours.apply(name)), shape);
    }

    /** Fails unless the parameters that get no gradient are exactly those that our model keeps without learning them. */
    void checkUnused(ModelProbe probe) {
        List<String> unused = new ArrayList<>();
        golden.attribute("parameters_without_gradient").forEach(name -> unused.add(ours.apply(name.asText())));
        List<String> kept = new ArrayList<>(probe.names());
        kept.removeAll(probe.learntNames());
        kept.removeIf(name -> name.contains("running_"));
        assertThat(kept).as("parameters that are not learnt").containsExactlyInAnyOrderElementsOf(unused);
    }

    private static float[] oriented(String name, float[] values, long[] shape) {
        if (!PAPER_WEIGHT.matcher(name).matches()) {
            return values;
        }
        int rows = (int) shape[0];
        int columns = (int) shape[1];
        float[] transposed = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column * rows + row] = values[row * columns + column];
            }
        }
        return transposed;
    }
}
