package dev.attune.runner.named;

import dev.attune.fusion.rjcma.RjcmaPlugin;

final class BrokenOnPlugin {
    String name(RjcmaPlugin plugin) {
        return plugin.id();
    }
}
