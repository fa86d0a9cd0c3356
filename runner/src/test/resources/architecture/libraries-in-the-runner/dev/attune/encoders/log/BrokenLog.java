package dev.attune.encoders.log;

import org.slf4j.Logger;

final class BrokenLog {
    void say(Logger log) {
        log.info("An encoder speaks");
    }
}
