package dev.attune.runner.study.wiring;

import com.google.inject.AbstractModule;

final class BrokenModule extends AbstractModule {}
