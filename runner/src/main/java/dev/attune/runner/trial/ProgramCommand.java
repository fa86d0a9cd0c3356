package dev.attune.runner.trial;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows what a user types to start this program, for every message that gives a command. */
public final class ProgramCommand {
    /** The script {@code attune} says how it was called. */
    public static final String PROPERTY = "attune.name";

    private static final String DEFAULT = "attune";
    private static final String UNLOCK_TEST = "unlock-test";
    private static final String REASON = " --reason \"...\"";
    private static final String PLAIN = "._-/=:,@%+";

    private ProgramCommand() {}

    /**
     * Returns a command of this program as a shell must read it, in the folder that the program was started in.
     *
     * @param words the arguments
     */
    public static String of(String... words) {
        return command(name().orElse(DEFAULT), words);
    }

    private static String command(String program, String... words) {
        return shell(Stream.concat(Stream.of(program), Stream.of(words)).toList());
    }

    /** Returns the command that scores the test split of a study. */
    public static String unlockTest(String study) {
        return of(UNLOCK_TEST, study) + REASON;
    }

    /** Returns the same command for a file, which must not depend on how the program was called that wrote it. */
    public static String storedUnlockTest(String study) {
        return command(DEFAULT, UNLOCK_TEST, study) + REASON;
    }

    /** Returns how the script was called, if one has started this program. */
    public static Optional<String> name() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .filter(name -> !name.isEmpty())
                .map(ProgramCommand::typed);
    }

    /** A script that was given to a shell by its bare name, as in {@code sh attune}, is not found by that name alone. */
    private static String typed(String name) {
        boolean isBare = Path.of(name).getNameCount() == 1 && !Path.of(name).isAbsolute();
        return isBare && Files.isRegularFile(Path.of(name)) ? "./" + name : name;
    }

    /** Returns words as a shell must read them. */
    public static String shell(List<String> words) {
        return words.stream().map(ProgramCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        boolean plain = word.chars().allMatch(c -> Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
        return plain && !word.isEmpty() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
