@NullMarked
package dev.attune.runner.trial.sound;

import org.jspecify.annotations.NullMarked;
