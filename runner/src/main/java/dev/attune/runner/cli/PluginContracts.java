package dev.attune.runner.cli;

import dev.attune.api.AttunePlugin;
import dev.attune.api.ComponentFactory;
import dev.attune.api.config.DefaultValue;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.plugin.ComponentKind;
import dev.attune.runner.plugin.PluginCalls;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.testkit.ContractSuite;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Holds a plugin to its contracts; apart from the command, which must also load where there is no testkit. */
final class PluginContracts {
    private PluginContracts() {}

    static void hold(AttunePlugin plugin, PluginHost host, VerificationReport report) {
        ContractSuite suite = new ContractSuite(plugin, factory -> defaults(factory, host));
        PluginCalls.run(plugin, () -> suite.run(report::add));
    }

    /**
     * Makes options of default values, as a configuration does that gives none.
     *
     * @return empty if an option has no default
     * @throws dev.attune.api.ConfigException if the options cannot be made of their defaults
     */
    private static Optional<Record> defaults(ComponentFactory<?> factory, PluginHost host) {
        if (Arrays.stream(factory.configType().getRecordComponents()).anyMatch(PluginContracts::isRequired)) {
            return Optional.empty();
        }
        ComponentKind kind = ComponentKind.of(factory);
        return Optional.of(new ConfigLoader(host)
                .component(kind, factory.name(), List.of())
                .options());
    }

    private static boolean isRequired(RecordComponent option) {
        return !option.isAnnotationPresent(DefaultValue.class)
                && option.getType() != Optional.class
                && !option.getType().isRecord();
    }
}
