/** Reads, checks and completes configuration files; knows nothing of training. */
@NullMarked
package dev.attune.runner.config;

import org.jspecify.annotations.NullMarked;
