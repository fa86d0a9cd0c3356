package dev.attune.api.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an author of a plugin was promised cannot be broken unnoticed, and everything else may change. */
final class CompatibilityGateTest {
    private static final String IMPLEMENT = promise("IMPLEMENT", "STABLE");
    private static final String CALL = promise("CALL", "STABLE");
    private static final String EXPERIMENTAL = promise("IMPLEMENT", "EXPERIMENTAL");

    @TempDir
    private Path folder;

    /** A type before and after, both named {@code Part}. */
    private record Change(String name, String before, String after) {
        @Override
        public String toString() {
            return name;
        }
    }

    private record Refusal(Change change, List<String> words) {
        @Override
        public String toString() {
            return change.toString();
        }
    }

    private static String promise(String usage, String state) {
        return "@PublicApi(usage = PublicApi.Usage." + usage + ", state = PublicApi.State." + state
                + ", since = \"0.1\") ";
    }

    static List<Change> allowed() {
        return List.of(
                new Change(
                        "a default method on what outsiders implement",
                        IMPLEMENT + "public interface Part { int depth(); }",
                        IMPLEMENT + "public interface Part { int depth(); default int width() { return 1; } }"),
                new Change(
                        "an abstract method on what outsiders only call",
                        CALL + "public interface Part { int depth(); }",
                        CALL + "public interface Part { int depth(); int width(); }"),
                new Change(
                        "anything on what is experimental",
                        EXPERIMENTAL + "public interface Part { int depth(); class Inner { public int width; } }",
                        EXPERIMENTAL + "public interface Part { int height(); class Inner { } }"),
                new Change(
                        "anything on what is not promised",
                        "public interface Part { int depth(); }",
                        "public interface Part { int height(); }"),
                new Change(
                        "what is not visible",
                        CALL + "public final class Part { private int depth; int width() { return depth; } }",
                        CALL + "public final class Part { private long depth; long height() { return depth; } }"),
                new Change(
                        "a promise where there was none",
                        EXPERIMENTAL + "public interface Part { int depth(); }",
                        IMPLEMENT + "public interface Part { int depth(); }"));
    }

    @ParameterizedTest
    @MethodSource
    void allowed(Change change) throws IOException {
        assertThat(Gate.complaint(archive("old", 1, 0, change.before()), archive("new", 1, 1, change.after())))
                .isEmpty();
    }

    static List<Refusal> refused() {
        return List.of(
                new Refusal(
                        new Change(
                                "an abstract method on what outsiders implement",
                                IMPLEMENT + "public interface Part { int depth(); }",
                                IMPLEMENT + "public interface Part { int depth(); int width(); }"),
                        List.of("Part.width()", "METHOD_ADDED_TO_INTERFACE")),
                new Refusal(
                        new Change(
                                "an abstract method on a class that outsiders extend",
                                IMPLEMENT + "public abstract class Part { public abstract int depth(); }",
                                IMPLEMENT
                                        + "public abstract class Part { public abstract int depth(); protected abstract int width(); }"),
                        List.of("Part.width()", "METHOD_ABSTRACT_ADDED_TO_CLASS")),
                new Refusal(
                        new Change(
                                "a method gone",
                                CALL + "public interface Part { int depth(); int width(); }",
                                CALL + "public interface Part { int depth(); }"),
                        List.of("Part.width()", "METHOD_REMOVED")),
                new Refusal(
                        new Change(
                                "a component more in a record",
                                CALL + "public record Part(int depth) {}",
                                CALL + "public record Part(int depth, int width) {}"),
                        List.of("Part(int)", "CONSTRUCTOR_REMOVED")),
                new Refusal(
                        new Change(
                                "another element type, which only a compiler sees",
                                CALL + "public interface Part { java.util.List<String> names(); }",
                                CALL + "public interface Part { java.util.List<Integer> names(); }"),
                        List.of("Part.names()", "METHOD_RETURN_TYPE_GENERICS_CHANGED")),
                new Refusal(
                        new Change(
                                "a type within another",
                                CALL + "public final class Part { public enum Kind { A, B } }",
                                CALL + "public final class Part { public enum Kind { A } }"),
                        List.of("Part$Kind.B", "FIELD_REMOVED")),
                new Refusal(
                        new Change("a type gone", CALL + "public final class Part {}", "final class Part {}"),
                        List.of("Part", "CLASS_LESS_ACCESSIBLE")),
                new Refusal(
                        new Change(
                                "a stable type that is declared an experiment",
                                IMPLEMENT + "public interface Part { int depth(); }",
                                EXPERIMENTAL + "public interface Part { int height(); }"),
                        List.of(
                                "dev.attune.api.Part was promised to be IMPLEMENT, STABLE",
                                "is now IMPLEMENT, EXPERIMENTAL")),
                new Refusal(
                        new Change(
                                "a type that outsiders may no longer implement",
                                IMPLEMENT + "public interface Part { int depth(); }",
                                CALL + "public interface Part { int depth(); int width(); }"),
                        List.of("is now CALL, STABLE", "Only a new ApiVersion.CURRENT")));
    }

    @ParameterizedTest
    @MethodSource
    void refused(Refusal refusal) throws IOException {
        Change change = refusal.change();
        assertThat(Gate.complaint(archive("old", 1, 0, change.before()), archive("new", 1, 1, change.after())))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains(refusal.words()));
    }

    /** The host compares the minor version of a manifest with its own: it can refuse only what the number tells. */
    @Test
    void refusesAnAdditionThatTheMinorVersionDoesNotTell() throws IOException {
        String before = EXPERIMENTAL + "public interface Part { int depth(); }";
        String after = EXPERIMENTAL + "public interface Part { int depth(); default int width() { return 1; } }";
        byte[] release = archive("old", 1, 3, before);

        assertThat(Gate.complaint(release, archive("new", 1, 3, after)))
                .hasValueSatisfying(complaint -> assertThat(complaint)
                        .contains(
                                "ApiVersion.MINOR must rise above 3", "the baseline lacks dev.attune.api.Part.width."));
        assertThat(Gate.complaint(release, archive("raised", 1, 4, after))).isEmpty();
    }

    @Test
    void allowsEverythingWithANewMajorVersion() throws IOException {
        byte[] release = archive("old", 1, 3, IMPLEMENT + "public interface Part { int depth(); }");
        byte[] build = archive("new", 2, 0, IMPLEMENT + "public interface Part { int height(); }");

        assertThat(Gate.complaint(release, build)).isEmpty();
    }

    private byte[] archive(String name, int current, int minor, String part) throws IOException {
        return Archive.of(
                Map.of(
                        "dev.attune.api.ApiVersion",
                        "package dev.attune.api; " + CALL
                                + "public final class ApiVersion { public static final int CURRENT = " + current
                                + ", MINOR = " + minor + "; }",
                        "dev.attune.api.Part",
                        "package dev.attune.api; " + part),
                folder.resolve(name));
    }
}
