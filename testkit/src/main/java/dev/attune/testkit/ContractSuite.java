package dev.attune.testkit;

import static java.util.Objects.requireNonNull;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.attune.api.AttunePlugin;
import dev.attune.api.ComponentFactory;
import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import dev.attune.api.config.DefaultValue;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.testkit.ContractResult.Status;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Holds a plugin and each of its components to their contracts, without a test class having been written for any.
 *
 * <pre>{@code
 * List<ContractResult> results = new ContractSuite(plugin, defaults).run(result -> print(result));
 * }</pre>
 *
 * <p>Options have their default values here. So it tells less than tests that an author writes: those choose options that switch
 * everything on, and bring the recording, the corpus or the model that some components need.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class ContractSuite {
    private static final String EVERYTHING = "all checks of its kind";

    /** JUnit alone: extensions, listeners and settings of whoever runs it have no say here. */
    private static final LauncherConfig JUNIT = LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .addTestEngines(new JupiterTestEngine())
            .build();

    private final AttunePlugin plugin;
    private final Function<ComponentFactory<?>, Optional<Record>> defaults;

    /**
     * Makes a suite.
     *
     * @param plugin the plugin, from any class loader
     * @param defaults makes the options of a component of their default values; empty where an option has none
     */
    public ContractSuite(AttunePlugin plugin, Function<ComponentFactory<?>, Optional<Record>> defaults) {
        this.plugin = requireNonNull(plugin, "plugin is null");
        this.defaults = requireNonNull(defaults, "defaults is null");
    }

    /**
     * Runs all contracts, one after the other, in this thread.
     *
     * @param progress takes each result as soon as there is one
     * @return all results: those of the plugin, then those of each component, by kind, in the plugin's order
     */
    public List<ContractResult> run(Consumer<ContractResult> progress) {
        EngineSettings.apply();
        List<ContractResult> results = new ArrayList<>();
        Consumer<ContractResult> listener = result -> {
            results.add(result);
            progress.accept(result);
        };
        String id = nameOf(plugin::id, plugin);
        check(GivenFactory.OfPlugin.class, plugin, new ContractRecorder("plugin", id, listener));
        for (ComponentKind kind : ComponentKind.ALL) {
            for (ComponentFactory<?> factory : factories(kind)) {
                check(kind, factory, new ContractRecorder(kind.label(), nameOf(factory::name, factory), listener));
            }
        }
        return results;
    }

    /** Returns nothing where a list is broken: the contract of the plugin has said so. */
    private List<ComponentFactory<?>> factories(ComponentKind kind) {
        try {
            List<ComponentFactory<?>> factories = new ArrayList<>();
            for (ComponentFactory<?> factory : kind.factories().apply(plugin)) {
                factories.add(requireNonNull(factory));
            }
            return factories;
        } catch (RuntimeException | LinkageError e) {
            return List.of();
        }
    }

    private static String nameOf(Named named, Object owner) {
        try {
            return requireNonNull(named.name());
        } catch (RuntimeException | LinkageError e) {
            return owner.getClass().getName();
        }
    }

    private void check(ComponentKind kind, ComponentFactory<?> factory, ContractRecorder recorder) {
        String remedy = "; extend " + kind.contract() + " in the plugin's own tests";
        try {
            Optional<Record> config = defaults.apply(factory);
            if (config.isEmpty()) {
                recorder.add(EVERYTHING, Status.SKIPPED, withoutDefault(factory) + remedy, Optional.empty());
            } else if (kind.given().isEmpty()) {
                recorder.add(EVERYTHING, Status.SKIPPED, kind.fixture() + remedy, Optional.empty());
            } else if (factory instanceof DatasetFactory<?> dataset
                    && unopened(dataset, config.get()).isPresent()) {
                String reason = unopened(dataset, config.get()).orElseThrow();
                recorder.add(
                        EVERYTHING,
                        Status.SKIPPED,
                        "the checks need a small corpus, and with default options there is none (" + reason + ")"
                                + remedy,
                        Optional.empty());
            } else {
                check(kind.given().get(), new GivenFactory(factory, config.get()), recorder);
            }
        } catch (RuntimeException | LinkageError e) {
            recorder.add(
                    "has options that can be made of their defaults",
                    Status.FAILED,
                    "the options of a component must be a record whose default values it accepts itself; "
                            + FailureText.of(e),
                    Optional.of(e));
        }
    }

    /** Returns why a dataset cannot be opened with options that nobody has chosen. */
    private static Optional<String> unopened(DatasetFactory<?> factory, Record config) {
        try {
            open(factory, config).close();
            return Optional.empty();
        } catch (DataException | ConfigException e) {
            return Optional.of(FailureText.reason(e));
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty(); // the contract fails for the same reason, and says it
        }
    }

    private static <C extends Record> Dataset open(DatasetFactory<C> factory, Record config) {
        return factory.open(factory.configType().cast(config), new DatasetContext(List.of(), List.of()));
    }

    private static String withoutDefault(ComponentFactory<?> factory) {
        String options = Arrays.stream(factory.configType().getRecordComponents())
                .filter(ContractSuite::isRequired)
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", "));
        return (options.isEmpty() ? "an option" : "the option " + options) + " has no default value";
    }

    private static boolean isRequired(RecordComponent component) {
        return component.getAnnotation(DefaultValue.class) == null
                && component.getType() != Optional.class
                && !component.getType().isRecord();
    }

    private static void check(Class<?> contract, Object subject, ContractRecorder recorder) {
        try (LauncherSession session = LauncherFactory.openSession(JUNIT)) {
            SubjectResolver.give(session, subject);
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(contract))
                                    .enableImplicitConfigurationParameters(false)
                                    .build(),
                            recorder);
        }
    }

    /** Something that has a name, but may fail to say it. */
    @FunctionalInterface
    private interface Named {
        String name();
    }
}
