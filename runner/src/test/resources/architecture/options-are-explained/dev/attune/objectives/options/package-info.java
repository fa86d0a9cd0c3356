@NullMarked
package dev.attune.objectives.options;

import org.jspecify.annotations.NullMarked;
