@NullMarked
package dev.attune.runner.trial.injector;

import org.jspecify.annotations.NullMarked;
