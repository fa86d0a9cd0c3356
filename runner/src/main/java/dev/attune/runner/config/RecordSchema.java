package dev.attune.runner.config;

import dev.attune.api.ComponentFactory;
import dev.attune.api.PluginException;
import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Shorthand;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.fusion.FusionChoice;
import dev.attune.runner.plugin.ComponentKind;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys that a record stands for. */
final class RecordSchema {
    private static final Pattern CAPITAL = Pattern.compile("([a-z0-9])([A-Z])");
    private static final ClassValue<RecordSchema> CACHE = new ClassValue<>() {
        @Override
        protected RecordSchema computeValue(Class<?> type) {
            return new RecordSchema(type);
        }
    };

    private final Class<?> type;
    private final List<Option> options;
    private final @Nullable String shorthand;
    private final @Nullable Option beside;

    private RecordSchema(Class<?> type) {
        this.type = type;
        List<Option> found = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            DefaultValue defaultValue = component.getAnnotation(DefaultValue.class);
            Doc doc = component.getAnnotation(Doc.class);
            found.add(new Option(
                    key(component.getName()),
                    typeOf(component.getGenericType(), Bounds.of(component.getAnnotation(Range.class)), component),
                    defaultValue == null ? null : defaultValue.value(),
                    doc == null ? "" : doc.value(),
                    component));
        }
        this.options = List.copyOf(found);
        this.beside = found.stream()
                .filter(option -> option.component().isAnnotationPresent(Beside.class))
                .findFirst()
                .orElse(null);
        Shorthand annotation = type.getAnnotation(Shorthand.class);
        this.shorthand = annotation == null ? null : key(annotation.value());
        if (shorthand != null && find(shorthand) == null) {
            throw new PluginException(type.getName() + " has the shorthand " + shorthand
                    + ", wanted one of its components; report this to the plugin's author");
        }
    }

    /**
     * Returns the schema of a record.
     *
     * @throws PluginException if a component has a type that a file cannot hold
     */
    static RecordSchema of(Class<?> type) {
        return CACHE.get(type);
    }

    /** Turns {@code shareWeights} into {@code share-weights}. */
    static String key(String componentName) {
        return CAPITAL.matcher(componentName).replaceAll("$1-$2").toLowerCase(Locale.ROOT);
    }

    List<Option> options() {
        return options;
    }

    @Nullable
    String shorthand() {
        return shorthand;
    }

    /** Returns the component whose own keys stand beside the others; null in most records. */
    @Nullable
    Option beside() {
        return beside;
    }

    List<String> keys() {
        return options.stream().map(Option::key).toList();
    }

    @Nullable
    Option find(String key) {
        for (Option option : options) {
            if (option.key().equals(key)) {
                return option;
            }
        }
        return null;
    }

    /**
     * Makes the record.
     *
     * @param values one a component, in order
     * @throws IllegalArgumentException if its constructor refuses them, with its message
     */
    Record create(List<Object> values) {
        return create(type, options.stream().map(Option::component), values);
    }

    /** Makes a record of any type, as {@link #create(List)} does. */
    static Record create(Class<?> type, List<Object> values) {
        return create(type, Arrays.stream(type.getRecordComponents()), values);
    }

    private static Record create(Class<?> type, Stream<RecordComponent> components, List<Object> values) {
        Class<?>[] parameters = components.map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return (Record) constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IllegalArgumentException refusal && refusal.getMessage() != null) {
                throw refusal;
            }
            if (cause instanceof LinkageError misfit) {
                throw misfit;
            }
            throw new IllegalArgumentException("the options were refused: " + cause, cause);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("the options could not be made: " + e, e);
        }
    }

    Object value(Record owner, Option option) {
        return read(owner, option.component());
    }

    /** Returns the value of one component of a record. */
    static Object read(Record owner, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "cannot read " + key(component.getName()) + " of "
                            + owner.getClass().getName(),
                    e);
        }
    }

    private static OptionType typeOf(Type type, Bounds bounds, RecordComponent component) {
        if (type instanceof Class<?> plain) {
            return plainType(plain, bounds, component);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == Optional.class) {
                return new OptionType.Maybe(typeOf(arguments[0], bounds, component));
            }
            if (raw == List.class) {
                return new OptionType.ListOf(typeOf(arguments[0], bounds, component));
            }
            if (raw == Map.class && arguments[0] == String.class) {
                OptionType value = typeOf(arguments[1], bounds, component);
                boolean temporals = value instanceof ComponentType chosen && chosen.kind() == ComponentKind.TEMPORAL;
                return temporals ? new TemporalType((ComponentType) value) : new OptionType.MapOf(value);
            }
            if (raw == Selection.class) {
                return new ComponentType(kindOf(arguments[0], component));
            }
        }
        throw unsupported(type, component);
    }

    private static OptionType plainType(Class<?> type, Bounds bounds, RecordComponent component) {
        if (type == String.class) {
            return new OptionType.Text();
        }
        if (type == int.class || type == Integer.class) {
            return new OptionType.WholeNumber(false, bounds);
        }
        if (type == long.class || type == Long.class) {
            return new OptionType.WholeNumber(true, bounds);
        }
        if (type == double.class || type == Double.class) {
            return new OptionType.RealNumber(bounds);
        }
        if (type == boolean.class || type == Boolean.class) {
            return new OptionType.Truth();
        }
        if (type == Path.class) {
            return new OptionType.FilePath();
        }
        if (type == Node.class) {
            return new OptionType.Raw();
        }
        if (type == ModelSource.class) {
            return new ModelType();
        }
        if (type == FusionChoice.class) {
            return new ComponentType(ComponentKind.FUSION, true);
        }
        if (type.isEnum()) {
            return new OptionType.Choice(type);
        }
        if (type.isRecord()) {
            RecordSchema schema = of(type);
            return schema.beside() == null ? new SectionType(schema) : new SharedKeysType(schema);
        }
        throw unsupported(type, component);
    }

    private static ComponentKind kindOf(Type factory, RecordComponent component) {
        Type raw = factory instanceof ParameterizedType generic ? generic.getRawType() : factory;
        for (ComponentKind kind : ComponentKind.values()) {
            if (kind.factoryType() == raw) {
                return kind;
            }
        }
        throw unsupported(factory, component);
    }

    private static PluginException unsupported(Type type, RecordComponent component) {
        return new PluginException(component.getDeclaringRecord().getName() + "." + component.getName()
                + " has the type " + type.getTypeName() + ", wanted one of " + OptionType.supported()
                + "; report this to the plugin's author");
    }

    /** Checks that a component's options can be configured, before anybody tries. */
    static RecordSchema of(ComponentFactory<?> factory) {
        RecordSchema schema = of(factory.configType());
        if (schema.find(ComponentType.TYPE) != null) {
            throw new PluginException("the option type of " + factory.name()
                    + " is taken: type chooses the component; ask the plugin's author to rename it");
        }
        return schema;
    }
}
