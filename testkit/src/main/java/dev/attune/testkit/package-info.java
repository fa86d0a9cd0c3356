/** Contract tests that every component passes, and the helpers they share. */
@NullMarked
package dev.attune.testkit;

import org.jspecify.annotations.NullMarked;
