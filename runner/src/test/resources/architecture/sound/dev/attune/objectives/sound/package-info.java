@NullMarked
package dev.attune.objectives.sound;

import org.jspecify.annotations.NullMarked;
