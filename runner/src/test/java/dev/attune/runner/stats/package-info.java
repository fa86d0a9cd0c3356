@NullMarked
package dev.attune.runner.stats;

import org.jspecify.annotations.NullMarked;
