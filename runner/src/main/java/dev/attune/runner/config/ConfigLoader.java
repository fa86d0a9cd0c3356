package dev.attune.runner.config;

import static java.util.Objects.requireNonNull;

import dev.attune.api.ConfigException;
import dev.attune.api.data.DatasetFactory;
import dev.attune.runner.config.Node.Entry;
import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.plugin.ComponentKind;
import dev.attune.runner.plugin.ComponentRegistry;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.plugin.PluginState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads experiments, studies and descriptions of extractions, and checks everything that can be checked before data are opened.
 *
 * <p>A loader finds all problems in one pass and reports them together, each with file, line and column, what was found, what was
 * wanted and the nearest name that exists. Values come, the later before the earlier, from defaults, from the file that
 * {@code extends} names, from the file itself and from overrides of the form {@code training.epochs=3}.
 */
public final class ConfigLoader {
    private static final String TRANSCRIPT = "transcript";
    private static final String DEFAULT_TRANSCRIBER = "sidecar";
    /** Settings that say where recordings and words come from, not what is made of them. */
    private static final List<String> INPUTS = List.of("media", TRANSCRIPT);

    private final ComponentRegistry registry;
    private final List<PluginState> plugins;
    private final Map<String, String> environment;
    private final ModelSizes sizes;

    /**
     * Makes a loader that knows some components, and the environment of this process.
     *
     * @param registry the components that a file may name
     */
    public ConfigLoader(ComponentRegistry registry) {
        this(registry, List.of(), System.getenv());
    }

    /**
     * Makes a loader that knows the components of a host's plugins and can say why some are missing.
     *
     * @param host has looked at the plugins
     */
    public ConfigLoader(PluginHost host) {
        this(host.registry(), host.states(), System.getenv());
    }

    /**
     * Makes a loader.
     *
     * @param registry the components that a file may name
     * @param plugins all plugins, also broken ones
     * @param environment what <code>${env:NAME}</code> stands for
     */
    public ConfigLoader(ComponentRegistry registry, List<PluginState> plugins, Map<String, String> environment) {
        this(registry, plugins, environment, config -> {
            throw new IllegalStateException("this loader cannot count parameters, which match asks for");
        });
    }

    private ConfigLoader(
            ComponentRegistry registry, List<PluginState> plugins, Map<String, String> environment, ModelSizes sizes) {
        this.registry = requireNonNull(registry, "registry is null");
        this.plugins = List.copyOf(plugins);
        this.environment = Map.copyOf(environment);
        this.sizes = requireNonNull(sizes, "sizes is null");
    }

    /**
     * Returns a loader that can also read studies with {@code match}.
     *
     * @param counting counts parameters
     */
    public ConfigLoader counting(ModelSizes counting) {
        return new ConfigLoader(registry, plugins, environment, counting);
    }

    /** Returns every type of dataset. */
    List<DatasetFactory<?>> datasets() {
        return registry.components(ComponentKind.DATASET).values().stream()
                .<DatasetFactory<?>>map(factory -> (DatasetFactory<?>) factory)
                .toList();
    }

    ModelSizes sizes() {
        return sizes;
    }

    /**
     * Reads an experiment.
     *
     * @param file its file; messages show it as it is given here
     * @param overrides {@code key=value} each, of which the later hold before the earlier
     * @throws ConfigException with all problems
     */
    public ExperimentConfig loadExperiment(Path file, List<String> overrides) {
        Problems problems = new Problems();
        ConfigFiles files = files(problems);
        return experiment(file, files.load(file, experimentSchema()), overrides, problems);
    }

    /**
     * Reads an experiment from text.
     *
     * @param yaml the text
     * @param nominal the file that it would stand in: for messages, the name, and relative paths
     * @throws ConfigException with all problems
     */
    public ExperimentConfig experimentFromYaml(String yaml, Path nominal) {
        Problems problems = new Problems();
        ConfigFiles files = files(problems);
        return experiment(nominal, files.parse(yaml, nominal, experimentSchema()), List.of(), problems);
    }

    /**
     * Tells whether a file is meant as a study: whether it names a base experiment.
     *
     * @param file its file
     * @throws ConfigException if it cannot be read
     */
    public boolean isStudy(Path file) {
        Problems problems = new Problems();
        Mapping root = files(problems).load(file, studySchema());
        problems.throwIfAny(file.toString());
        return root != null && root.get("base") != null;
    }

    /**
     * Tells whether a file is meant as the description of an extraction: whether it has modalities at its top, and no model.
     *
     * @param file its file
     * @throws ConfigException if it cannot be read
     */
    public boolean isExtraction(Path file) {
        Problems problems = new Problems();
        Mapping root = files(problems).load(file, extractionSchema());
        problems.throwIfAny(file.toString());
        return root != null
                && root.get("modalities") != null
                && Stream.of("fusion", "data", "base").allMatch(key -> root.get(key) == null);
    }

    /**
     * Reads how recordings become features.
     *
     * @param file its file; messages show it as it is given here
     * @param overrides {@code key=value} each
     * @throws ConfigException with all problems
     */
    public ExtractionConfig loadExtraction(Path file, List<String> overrides) {
        Problems problems = new Problems();
        return extraction(file, files(problems).load(file, extractionSchema()), overrides, problems);
    }

    /**
     * Reads how recordings became features, as a store says it; labels and splits, which may be gone, are passed over.
     *
     * @param yaml the text
     * @param nominal the file that it stands in, for messages and relative paths
     * @throws ConfigException with all problems
     */
    public ExtractionConfig extractionFromYaml(String yaml, Path nominal) {
        return extractionFromYaml(yaml, nominal, List.of());
    }

    /**
     * Reads how recordings became features, as a store says it, and changes where recordings and words come from; labels and splits,
     * which may be gone, are passed over.
     *
     * @param yaml the text
     * @param nominal the file that it stands in, for messages and relative paths
     * @param overrides {@code key=value} each, of {@code media} and {@code transcript} alone
     * @throws ConfigException with all problems
     */
    public ExtractionConfig extractionFromYaml(String yaml, Path nominal, List<String> overrides) {
        Problems problems = new Problems();
        Mapping root = files(problems).parse(yaml, nominal, extractionSchema());
        Mapping features = root == null ? null : root.without(Set.of("labels", "splits"));
        Overrides.parse(overrides, Set.of(), new Problems()).entries().forEach((key, entry) -> {
            if (!INPUTS.contains(key)) {
                problems.add(
                        entry.keyPlace(),
                        key,
                        "features are made as they were; of the rest, "
                                + NearestNames.advice(key, INPUTS, "there may be set"));
            }
        });
        return extraction(nominal, features, overrides, problems);
    }

    private ExtractionConfig extraction(Path file, @Nullable Mapping root, List<String> overrides, Problems problems) {
        Mapping over = Overrides.parse(overrides, Set.of(), problems);
        ExtractionConfig config =
                root == null ? null : bindExtraction(Layers.merge(extractionSchema(), root, over), problems);
        problems.throwIfAny(file.toString());
        return requireNonNull(config, "nothing was read, and no problem found");
    }

    private @Nullable ExtractionConfig bindExtraction(Mapping root, Problems problems) {
        RecordSchema schema = extractionSchema();
        Binder binder = binder(problems);
        ExtractionChecks checks = new ExtractionChecks(root, problems);
        checks.written();
        Spot spot = new Spot("", root.place(), root);
        ExtractionConfig config =
                (ExtractionConfig) SectionType.bind(schema, spot, root, SectionType.Unknown.key(schema.keys()), binder);
        if (config == null) {
            return null;
        }
        checks.files(config);
        if (!config.needsWords() || config.transcript().isPresent()) {
            return config;
        }
        // A component that is chosen by default is missed only by who needs it.
        Node sidecar = new Node.Scalar(DEFAULT_TRANSCRIBER, true, root.place());
        Mapping complete = root.with(TRANSCRIPT, new Node.Entry(root.place(), sidecar));
        return (ExtractionConfig) SectionType.bind(
                schema, new Spot("", root.place(), complete), complete, SectionType.Unknown.key(schema.keys()), binder);
    }

    static RecordSchema extractionSchema() {
        return RecordSchema.of(ExtractionConfig.class);
    }

    /**
     * Reads a study and expands it into trials, each of which is checked.
     *
     * <p>Data are not opened, unless all lines are to have as many parameters as others; then {@link #counting} is needed.
     *
     * @param file its file; messages show it as it is given here
     * @param overrides {@code key=value} each; a key that begins with {@code base.} changes the experiment under it
     * @throws ConfigException with all problems
     */
    public StudyPlan loadStudy(Path file, List<String> overrides) {
        Problems problems = new Problems();
        ConfigFiles files = files(problems);
        return study(file, files, files.load(file, studySchema()), overrides, problems);
    }

    /**
     * Reads a study from text and expands it.
     *
     * @param yaml the text
     * @param nominal the file that it would stand in: for messages, the name, and relative paths
     * @throws ConfigException with all problems
     */
    public StudyPlan studyFromYaml(String yaml, Path nominal) {
        Problems problems = new Problems();
        ConfigFiles files = files(problems);
        return study(nominal, files, files.parse(yaml, nominal, studySchema()), List.of(), problems);
    }

    /**
     * Reads any other file whose keys are the components of a record, with the same rules.
     *
     * @param type a record described with the annotations of {@code dev.attune.api.config}
     * @param file its file; messages show it as it is given here
     * @param overrides {@code key=value} each
     * @param <R> the record
     * @throws ConfigException with all problems
     */
    public <R extends Record> R load(Class<R> type, Path file, List<String> overrides) {
        Problems problems = new Problems();
        Mapping root = files(problems).load(file, RecordSchema.of(type));
        return bind(type, file, root, overrides, problems);
    }

    /**
     * Reads any other text whose keys are the components of a record, with the same rules.
     *
     * @param type a record described with the annotations of {@code dev.attune.api.config}
     * @param yaml the text; JSON is YAML
     * @param nominal the file that it stands in, for messages
     * @param <R> the record
     * @throws ConfigException with all problems
     */
    public <R extends Record> R fromYaml(Class<R> type, String yaml, Path nominal) {
        Problems problems = new Problems();
        Mapping root = files(problems).parse(yaml, nominal, RecordSchema.of(type));
        return bind(type, nominal, root, List.of(), problems);
    }

    /**
     * Reads a component that a command line names, and its options.
     *
     * @param kind its kind
     * @param name its name
     * @param options {@code key=value} each
     * @throws ConfigException with all problems
     */
    public Selection<?> component(ComponentKind kind, String name, List<String> options) {
        Problems problems = new Problems();
        Mapping written = Overrides.parse(options, Set.of(), problems);
        Place place = Source.commandLine(name).whole();
        Entry type = written.entries().get(ComponentType.TYPE);
        if (type != null) {
            problems.add(type.keyPlace(), ComponentType.TYPE, "not an option: the command names the component");
        }
        Mapping mapping = written.with(ComponentType.TYPE, new Entry(place, new Node.Scalar(name, false, place)));
        Selection<?> selection =
                (Selection<?>) new ComponentType(kind).bind(new Spot("", place, mapping), binder(problems));
        problems.throwIfAny("The command line");
        return requireNonNull(selection, "nothing was read, and no problem found");
    }

    private <R extends Record> R bind(
            Class<R> type, Path file, @Nullable Mapping root, List<String> overrides, Problems problems) {
        RecordSchema schema = RecordSchema.of(type);
        Mapping over = Overrides.parse(overrides, Set.of(), problems);
        Record record = null;
        if (root != null) {
            Mapping merged = Layers.merge(schema, root, over);
            Spot spot = new Spot("", merged.place(), merged);
            record = SectionType.bind(schema, spot, merged, SectionType.Unknown.key(schema.keys()), binder(problems));
        }
        problems.throwIfAny(file.toString());
        return type.cast(requireNonNull(record, "nothing was read, and no problem found"));
    }

    private ConfigFiles files(Problems problems) {
        return new ConfigFiles(new Variables(environment), problems);
    }

    private Binder binder(Problems problems) {
        return new Binder(registry, plugins, new Variables(environment), problems);
    }

    static RecordSchema experimentSchema() {
        return RecordSchema.of(ExperimentConfig.class);
    }

    static RecordSchema studySchema() {
        return RecordSchema.of(StudyFile.class);
    }

    private ExperimentConfig experiment(Path file, @Nullable Mapping root, List<String> overrides, Problems problems) {
        Mapping over = Overrides.parse(overrides, Set.of(), problems);
        ExperimentConfig config =
                root == null ? null : bindExperiment(Layers.merge(experimentSchema(), root, over), List.of(), problems);
        problems.throwIfAny(file.toString());
        return requireNonNull(config, "nothing was read, and no problem found");
    }

    /**
     * Reads and checks one experiment.
     *
     * @param root its keys
     * @param figures further figures that it must report, {@code path} to figure
     * @return null after a problem
     */
    @Nullable
    ExperimentConfig bindExperiment(Mapping root, List<Figure> figures, Problems problems) {
        RecordSchema schema = experimentSchema();
        Binder binder = binder(problems);
        Spot spot = new Spot("", root.place(), root);
        SectionType.Unknown.key(schema.keys()).report(spot, root, schema, binder);
        Map<String, Object> sections = new LinkedHashMap<>();
        for (Option option : schema.options()) {
            Object value = SectionType.bindOption(option, spot, root, binder);
            if (value != null) {
                sections.put(option.key(), value);
            }
        }
        // What could be read is checked even if the rest is wrong: the user should not have to come back for it.
        ExperimentChecks checks = new ExperimentChecks(root, sections, problems);
        checks.run();
        figures.forEach(figure -> checks.figure(figure.place(), figure.path(), figure.name()));
        return sections.size() < schema.options().size()
                ? null
                : (ExperimentConfig) schema.create(List.copyOf(sections.values()));
    }

    /**
     * A figure that somebody else wants of an experiment.
     *
     * @param place where it is wanted
     * @param path by which key
     * @param name such as {@code ccc.mean}
     */
    record Figure(Place place, String path, String name) {}

    private StudyPlan study(
            Path file, ConfigFiles files, @Nullable Mapping root, List<String> overrides, Problems problems) {
        Mapping over = Overrides.parse(overrides, Set.of("grid", "cross"), problems);
        StudyPlan plan = null;
        if (root != null) {
            Mapping ofBase = over.get("base") instanceof Mapping base ? base : new Mapping(Map.of(), over.place());
            Mapping ofStudy = over.get("base") instanceof Mapping ? over.without(Set.of("base")) : over;
            Mapping merged = Layers.merge(studySchema(), root, ofStudy);
            StudyFile study = bindStudy(merged, binder(problems));
            Mapping base = study == null ? null : base(study, file, files, problems);
            if (study != null && base != null) {
                Mapping changed = Layers.merge(experimentSchema(), base, ofBase);
                plan = new StudyExpansion(this, study, merged, changed, problems).expand();
            }
        }
        problems.throwIfAny(file.toString());
        return requireNonNull(plan, "nothing was read, and no problem found");
    }

    /** Reads the keys of a study; one that is wrong counts as not written, so that the rest can be checked. */
    private static @Nullable StudyFile bindStudy(Mapping root, Binder binder) {
        RecordSchema schema = studySchema();
        Spot spot = new Spot("", root.place(), root);
        SectionType.Unknown.key(schema.keys()).report(spot, root, schema, binder);
        List<Object> values = new ArrayList<>();
        for (Option option : schema.options()) {
            Object value = SectionType.bindOption(option, spot, root, binder);
            if (value == null && !option.required()) {
                value = binder.bindDefault(option, option.key(), root.place());
            }
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() < schema.options().size() ? null : (StudyFile) schema.create(values);
    }

    /** Reads the experiment under a study: the path of a file, or a map. */
    private @Nullable Mapping base(StudyFile study, Path file, ConfigFiles files, Problems problems) {
        Node node = study.base();
        if (node instanceof Mapping inline) {
            return files.inline(inline, study.name(), file, experimentSchema());
        }
        Node.Scalar scalar = binder(problems)
                .scalar(new Spot("base", node.place(), node), () -> "the path of an experiment, or a map");
        Path path = scalar == null ? null : files.sibling(file, scalar, "base");
        return scalar == null || path == null || !files.exists(path, scalar, "base")
                ? null
                : files.load(path, experimentSchema());
    }
}
