package dev.attune.runner.config;

import dev.attune.api.config.Range;
import dev.attune.api.config.Width;
import dev.attune.api.fusion.FusionChoice;
import dev.attune.api.temporal.TemporalFactory;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * The options of an experiment that say how wide parts of its model are, those marked with {@link Width}.
 *
 * <p>A width of 0 stands for one that follows from others, and an absent one for one that the model chooses: both stay as they are.
 */
final class Widths {
    /** A record may ask more of a width than its mark can say, for example that it is even. */
    private static final int[] STEPS = {1, 2, 4, 8};

    private static final String HEAD = "head";
    private static final String TEMPORAL = "temporal";
    private static final String FUSION = "fusion";

    private final ExperimentConfig config;

    Widths(ExperimentConfig config) {
        this.config = config;
    }

    /** Returns the widths by key, in words: {@code temporal.channels} to {@code [16, 16]}. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        records().forEach((path, options) -> collect(path, options, values, new ArrayList<>()));
        return values;
    }

    /** Returns the keys of widths that are left to the model. */
    List<String> absent() {
        List<String> absent = new ArrayList<>();
        records().forEach((path, options) -> collect(path, options, new LinkedHashMap<>(), absent));
        return absent;
    }

    /** Returns the keys of the options of which widths must be multiples, so that these change in great steps. */
    List<String> steps() {
        List<String> steps = new ArrayList<>();
        records().forEach((path, options) -> steps(path, options, steps));
        return steps;
    }

    private static void steps(String path, Record options, List<String> steps) {
        for (RecordComponent component : options.getClass().getRecordComponents()) {
            Object value = RecordSchema.read(options, component);
            String key = Spot.join(path, RecordSchema.key(component.getName()));
            if (value instanceof FusionChoice choice) {
                steps(key, choice.config(), steps);
            } else if (value instanceof Record deeper) {
                steps(key, deeper, steps);
            }
            Width width = component.getAnnotation(Width.class);
            if (width != null && multiple(options, width) > 1) {
                steps.add(Spot.join(path, RecordSchema.key(width.multipleOf())));
            }
        }
    }

    private Map<String, Record> records() {
        Map<String, Record> records = new LinkedHashMap<>();
        boolean single = config.temporal().size() == 1 && config.temporal().containsKey(TemporalType.DEFAULT);
        config.temporal()
                .forEach((modality, model) ->
                        records.put(single ? TEMPORAL : Spot.join(TEMPORAL, modality), model.options()));
        records.put(FUSION, config.fusion().options());
        records.put(HEAD, config.head());
        return records;
    }

    private static void collect(String path, Record options, Map<String, String> values, List<String> absent) {
        for (RecordComponent component : options.getClass().getRecordComponents()) {
            String key = Spot.join(path, RecordSchema.key(component.getName()));
            Object value = RecordSchema.read(options, component);
            if (value instanceof FusionChoice choice) {
                collect(key, choice.config(), values, absent);
            } else if (value instanceof Record deeper) {
                collect(key, deeper, values, absent);
            } else if (component.isAnnotationPresent(Width.class)) {
                Object present = value instanceof Optional<?> maybe ? maybe.orElse(null) : value;
                if (present == null || isZero(present)) {
                    absent.add(key);
                } else {
                    values.put(key, present.toString());
                }
            }
        }
    }

    private static boolean isZero(Object value) {
        return value instanceof Number number && number.longValue() == 0;
    }

    /**
     * Multiplies all widths by a factor, rounded to what each may be.
     *
     * @param factor greater than 0
     * @throws IllegalArgumentException if a component refuses every width near that
     */
    ExperimentConfig times(double factor) {
        Map<String, Selection<TemporalFactory<?>>> temporals = new LinkedHashMap<>();
        config.temporal()
                .forEach((modality, model) ->
                        temporals.put(modality, new Selection<>(model.factory(), scaled(model.options(), factor))));
        return config.withModel(
                temporals,
                new Selection<>(
                        config.fusion().factory(), scaled(config.fusion().options(), factor)),
                (HeadConfig) scaled(config.head(), factor));
    }

    private static Record scaled(Record options, double factor) {
        IllegalArgumentException refusal = null;
        for (int step : STEPS) {
            List<Object> values = new ArrayList<>();
            for (RecordComponent component : options.getClass().getRecordComponents()) {
                values.add(scaled(options, component, factor, step));
            }
            try {
                return RecordSchema.create(options.getClass(), values);
            } catch (IllegalArgumentException e) {
                refusal = refusal == null ? e : refusal;
            }
        }
        throw new IllegalArgumentException(refusal == null ? "the widths were refused" : refusal.getMessage(), refusal);
    }

    private static Object scaled(Record options, RecordComponent component, double factor, int step) {
        Object value = RecordSchema.read(options, component);
        if (value instanceof FusionChoice choice) {
            return new FusionChoice(choice.factory(), scaled(choice.config(), factor));
        }
        if (value instanceof Record deeper) {
            return scaled(deeper, factor);
        }
        Width width = component.getAnnotation(Width.class);
        if (width == null) {
            return value;
        }
        long multiple = step * multiple(options, width);
        Range range = component.getAnnotation(Range.class);
        double most = range == null ? Integer.MAX_VALUE : Math.min(range.max(), Integer.MAX_VALUE);
        return each(value, old -> {
            double wanted = Math.min(old * factor, most) / multiple;
            long rounded = Math.min(Math.round(wanted), (long) (most / multiple));
            return old == 0 ? 0 : multiple * Math.max(1, rounded);
        });
    }

    private static long multiple(Record options, Width width) {
        return Arrays.stream(options.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(width.multipleOf()))
                .map(component -> RecordSchema.read(options, component))
                .filter(Number.class::isInstance)
                .mapToLong(value -> Math.max(1, ((Number) value).longValue()))
                .findFirst()
                .orElse(1);
    }

    private static Object each(Object value, LongUnaryOperator change) {
        if (value instanceof List<?> list) {
            return list.stream().map(item -> each(item, change)).toList();
        }
        if (value instanceof Optional<?> maybe) {
            return maybe.map(item -> each(item, change));
        }
        if (value instanceof Integer number) {
            return (int) change.applyAsLong(number);
        }
        return value instanceof Long number ? (Object) change.applyAsLong(number) : value;
    }
}
