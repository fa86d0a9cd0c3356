@NullMarked
package dev.attune.objectives;

import org.jspecify.annotations.NullMarked;
