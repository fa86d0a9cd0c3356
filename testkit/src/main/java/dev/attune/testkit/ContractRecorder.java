package dev.attune.testkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Turns what JUnit reports into results. */
final class ContractRecorder implements TestExecutionListener {
    private final String kind;
    private final String component;
    private final Consumer<ContractResult> results;
    private final Map<String, Long> started = new HashMap<>();

    ContractRecorder(String kind, String component, Consumer<ContractResult> results) {
        this.kind = kind;
        this.component = component;
        this.results = results;
    }

    /** Takes a result that comes from no test. */
    void add(String check, ContractResult.Status status, String message, Optional<Throwable> failure) {
        results.accept(new ContractResult(kind, component, check, status, message, Duration.ZERO, failure));
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        add(check(test), ContractResult.Status.SKIPPED, reason, Optional.empty());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Duration duration =
                Duration.ofNanos(System.nanoTime() - started.getOrDefault(test.getUniqueId(), System.nanoTime()));
        boolean successful = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (!test.isTest() && successful) {
            return; // its parts were reported
        }
        Optional<Throwable> failure = result.getThrowable();
        ContractResult.Status status = switch (result.getStatus()) {
            case SUCCESSFUL -> ContractResult.Status.PASSED;
            case ABORTED -> ContractResult.Status.SKIPPED;
            case FAILED -> ContractResult.Status.FAILED;
        };
        String message = switch (status) {
            case PASSED -> "";
            case SKIPPED -> failure.map(FailureText::reason).orElse("it gave no reason");
            case FAILED -> failure.map(FailureText::of).orElse("it gave no reason");
        };
        results.accept(new ContractResult(kind, component, check(test), status, message, duration, failure));
    }

    private static String check(TestIdentifier test) {
        String method = test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse("");
        if (method.isEmpty()) {
            return "can be checked";
        }
        String words = words(method);
        return test.getDisplayName().startsWith(method) ? words : words + ": " + test.getDisplayName();
    }

    /** Returns {@code is an ordinary block} for {@code isAnOrdinaryBlock}. */
    private static String words(String method) {
        return method.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
