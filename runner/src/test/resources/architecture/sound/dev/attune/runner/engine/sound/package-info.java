@NullMarked
package dev.attune.runner.engine.sound;

import org.jspecify.annotations.NullMarked;
