@NullMarked
package dev.attune.objectives.noise;

import org.jspecify.annotations.NullMarked;
