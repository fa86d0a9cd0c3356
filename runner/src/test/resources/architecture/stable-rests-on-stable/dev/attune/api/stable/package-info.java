@NullMarked
package dev.attune.api.stable;

import org.jspecify.annotations.NullMarked;
