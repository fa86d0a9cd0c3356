package dev.attune.runner.cli;

/** What the exit codes of the command line mean. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int CONFIG = 2;
    static final int DATA = 3;
    static final int PLUGIN = 4;

    private ExitCode() {}
}
