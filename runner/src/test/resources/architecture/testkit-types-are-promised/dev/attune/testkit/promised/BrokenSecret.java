package dev.attune.testkit.promised;

public abstract class BrokenSecret {}
