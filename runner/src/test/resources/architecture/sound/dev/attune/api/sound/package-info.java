@NullMarked
package dev.attune.api.sound;

import org.jspecify.annotations.NullMarked;
