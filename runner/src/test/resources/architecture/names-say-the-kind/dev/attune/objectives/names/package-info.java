@NullMarked
package dev.attune.objectives.names;

import org.jspecify.annotations.NullMarked;
