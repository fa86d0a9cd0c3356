/** The one place that knows which engine runs underneath: starting it, its threads, its devices. */
@NullMarked
package dev.attune.runner.engine;

import org.jspecify.annotations.NullMarked;
