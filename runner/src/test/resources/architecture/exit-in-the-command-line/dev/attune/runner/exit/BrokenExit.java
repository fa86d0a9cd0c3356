package dev.attune.runner.exit;

final class BrokenExit {
    void leave() {
        System.exit(1);
    }
}

final class BrokenHalt {
    void leave() {
        Runtime.getRuntime().halt(1);
    }
}
