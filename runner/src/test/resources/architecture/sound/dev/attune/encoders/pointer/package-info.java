@NullMarked
package dev.attune.encoders.pointer;

import org.jspecify.annotations.NullMarked;
