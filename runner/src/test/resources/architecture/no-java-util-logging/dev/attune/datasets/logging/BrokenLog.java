package dev.attune.datasets.logging;

import java.util.logging.Logger;

final class BrokenLog {
    void say() {
        Logger.getLogger("dev.attune").info("found a clip");
    }
}
