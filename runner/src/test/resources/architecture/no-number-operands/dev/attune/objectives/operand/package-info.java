@NullMarked
package dev.attune.objectives.operand;

import org.jspecify.annotations.NullMarked;
