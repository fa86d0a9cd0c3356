/** Tests of reading configurations. */
@NullMarked
package dev.attune.runner.config;

import org.jspecify.annotations.NullMarked;
