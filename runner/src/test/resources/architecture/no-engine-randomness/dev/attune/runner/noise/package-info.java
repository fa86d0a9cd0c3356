@NullMarked
package dev.attune.runner.noise;

import org.jspecify.annotations.NullMarked;
