package dev.attune.runner.config;

import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.config.Node.Scalar;
import dev.attune.runner.config.Node.Sequence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The settings that a search tries: for each key a list of values, or a range to draw from. */
final class SearchSpace {
    /** Enough to tell candidates apart, and few enough to be read. */
    private static final MathContext DIGITS = new MathContext(4);

    /** How often a draw that was drawn before is drawn again before the space counts as used up. */
    private static final int PATIENCE = 1000;

    private final Map<String, Axis> axes = new LinkedHashMap<>();

    private SearchSpace() {}

    /** The values of one key. */
    private sealed interface Axis {
        Node draw(SplittableRandom random);

        /** Returns all values, if there is a list of them. */
        default @Nullable List<Node> values() {
            return null;
        }
    }

    /** A list of values, each as likely as the others. */
    private record Choice(List<Node> values) implements Axis {
        @Override
        public Node draw(SplittableRandom random) {
            return values.get(random.nextInt(values.size()));
        }
    }

    /** Whole numbers, both ends included. */
    private record Whole(long low, long high, Node node) implements Axis {
        @Override
        public Node draw(SplittableRandom random) {
            return new Scalar(Long.toString(random.nextLong(low, high + 1)), true, node.place());
        }
    }

    /** Real numbers; on a logarithmic scale, if that is asked for. */
    private record Real(double low, double high, boolean logarithmic, Node node) implements Axis {
        @Override
        public Node draw(SplittableRandom random) {
            double share = random.nextDouble();
            double value = logarithmic
                    ? Math.exp(Math.log(low) + share * (Math.log(high) - Math.log(low)))
                    : low + share * (high - low);
            double rounded = new BigDecimal(value, DIGITS).doubleValue();
            double within = Math.min(high, Math.max(low, rounded));
            String text = YamlWriter.inline(new OptionType.RealNumber(Bounds.NONE).write(within));
            return new Scalar(text, true, node.place());
        }
    }

    /**
     * Reads a space.
     *
     * @param space dotted key to a list of values or a range
     * @param strategy what it is for
     * @param problems takes what is wrong
     */
    static SearchSpace read(Map<String, Node> space, SearchConfig.Strategy strategy, Problems problems) {
        SearchSpace read = new SearchSpace();
        space.forEach((key, node) -> {
            Axis axis = axis("search.space." + key, node, problems);
            if (axis != null && axis.values() == null && strategy == SearchConfig.Strategy.GRID) {
                problems.add(
                        node.place(),
                        "search.space." + key,
                        "found a range, wanted a list of values: a grid tries each; type: random draws from ranges");
            } else if (axis != null) {
                read.axes.put(key, axis);
            }
        });
        return read;
    }

    private static @Nullable Axis axis(String path, Node node, Problems problems) {
        if (node instanceof Sequence list && !list.items().isEmpty()) {
            return new Choice(list.items());
        }
        if (node instanceof Mapping map && map.entries().size() == 1) {
            String kind = map.entries().keySet().iterator().next();
            Node ends = map.get(kind);
            if (ends instanceof Sequence list && !list.items().isEmpty() && kind.equals("choice")) {
                return new Choice(list.items());
            }
            if (ends instanceof Sequence list && kind.equals("int")) {
                return whole(path, list, problems);
            }
            if (ends instanceof Sequence list && (kind.equals("uniform") || kind.equals("log-uniform"))) {
                return real(path, list, kind.equals("log-uniform"), problems);
            }
        }
        problems.add(
                node.place(),
                path,
                "found " + YamlWriter.inline(node)
                        + ", wanted a list of values, or one of {choice: [a, b]}, {uniform: [low, high]}, {log-uniform: [low, high]}, {int: [low, high]}");
        return null;
    }

    private static @Nullable Axis whole(String path, Sequence ends, Problems problems) {
        if (ends.items().size() == 2
                && ends.items().get(0) instanceof Scalar low
                && ends.items().get(1) instanceof Scalar high
                && low.text().matches("-?[0-9]{1,15}")
                && high.text().matches("-?[0-9]{1,15}")
                && Long.parseLong(low.text()) < Long.parseLong(high.text())) {
            return new Whole(Long.parseLong(low.text()), Long.parseLong(high.text()), ends);
        }
        problems.add(
                ends.place(),
                path,
                "found " + YamlWriter.inline(ends) + ", wanted two whole numbers, the lower one first");
        return null;
    }

    private static @Nullable Axis real(String path, Sequence ends, boolean logarithmic, Problems problems) {
        double low = ends.items().size() == 2 ? number(ends.items().get(0)) : Double.NaN;
        double high = ends.items().size() == 2 ? number(ends.items().get(1)) : Double.NaN;
        if (low < high && (!logarithmic || low > 0)) {
            return new Real(low, high, logarithmic, ends);
        }
        problems.add(
                ends.place(),
                path,
                "found " + YamlWriter.inline(ends) + ", wanted two " + (logarithmic ? "positive " : "")
                        + "numbers, the lower one first");
        return null;
    }

    private static double number(Node node) {
        if (node instanceof Scalar scalar && scalar.text().matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?")) {
            return Double.parseDouble(scalar.text());
        }
        return Double.NaN;
    }

    /** Returns how many combinations a grid has. */
    long combinations() {
        long product = 1;
        for (Axis axis : axes.values()) {
            List<Node> values = axis.values();
            product = Math.multiplyExact(product, values == null ? 1L : values.size());
        }
        return product;
    }

    /** Returns every combination, the last key's values changing fastest. */
    List<Map<String, Node>> grid() {
        List<Map<String, Node>> points = List.of(Map.of());
        for (Map.Entry<String, Axis> axis : axes.entrySet()) {
            List<Map<String, Node>> longer = new ArrayList<>();
            List<Node> values = axis.getValue().values();
            for (Map<String, Node> point : points) {
                for (Node value : values == null ? List.<Node>of() : values) {
                    Map<String, Node> further = new LinkedHashMap<>(point);
                    further.put(axis.getKey(), value);
                    longer.add(further);
                }
            }
            points = longer;
        }
        return points;
    }

    /** Returns different points, at most as many as asked for; fewer if the space has no more. */
    List<Map<String, Node>> draw(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Map<String, Node>> points = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        int repeated = 0;
        while (points.size() < count && repeated < PATIENCE) {
            Map<String, Node> point = new LinkedHashMap<>();
            axes.forEach((key, axis) -> point.put(key, axis.draw(random)));
            if (seen.add(label(point))) {
                points.add(point);
                repeated = 0;
            } else {
                repeated++;
            }
        }
        return points;
    }

    /** Writes a point in words. */
    static String label(Map<String, Node> point) {
        StringBuilder text = new StringBuilder();
        point.forEach((key, value) ->
                text.append(text.isEmpty() ? "" : ", ").append(key).append('=').append(YamlWriter.inline(value)));
        return text.toString();
    }
}
