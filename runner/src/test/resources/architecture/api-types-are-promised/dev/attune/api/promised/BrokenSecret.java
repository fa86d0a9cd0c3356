package dev.attune.api.promised;

public final class BrokenSecret {}
