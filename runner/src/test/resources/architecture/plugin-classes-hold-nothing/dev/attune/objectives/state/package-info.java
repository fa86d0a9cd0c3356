@NullMarked
package dev.attune.objectives.state;

import org.jspecify.annotations.NullMarked;
