package dev.attune.runner.architecture;

import java.util.List;

/** The packages of the modules, in the form that ArchUnit reads. */
final class Modules {
    static final String ALL = "dev.attune..";
    static final String API = "dev.attune.api..";
    static final String TESTKIT = "dev.attune.testkit..";
    static final String ENCODERS = "dev.attune.encoders..";
    static final String RUNNER = "dev.attune.runner..";
    static final String COMMAND_LINE = "dev.attune.runner.cli..";

    /** The modules of plugins: each might as well be a third party's. */
    static final List<String> PLUGINS = List.of(
            "dev.attune.objectives..",
            "dev.attune.fusion.rjcma..",
            "dev.attune.fusion.baselines..",
            ENCODERS,
            "dev.attune.datasets..");

    private Modules() {}

    static String[] plugins() {
        return PLUGINS.toArray(String[]::new);
    }

    static String[] pluginsBut(String exception) {
        return PLUGINS.stream().filter(plugin -> !plugin.equals(exception)).toArray(String[]::new);
    }
}
