package dev.attune.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** A configuration file and the settings that replace some of its own. */
final class FileArguments {
    @Parameters(index = "0", paramLabel = "FILE", description = "A YAML file.")
    Path file = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "key=value",
            description =
                    "Replaces a setting of the file, for example training.epochs=5; in a study, base.training.epochs=5. A map is merged.")
    List<String> overrides = new ArrayList<>();
}
