package dev.attune.runner.scaffold;

import dev.attune.runner.plugin.ComponentKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The kinds of component that a project can be begun for. */
public enum ProjectKind {
    /** A fusion, and a study beside two others. */
    FUSION(ComponentKind.FUSION, "fusion", "study study.yaml", "study.yaml"),
    /** An encoder, and the extraction of its features. */
    ENCODER(
            ComponentKind.ENCODER,
            "encoder",
            "make-corpus avatar --out clips clips=3 seconds=5\nextract extract.yaml --in clips --out store",
            "extract.yaml"),
    /** A metric, and an experiment that reports it. */
    METRIC(ComponentKind.METRIC, "metric", "train experiment.yaml", "experiment.yaml"),
    /** A loss, and an experiment that trains with it. */
    LOSS(ComponentKind.LOSS, "loss", "train experiment.yaml", "experiment.yaml"),
    /** A temporal model, and a study beside another and none. */
    TEMPORAL(ComponentKind.TEMPORAL, "temporal", "study study.yaml", "study.yaml"),
    /** A dataset with a sample corpus, and an experiment on it. */
    DATASET(ComponentKind.DATASET, "data", "train experiment.yaml", "experiment.yaml");

    private static final List<String> SAMPLE =
            List.of("train/train-1", "train/train-2", "validation/validation-1", "test/test-1");

    private final ComponentKind component;
    private final String subpackage;
    private final String commands;
    private final String example;

    ProjectKind(ComponentKind component, String subpackage, String commands, String example) {
        this.component = component;
        this.subpackage = subpackage;
        this.commands = commands;
        this.example = example;
    }

    /** Returns the kind of component. */
    public ComponentKind component() {
        return component;
    }

    /** Returns the commands, without the program, that try the component out. */
    public List<String> commands() {
        return commands.lines().toList();
    }

    /** Returns the package within {@code dev.attune.api} that has the factory of this kind. */
    String subpackage() {
        return subpackage;
    }

    /** Returns the word of this kind, which also is its folder of templates. */
    String word() {
        return component.singular();
    }

    /** Returns the word as the names of classes have it. */
    String className() {
        return word().substring(0, 1).toUpperCase(Locale.ROOT) + word().substring(1);
    }

    /** Returns the files of a project, each with the template that it is made of; the names of files are templates too. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", "project/pom.xml");
        files.put("README.md", "project/README.md");
        files.put(".gitignore", "project/gitignore");
        files.put("src/main/resources/META-INF/services/dev.attune.api.AttunePlugin", "project/services");
        files.put("src/main/java/{{path}}/package-info.java", "project/package-info.java");
        files.put("src/main/java/{{path}}/{{Name}}Plugin.java", "project/Plugin.java");
        files.put("src/test/java/{{path}}/{{Name}}PluginTest.java", "project/PluginTest.java");
        for (String part : parts()) {
            files.put("src/main/java/{{path}}/{{Name}}" + part + ".java", word() + "/" + part + ".java");
        }
        files.put("src/test/java/{{path}}/{{Name}}ContractTest.java", word() + "/ContractTest.java");
        files.put(example, word() + "/" + example);
        if (this == DATASET) {
            for (String clip : SAMPLE) {
                files.put("src/test/resources/sample/" + clip + ".csv", "dataset/sample/" + clip + ".csv");
            }
        }
        return files;
    }

    private List<String> parts() {
        return this == DATASET
                ? List.of("Config", "Factory", "Dataset", "Table", "Clip", "Fingerprint")
                : List.of("Config", "Factory", className());
    }
}
