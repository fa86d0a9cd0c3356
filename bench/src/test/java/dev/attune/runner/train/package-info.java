/** Opens to measurements what training keeps to itself. */
@NullMarked
package dev.attune.runner.train;

import org.jspecify.annotations.NullMarked;
