@NullMarked
package dev.attune.runner.pointer;

import org.jspecify.annotations.NullMarked;
