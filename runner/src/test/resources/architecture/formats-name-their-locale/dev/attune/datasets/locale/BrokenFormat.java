package dev.attune.datasets.locale;

import java.io.PrintStream;

final class BrokenFormat {
    String format(double mean) {
        return String.format("%.3f", mean);
    }
}

final class BrokenFormatted {
    String format(double mean) {
        return "%.3f".formatted(mean);
    }
}

final class BrokenPrint {
    void print(PrintStream out, double mean) {
        out.printf("%.3f", mean);
    }
}

final class BrokenCase {
    String key(String name) {
        return name.toLowerCase();
    }
}
