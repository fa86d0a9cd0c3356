@NullMarked
package dev.attune.encoders.log;

import org.jspecify.annotations.NullMarked;
