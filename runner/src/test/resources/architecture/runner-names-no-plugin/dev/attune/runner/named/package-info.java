@NullMarked
package dev.attune.runner.named;

import org.jspecify.annotations.NullMarked;
