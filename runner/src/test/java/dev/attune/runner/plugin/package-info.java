/** Tests of finding plugins. */
@NullMarked
package dev.attune.runner.plugin;

import org.jspecify.annotations.NullMarked;
