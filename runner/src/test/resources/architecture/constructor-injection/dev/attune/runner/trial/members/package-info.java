@NullMarked
package dev.attune.runner.trial.members;

import org.jspecify.annotations.NullMarked;
