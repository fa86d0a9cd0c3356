@NullMarked
package dev.attune.objectives.neighbour;

import org.jspecify.annotations.NullMarked;
