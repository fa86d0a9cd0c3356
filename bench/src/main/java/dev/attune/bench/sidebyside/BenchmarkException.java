package dev.attune.bench.sidebyside;

/** Tells why a measurement cannot go on, in a sentence for the user. */
final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    BenchmarkException(String message) {
        super(message);
        sentence = message;
    }

    BenchmarkException(String message, Throwable cause) {
        super(message, cause);
        sentence = message;
    }

    /** Returns what is to be told. */
    String sentence() {
        return sentence;
    }
}
