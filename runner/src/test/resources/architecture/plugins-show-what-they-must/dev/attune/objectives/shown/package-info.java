@NullMarked
package dev.attune.objectives.shown;

import org.jspecify.annotations.NullMarked;
