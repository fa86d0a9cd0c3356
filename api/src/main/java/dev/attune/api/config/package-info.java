/** Annotations that turn a record into a documented, checkable section of a configuration file. */
@NullMarked
package dev.attune.api.config;

import org.jspecify.annotations.NullMarked;
