@NullMarked
package dev.attune.runner.trials;

import org.jspecify.annotations.NullMarked;
