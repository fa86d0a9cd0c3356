package dev.attune.examples;

import dev.attune.runner.Attune;
import dev.attune.runner.study.ResultsTable;
import dev.attune.runner.study.StudyResult;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs a study from Java and prints its table. */
public final class StudyFromJava {
    private StudyFromJava() {}

    /**
     * Runs a study.
     *
     * @param args a study's YAML file, a folder for its results, and then {@code key=value} overrides
     */
    public static void main(String[] args) {
        String[] overrides = Arrays.copyOfRange(args, 2, args.length);
        StudyResult result = Attune.study(Path.of(args[0]), Path.of(args[1]), overrides);
        System.out.println(ResultsTable.text(result));
    }
}
