@NullMarked
package dev.attune.encoders;

import org.jspecify.annotations.NullMarked;
