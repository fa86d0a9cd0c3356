package dev.attune.runner.cli.sound;

import java.util.Locale;
import org.slf4j.LoggerFactory;

final class ToneCommand {
    void run(double pitch) {
        LoggerFactory.getLogger(ToneCommand.class).info("A tone");
        System.out.println(String.format(Locale.ROOT, "%.1f Hz", pitch));
        System.exit(0);
    }
}
