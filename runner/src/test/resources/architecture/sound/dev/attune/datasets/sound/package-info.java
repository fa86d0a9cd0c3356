@NullMarked
package dev.attune.datasets.sound;

import org.jspecify.annotations.NullMarked;
