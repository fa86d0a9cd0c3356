@NullMarked
package dev.attune.testkit.sound;

import org.jspecify.annotations.NullMarked;
