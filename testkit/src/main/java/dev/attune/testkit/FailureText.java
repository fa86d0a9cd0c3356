package dev.attune.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Says what went wrong, for somebody who reads a report and not a stack trace. */
final class FailureText {
    private static final int LINES = 12;
    private static final int COLUMNS = 160;
    private static final List<String> OURS = List.of(
            "dev.attune.api.",
            "dev.attune.testkit.",
            "ai.djl.",
            "java.",
            "jdk.",
            "org.junit.",
            "org.assertj.",
            "com.sun.");

    private FailureText() {}

    /** Returns the promise first, then what was found. */
    static String of(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof AssertionError && message != null && !message.isBlank()) {
            return tidy(message);
        }
        String text = "it must not fail, but it threw " + failure.getClass().getSimpleName()
                + (message == null ? "" : ": " + message) + place(failure);
        return tidy(failure instanceof LinkageError ? text + "; build it against the interface of this host" : text);
    }

    /** Returns the words of an exception that says why a check cannot be done. */
    static String reason(Throwable reason) {
        String message = reason.getMessage();
        return message == null || message.isBlank() ? "it gave no reason" : tidy(message);
    }

    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> OURS.stream().noneMatch(frame.getClassName()::startsWith))
                .findFirst()
                .map(frame -> ", at " + frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName()
                        + ":" + frame.getLineNumber() + ")")
                .orElse("");
    }

    /** Takes the brackets from the description, the stack trace and the blank lines from the rest, and cuts what is too long. */
    private static String tidy(String message) {
        String plain = message.strip();
        int end = plain.contains("] \n") ? plain.indexOf("] \n") : plain.indexOf("] ");
        if (plain.startsWith("[") && end > 0) {
            plain = plain.substring(1, end) + "\n" + plain.substring(end + 2);
        }
        List<String> lines = plain.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("at ") && !line.startsWith("... "))
                .toList();
        String text = lines.stream().limit(LINES).map(FailureText::cut).collect(Collectors.joining("\n"));
        return lines.size() > LINES ? text + "\n…" : text;
    }

    /** The first line is the promise; what follows may be an array of thousands. */
    private static String cut(String line) {
        boolean array = line.startsWith("[") || line.startsWith("{");
        return array && line.length() > COLUMNS ? line.substring(0, COLUMNS) + "…" : line;
    }
}
