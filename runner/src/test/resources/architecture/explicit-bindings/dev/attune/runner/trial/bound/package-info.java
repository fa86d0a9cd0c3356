@NullMarked
package dev.attune.runner.trial.bound;

import org.jspecify.annotations.NullMarked;
