package dev.attune.objectives.sound;

import dev.attune.api.config.Doc;

public record ToneConfig(@Doc("How high it is, in hertz.") double pitch) {}
