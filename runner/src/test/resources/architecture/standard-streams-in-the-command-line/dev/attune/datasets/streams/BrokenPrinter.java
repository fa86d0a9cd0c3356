package dev.attune.datasets.streams;

import java.io.IOException;

final class BrokenPrinter {
    void print() {
        System.out.println("found a clip");
    }
}

final class BrokenComplaint {
    void complain() {
        System.err.println("found no clip");
    }
}

final class BrokenTrace {
    void show(IOException e) {
        e.printStackTrace();
    }
}
